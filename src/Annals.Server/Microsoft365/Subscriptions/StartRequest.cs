using System.Text.Json;
using Annals.Server.Microsoft365.Feed;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Microsoft365.Subscriptions;

/// <summary>The webhook that a start asks for.</summary>
/// <param name="Address">Its address.</param>
/// <param name="AuthId">Its AuthID; null for none.</param>
/// <param name="Expiration">Until when, UTC; null for ever.</param>
internal sealed record StartRequest(string Address, string? AuthId, DateTimeOffset? Expiration)
{
    public const int AddressLengthMax = 2_000;
    public const int AuthIdLengthMax = 1_000;
    private const int BodyBytesMax = 64 << 10;
    private const string Name = "webhook";

    /// <summary>
    /// Reads the body of a start, whatever content type it names: clients send none, an empty one as a form, the webhook in its wrapper, and the webhook bare.
    /// </summary>
    /// <returns>Null when no webhook is asked for.</returns>
    /// <exception cref="Errors.RequestException">The body is none of these, or the expiration has passed.</exception>
    public static async Task<StartRequest?> ReadAsync(HttpRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(request, cancellationToken);
        if (body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement switch
            {
                { ValueKind: JsonValueKind.Null } => null,
                { ValueKind: JsonValueKind.Object } root when root.TryGetProperty(Name, out var wrapped) => wrapped.ValueKind == JsonValueKind.Null ? null : Read(wrapped, now),
                { ValueKind: JsonValueKind.Object } root => root.TryGetProperty("address", out _) ? Read(root, now) : null,
                _ => throw FeedError.ParameterType(Name, "object"),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw FeedError.ParameterType(Name, "object");
        }
    }

    private static StartRequest Read(JsonElement webhook, DateTimeOffset now)
    {
        if (webhook.ValueKind != JsonValueKind.Object)
        {
            throw FeedError.ParameterType(Name, "object");
        }

        var address = Text(webhook, "address") is { Length: > 0 and <= AddressLengthMax } given ? given : throw FeedError.ParameterMissing("address");
        var authId = Text(webhook, "authId") is { Length: > 0 } id ? id : null;
        if (authId?.Length > AuthIdLengthMax || (authId?.Any(c => c is < ' ' or > '~') ?? false))
        {
            throw FeedError.ParameterType("authId", "string");
        }

        DateTimeOffset? expiration = null;
        if (Text(webhook, "expiration") is { Length: > 0 } text)
        {
            expiration = FeedTime.TryParse(text, out var time) ? time : throw FeedError.ParameterType("expiration", "datetime");
            if (time <= now)
            {
                throw FeedError.Expired(text);
            }
        }

        return new StartRequest(address, authId, expiration);
    }

    private static string? Text(JsonElement webhook, string name) =>
        !webhook.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw FeedError.ParameterType(name, "string");

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[BodyBytesMax + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= BodyBytesMax ? buffer.AsMemory(0, length) : throw new BadHttpRequestException("The body of a start is too long.", StatusCodes.Status413PayloadTooLarge);
    }
}
