using Annals.Archive;
using Annals.Server.Storage;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Annals.Server.Access;

/// <summary>
/// Tokens by which the command line on the server's machine acts as an account of the operating system, with every scope, for one tenant. Whoever can read the server's key
/// can read its data too, so nothing is given away; what is done is done through the server, and its receipts name the account.
/// </summary>
public static class LocalToken
{
    /// <summary>How long a token is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Purpose of the key that signs these tokens; clients' tokens are signed with another.</summary>
    internal const string Purpose = "account";

    /// <summary>Id of that key.</summary>
    internal const string KeyId = "account";

    /// <summary>Issuer and audience of these tokens.</summary>
    internal const string Party = "annals-account";

    /// <summary>Makes a token, good for <see cref="Lifetime"/>.</summary>
    /// <param name="data">The server's data folder.</param>
    /// <param name="tenant">The tenant to work on.</param>
    /// <param name="account">Name of the account, as receipts show it.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArchiveException">No server has run on this folder yet, its key is not to be used, or there is no such tenant.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not read the server's key.</exception>
    public static string Create(DataFolder data, TenantName tenant, string account, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(data);
        var folder = data.Tenant(tenant);
        return folder.Exists
            ? Create(data, TenantDescription.Of(folder).Id, account, time)
            : throw new ArchiveException($"There is no tenant \"{tenant}\" in \"{data.Path}\". Create it with 'annals tenant create'.");
    }

    /// <inheritdoc cref="Create(DataFolder, TenantName, string, TimeProvider)"/>
    public static string Create(DataFolder data, Guid tenant, string account, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(time);
        var now = time.GetUtcNow();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Party,
            Audience = Party,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.Add(Lifetime).UtcDateTime,
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = account, ["tid"] = tenant.ToString() },
            SigningCredentials = new SigningCredentials(SigningKey(ServerKey.OpenExisting(new ServerFolder(data))), SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>The key that signs these tokens.</summary>
    internal static SymmetricSecurityKey SigningKey(ServerKey key) => new(key.For(Purpose)) { KeyId = KeyId };
}
