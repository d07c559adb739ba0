using System.Text;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Annals.Server.Tokens;

/// <summary>What a client sends to a token endpoint: form fields, and its credentials in them or in a Basic header (RFC 6749, section 2.3.1). Some clients put the fields into the query.</summary>
/// <param name="GrantType">The grant asked for; empty when missing.</param>
/// <param name="ClientId">Client id as sent; null when missing.</param>
/// <param name="ClientSecret">Secret as sent; null when missing.</param>
/// <param name="Fields">Everything else.</param>
internal sealed record TokenRequest(string GrantType, string? ClientId, string? ClientSecret, IReadOnlyDictionary<string, string> Fields)
{
    private const int FieldsMax = 100;
    private const int FieldLengthMax = 16 << 10;

    /// <summary>Reads a request; secrets in the query are not taken, since addresses are logged on the way.</summary>
    public static async Task<TokenRequest> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in (string[])["grant_type", "resource", "scope"])
        {
            if (context.Request.Query[name] is [{ Length: > 0 } value, ..])
            {
                fields[name] = value;
            }
        }

        await ReadFormAsync(context.Request, fields, cancellationToken);
        var (basicId, basicSecret) = Basic(context.Request.Headers.Authorization.ToString());
        return new TokenRequest(
            fields.GetValueOrDefault("grant_type", ""),
            basicId ?? fields.GetValueOrDefault("client_id"),
            basicSecret ?? fields.GetValueOrDefault("client_secret"),
            fields);
    }

    private static async Task ReadFormAsync(HttpRequest request, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (name, values) in await FormOfAsync(request, cancellationToken))
            {
                fields[name] = values.ToString();
            }
        }
        catch (InvalidDataException e)
        {
            throw new RequestException("The form cannot be read.", e);
        }
    }

    /// <summary>Some clients send their form as plain text, or do not say what it is.</summary>
    private static async Task<IEnumerable<KeyValuePair<string, StringValues>>> FormOfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasFormContentType)
        {
            return await request.ReadFormAsync(cancellationToken);
        }

        if (string.IsNullOrEmpty(request.ContentType) || request.ContentType.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase))
        {
            using var reader = new FormReader(request.Body) { ValueCountLimit = FieldsMax, KeyLengthLimit = FieldLengthMax, ValueLengthLimit = FieldLengthMax };
            return await reader.ReadFormAsync(cancellationToken);
        }

        return [];
    }

    private static (string? Id, string? Secret) Basic(string header)
    {
        const string Scheme = "Basic ";
        var bytes = new byte[header.Length];
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length))
        {
            return (null, null);
        }

        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (null, null) : (Decode(text[..colon]), Decode(text[(colon + 1)..]));
    }

    /// <summary>The parts are form-encoded, say the rules; most clients leave that out, and our ids and secrets are the same either way.</summary>
    private static string Decode(string part) => Uri.UnescapeDataString(part);
}
