namespace Annals.Server.GenesysCloud;

/// <summary>A condition of a query (AuditQueryFilter): the value is compared exactly, case included.</summary>
/// <param name="Property">One of <see cref="AuditFilterProperty"/>.</param>
/// <param name="Value">1 to <see cref="ValueLengthMax"/> characters.</param>
internal sealed record AuditFilter(string Property, string Value)
{
    public const int ValueLengthMax = 500;
}

/// <summary>What filters can name.</summary>
internal static class AuditFilterProperty
{
    public const string UserId = "UserId";
    public const string TrusteeOrganizationId = "TrusteeOrganizationId";
    public const string ClientId = "ClientId";
    public const string Action = "Action";
    public const string EntityType = "EntityType";
    public const string EntityId = "EntityId";

    public static IReadOnlyList<string> All { get; } = [UserId, TrusteeOrganizationId, ClientId, Action, EntityType, EntityId];
}
