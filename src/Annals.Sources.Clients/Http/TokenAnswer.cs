using System.Globalization;
using System.Net;
using System.Text.Json;
using Azure.Core;

namespace Annals.Sources.Http;

/// <summary>Answers of token endpoints (RFC 6749, sections 5.1 and 5.2). Numbers come as numbers from some and as strings from others.</summary>
internal static class TokenAnswer
{
    /// <summary>How long a token is taken to be good when the answer does not say.</summary>
    private const long SecondsByDefault = 300;

    /// <summary>Reads an answer.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="body">Its body.</param>
    /// <param name="asked">When it was asked for, by the clock that the token's life is to be measured with.</param>
    /// <exception cref="SourceTokenException">It holds no token. Some services say so with status 200.</exception>
    public static AccessToken Read(HttpStatusCode status, ReadOnlyMemory<byte> body, DateTimeOffset asked)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                var token = Text(root, "access_token");
                if (status == HttpStatusCode.OK && !string.IsNullOrEmpty(token) && Text(root, "error") is null)
                {
                    return new AccessToken(token, asked.AddSeconds(Seconds(root)));
                }

                throw new SourceTokenException(status, Text(root, "error"), Text(root, "error_description") ?? Text(root, "description"), Codes(root));
            }
        }
        catch (JsonException)
        {
            // Gateways answer with pages; the status tells enough.
        }

        throw new SourceTokenException(status, null, null, []);
    }

    private static long Seconds(JsonElement root) => root.TryGetProperty("expires_in", out var value) && long.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1_000_000_000
        ? seconds
        : SecondsByDefault;

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<int> Codes(JsonElement root) => root.TryGetProperty("error_codes", out var codes) && codes.ValueKind == JsonValueKind.Array
        ? [.. codes.EnumerateArray().Where(code => code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out _)).Select(code => code.GetInt32())]
        : [];
}
