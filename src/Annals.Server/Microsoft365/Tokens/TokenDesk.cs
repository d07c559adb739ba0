using Annals.Server.Access;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Annals.Server.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365.Tokens;

/// <summary>
/// Checks requests of the token endpoints and issues tokens. What is wrong is said in an order that tells nobody without a client's secret which tenants there are: the
/// tenant is looked at last.
/// </summary>
internal sealed class TokenDesk(
    ClientStore clients,
    ReplacedSecrets replaced,
    ClientAssertion assertions,
    TenantRegistry tenants,
    TenantNames names,
    TokenResources resources,
    TokenIssuer issuer,
    PublicAddress address,
    IOptions<AccessOptions> access,
    IOptions<Microsoft365Options> options,
    TimeProvider time)
{
    private const string SecretProof = "1";
    private const string CertificateProof = "2";

    /// <summary>Reads a request whose address and grant are right.</summary>
    public async Task<TokenRequest> ReadAsync(string tenant, HttpContext context)
    {
        if (!Guid.TryParse(tenant, out _) && !TenantNames.IsDomain(tenant))
        {
            throw TokenError.TenantMalformed;
        }

        var request = await TokenRequest.ReadAsync(context, context.RequestAborted);
        return request.GrantType switch
        {
            "client_credentials" => request,
            "" => throw TokenError.FieldMissing("grant_type"),
            _ => throw TokenError.OtherGrant,
        };
    }

    /// <summary>Issues a token for a resource.</summary>
    public async Task<IssuedToken> IssueAsync(string tenant, string resource, TokenRequest request, HttpContext context)
    {
        if (!resources.IsKnown(resource, context.Request))
        {
            throw TokenError.ResourceUnknown;
        }

        var (client, proof) = await ProveAsync(request, context);
        if (tenants.Find(client.Tenant) is not { } own || !names.IsMeant(tenant, own, client.Id))
        {
            throw TokenError.TenantNotFound;
        }

        var lifetime = access.Value.TokenLifetime;
        var now = time.GetUtcNow();
        var token = issuer.Issue(client, lifetime, $"https://sts.windows.net/{client.Tenant}/", resource.TrimEnd('/'), Claims(client, proof));

        // The vendor counts the second of the answer out.
        return new IssuedToken(token, (long)lifetime.TotalSeconds - 1, now.ToUnixTimeSeconds(), (now + lifetime).ToUnixTimeSeconds());
    }

    private async Task<(Client Client, string Proof)> ProveAsync(TokenRequest request, HttpContext context)
    {
        request.Fields.TryGetValue("client_assertion", out var assertion);
        var id = request.ClientId ?? (assertion is not null && ClientAssertion.TryReadClient(assertion, out var claimed) ? claimed : throw TokenError.FieldMissing("client_id"));
        if (request.ClientSecret is null && assertion is null)
        {
            throw TokenError.NoCredentials;
        }

        if (!Guid.TryParse(id, out var guid) || clients.Find(guid) is not { } client)
        {
            throw TokenError.ClientNotFound;
        }

        if (assertion is null)
        {
            return clients.Verify(guid, request.ClientSecret!) ? (client, SecretProof)
                : replaced.Contains(guid, request.ClientSecret!) ? throw TokenError.ReplacedSecret
                : throw TokenError.WrongSecret;
        }

        if (request.Fields.GetValueOrDefault("client_assertion_type") != ClientAssertion.Type)
        {
            throw TokenError.FieldMissing("client_assertion_type");
        }

        await assertions.CheckAsync(assertion, client, address.Of(context.Request) + context.Request.Path.ToUriComponent());
        return (client, CertificateProof);
    }

    private Dictionary<string, object> Claims(Client client, string proof) => new()
    {
        ["ver"] = "1.0",
        ["idp"] = $"https://sts.windows.net/{client.Tenant}/",
        ["oid"] = client.Id.ToString(),
        ["appidacr"] = proof,
        ["roles"] = client.Scopes.Contains(Scopes.RecordsRead)
            ? options.Value.DlpContent ? new[] { FeedRoles.Read, FeedRoles.ReadDlp } : [FeedRoles.Read]
            : [],
    };
}

/// <summary>A token and the times that go with it.</summary>
internal sealed record IssuedToken(string Token, long Seconds, long NotBefore, long Expires);
