using System.Buffers.Text;
using System.Text.Json;

namespace Annals.Collectors.Doctor;

/// <summary>What an access token says of itself. It is not checked: the vendor does that.</summary>
/// <param name="Roles">Application permissions.</param>
/// <param name="Audience">The API that it is for.</param>
/// <param name="Tenant">The organisation.</param>
internal sealed record TokenClaims(IReadOnlyList<string> Roles, string? Audience, string? Tenant)
{
    /// <summary>Reads a token.</summary>
    /// <returns>Null when it is opaque.</returns>
    public static TokenClaims? Read(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            var root = document.RootElement;
            var roles = root.TryGetProperty("roles"u8, out var array) && array.ValueKind == JsonValueKind.Array
                ? array.EnumerateArray().Where(role => role.ValueKind == JsonValueKind.String).Select(role => role.GetString()!).ToList()
                : [];
            return new TokenClaims(roles, Text(root, "aud"), Text(root, "tid"));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
