using System.Globalization;
using Annals.Server.Errors;

namespace Annals.Server.Microsoft365.Tokens;

/// <summary>Errors of the token endpoints (reference/microsoft365.md, section 1). Texts are our own; clients go by the number.</summary>
internal static class TokenError
{
    public const string Prefix = "AADSTS";

    /// <summary>Member of the error with the word that OAuth has for it.</summary>
    public const string WordMember = "error";

    public static RequestException WrongSecret { get; } = Of(401, 7000215, "invalid_client", "The client secret is not the one of this client. Send the secret itself, not its id.");

    public static RequestException ReplacedSecret { get; } = Of(401, 7000222, "invalid_client", "The client secret has expired: it was replaced by a newer one.");

    public static RequestException NoCredentials { get; } = Of(401, 7000218, "invalid_client", "The request must hold client_secret or client_assertion.");

    public static RequestException TenantNotFound { get; } = Of(400, 90002, "invalid_request", "The tenant in the address was not found, or the client does not belong to it.");

    public static RequestException TenantMalformed { get; } = Of(400, 900023, "invalid_request", "The tenant in the address is neither a GUID nor a domain.");

    public static RequestException ClientNotFound { get; } = Of(400, 700016, "unauthorized_client", "There is no client with this id in the tenant.");

    public static RequestException ScopeMalformed { get; } = Of(400, 70011, "invalid_scope", "The scope is malformed. Send the API root followed by /.default.");

    public static RequestException ScopeNotDefault { get; } = Of(400, 1002012, "invalid_scope", "With client credentials the scope must be the API root followed by /.default.");

    public static RequestException ResourceUnknown { get; } = Of(400, 500011, "invalid_resource", "The resource is not served here.");

    public static RequestException OtherGrant { get; } = Of(400, 70003, "unsupported_grant_type", "Only grant type client_credentials is served here.");

    /// <summary>A field that must be there is not.</summary>
    /// <param name="field">Its name; one of ours, never what was sent.</param>
    public static RequestException FieldMissing(string field) => Of(400, 90014, "invalid_request", $"The required field '{field}' is missing.");

    /// <summary>A client assertion does not prove anything.</summary>
    /// <param name="reason">Why; holds nothing that was sent.</param>
    public static RequestException BadAssertion(string reason) => Of(401, 700027, "invalid_client", $"The client assertion cannot be accepted: {reason}");

    private static RequestException Of(int status, int code, string word, string text) =>
        new(new ServerError(status, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{code}"), text) { Members = new Dictionary<string, object?> { [WordMember] = word } });
}
