using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using Annals.Server.Access;
using Annals.Server.Errors;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Annals.Server.Microsoft365.Tokens;

/// <summary>Checks the signed statement by which a client proves that it holds the key of one of its certificates (RFC 7523; reference/microsoft365.md, section 1).</summary>
internal sealed class ClientAssertion(ClientCertificates certificates, UsedAssertions used, TimeProvider time)
{
    /// <summary>The only kind of assertion.</summary>
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private const int LengthMax = 16 << 10;
    private const int IdLengthMax = 512;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LifeMax = TimeSpan.FromHours(24);

    /// <summary>The client id that an assertion claims, not proven yet.</summary>
    public static bool TryReadClient(string assertion, [NotNullWhen(true)] out string? client)
    {
        client = Parse(assertion)?.Subject;
        return client is not null;
    }

    /// <summary>Checks an assertion and marks it as used.</summary>
    /// <param name="assertion">The assertion as sent.</param>
    /// <param name="client">The client it must be of.</param>
    /// <param name="audience">The address of the token endpoint.</param>
    /// <exception cref="RequestException">It proves nothing; the error says why.</exception>
    public async Task CheckAsync(string assertion, Client client, string audience)
    {
        var token = Parse(assertion) ?? throw TokenError.BadAssertion("it is no JSON Web Token.");
        if (token.Alg != SecurityAlgorithms.RsaSha256)
        {
            throw TokenError.BadAssertion("it must be signed with RS256.");
        }

        using var certificate = CertificateOf(token, client);
        using var key = certificate.GetRSAPublicKey()!;
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            IssuerSigningKey = new RsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (!result.IsValid)
        {
            throw TokenError.BadAssertion("its signature does not fit the certificate.");
        }

        try
        {
            CheckClaims(token, client, audience);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidCastException or OverflowException)
        {
            throw TokenError.BadAssertion("a claim of it cannot be read.");
        }

        if (!used.TryUse(client.Id, token.Id, token.ValidTo))
        {
            throw TokenError.BadAssertion("it was used before.");
        }
    }

    private static JsonWebToken? Parse(string assertion)
    {
        if (assertion.Length > LengthMax)
        {
            return null;
        }

        try
        {
            return new JsonWebToken(assertion);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private X509Certificate2 CertificateOf(JsonWebToken token, Client client)
    {
        var thumbprint = token.X5t;
        if (string.IsNullOrEmpty(thumbprint) || !Base64Url.IsValid(thumbprint) || certificates.Find(client.Id, Convert.ToHexString(Base64Url.DecodeFromChars(thumbprint))) is not { } certificate)
        {
            throw TokenError.BadAssertion("its header x5t names no certificate of this client.");
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime())
        {
            certificate.Dispose();
            throw TokenError.BadAssertion("the certificate is not valid now.");
        }

        return certificate;
    }

    private void CheckClaims(JsonWebToken token, Client client, string audience)
    {
        if (!IsClient(token.Issuer, client) || !IsClient(token.Subject, client))
        {
            throw TokenError.BadAssertion("iss and sub must be the client's id.");
        }

        if (!token.Audiences.Any(named => named.Equals(audience, StringComparison.OrdinalIgnoreCase)))
        {
            throw TokenError.BadAssertion("aud must be the address of this token endpoint.");
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (token.ValidTo == DateTime.MinValue || token.ValidTo <= now - Skew || token.ValidTo > now + LifeMax)
        {
            throw TokenError.BadAssertion("exp must lie ahead, by 24 hours at most.");
        }

        if (token.ValidFrom > now + Skew)
        {
            throw TokenError.BadAssertion("nbf lies ahead.");
        }

        if (token.Id is not { Length: > 0 and <= IdLengthMax })
        {
            throw TokenError.BadAssertion("jti is missing or too long.");
        }
    }

    private static bool IsClient(string? claim, Client client) => Guid.TryParse(claim, out var id) && id == client.Id;
}
