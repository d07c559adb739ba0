namespace Annals.Server.OpenApi;

/// <summary>The caller, its tenant, and how to become a caller.</summary>
internal static class TenantOperations
{
    public static IReadOnlyList<OperationDescription> All { get; } =
    [
        new("GetToken", "Get a token for the credentials of a client (OAuth 2 client credentials)") { BodyTypes = ["application/x-www-form-urlencoded"], Answer = typeof(TokenAnswer) },
        new("GetMe", "Show who the caller is and what it may do") { Answer = typeof(MeAnswer) },
        new("GetTenant", "Show the caller's tenant") { Answer = typeof(TenantAnswer) },
        new("GetTenantHealth", "Show how the tenant is doing") { Answer = typeof(TenantHealthAnswer) },
        new("GetOpenApi", "Get this document") { AnswerTypes = ["application/json"] },
    ];
}
