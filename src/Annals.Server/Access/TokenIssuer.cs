using Annals.Server.Storage;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Annals.Server.Access;

/// <summary>
/// Makes the signed tokens of clients, and checks these and those of the account on the server's machine (<see cref="LocalToken"/>). A client's token names the client and
/// narrows its scopes; what the client may do is looked up when the token is used. Each kind has a key of its own, and the key decides the kind.
/// </summary>
internal sealed class TokenIssuer(ServerKey key, TimeProvider time)
{
    /// <summary>Claim with the count of rotations of the client's secret.</summary>
    public const string GenerationClaim = "gen";

    /// <summary>Claim with the scopes that the token is narrowed to, separated by spaces; absent when it is not.</summary>
    public const string ScopeClaim = "scope";

    private readonly SymmetricSecurityKey signing = new(key.For("tokens")) { KeyId = "1" };
    private readonly SymmetricSecurityKey account = LocalToken.SigningKey(key);
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>How tokens are checked.</summary>
    public TokenValidationParameters Validation => new()
    {
        // The token names its key, and only that one is tried: a key must never vouch for a token of the other kind.
        IssuerSigningKeyResolver = (_, _, id, _) => id == signing.KeyId ? [signing] : id == account.KeyId ? [account] : [],
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,

        // Each vendor's shape has its own issuer and audience; only our key makes a token ours.
        ValidateIssuer = false,
        ValidateAudience = false,
        ClockSkew = TimeSpan.Zero,
        LifetimeValidator = (notBefore, expires, _, _) => expires > time.GetUtcNow().UtcDateTime && (notBefore ?? DateTime.MinValue) <= time.GetUtcNow().UtcDateTime.AddSeconds(1),
    };

    /// <summary>Whether a token that was checked is one of the account on the server's machine: what it says of itself does not count, only the key that proved it.</summary>
    public bool IsOfAccount(SecurityToken token) => ReferenceEquals((token as JsonWebToken)?.SigningKey, account);

    /// <summary>Whether a token that was checked is one of a client.</summary>
    public bool IsOfClient(SecurityToken token) => ReferenceEquals((token as JsonWebToken)?.SigningKey, signing);

    /// <summary>A signed token of a client.</summary>
    /// <param name="client">Who it is for.</param>
    /// <param name="lifetime">How long it is good.</param>
    /// <param name="issuer">Issuer as the vendor's clients read it.</param>
    /// <param name="audience">Audience as the vendor's clients read it.</param>
    /// <param name="claims">Further claims; null for none.</param>
    public string Issue(Client client, TimeSpan lifetime, string issuer, string audience, IReadOnlyDictionary<string, object>? claims = null)
    {
        var now = time.GetUtcNow();
        var all = new Dictionary<string, object>(claims ?? new Dictionary<string, object>(), StringComparer.Ordinal)
        {
            [JwtRegisteredClaimNames.Sub] = client.Id.ToString(),
            ["appid"] = client.Id.ToString(),
            ["tid"] = client.Tenant.ToString(),
            [GenerationClaim] = client.Generation,
            [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString(),
        };
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.Add(lifetime).UtcDateTime,
            Claims = all,
            SigningCredentials = new SigningCredentials(signing, SecurityAlgorithms.HmacSha256),
        });
    }
}
