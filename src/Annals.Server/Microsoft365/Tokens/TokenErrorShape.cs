using System.Globalization;
using System.Text.Json.Serialization;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Microsoft365.Tokens;

/// <summary>Errors of the token endpoints in the shape of the vendor's login host.</summary>
internal sealed class TokenErrorShape(TimeProvider time) : IErrorShape
{
    /// <summary>Codes for what is no error of a token request: something in it is not valid, or the server cannot answer now.</summary>
    private const int OtherFault = 90100;
    private const int Transient = 90033;

    public bool Covers(PathString path)
    {
        var segments = (path.Value ?? "").Split('/');
        return segments is ["", _, var name, ..]
            && name.Equals("oauth2", StringComparison.OrdinalIgnoreCase)
            && (IsToken(segments, 3) || (segments.Length == 5 && segments[3].Equals("v2.0", StringComparison.OrdinalIgnoreCase) && IsToken(segments, 4)));
    }

    public Task WriteAsync(HttpContext context, ServerError error)
    {
        var code = error.Type.StartsWith(TokenError.Prefix, StringComparison.Ordinal)
            ? int.Parse(error.Type.AsSpan(TokenError.Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture)
            : error.Status is 429 or >= 500 ? Transient : OtherFault;
        var word = error.Members.TryGetValue(TokenError.WordMember, out var given) && given is string known ? known
            : error.Status is 429 or >= 500 ? "temporarily_unavailable"
            : "invalid_request";
        var text = error.Type.StartsWith(TokenError.Prefix, StringComparison.Ordinal) ? error.Title : error.Detail ?? error.Title;
        var timestamp = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var trace = Guid.NewGuid().ToString();
        var correlation = Correlation.Of(context);
        context.Response.Headers.CacheControl = "no-store, no-cache";
        context.Response.Headers.Pragma = "no-cache";
        context.Response.Headers.Expires = "-1";
        return context.Response.WriteAsJsonAsync(
            new TokenErrorBody(
                word,
                string.Create(CultureInfo.InvariantCulture, $"{TokenError.Prefix}{code}: {text}\r\nTrace ID: {trace}\r\nCorrelation ID: {correlation}\r\nTimestamp: {timestamp}"),
                [code],
                timestamp,
                trace,
                correlation,
                string.Create(CultureInfo.InvariantCulture, $"https://login.microsoftonline.com/error?code={code}")),
            TokenErrorJson.Default.TokenErrorBody,
            cancellationToken: context.RequestAborted);
    }

    private static bool IsToken(string[] segments, int index) => segments.Length == index + 1 && segments[index].Equals("token", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The body of an error.</summary>
internal sealed record TokenErrorBody(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string ErrorDescription,
    [property: JsonPropertyName("error_codes")] IReadOnlyList<int> ErrorCodes,
    [property: JsonPropertyName("timestamp")] string Timestamp,
    [property: JsonPropertyName("trace_id")] string TraceId,
    [property: JsonPropertyName("correlation_id")] string CorrelationId,
    [property: JsonPropertyName("error_uri")] string ErrorUri);

[JsonSerializable(typeof(TokenErrorBody))]
internal sealed partial class TokenErrorJson : JsonSerializerContext;
