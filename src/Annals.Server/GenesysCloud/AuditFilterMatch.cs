namespace Annals.Server.GenesysCloud;

/// <summary>Compares audits with a query exactly as the vendor does, case included: by what the answer shows.</summary>
internal sealed class AuditFilterMatch(AuditQueryRequest request)
{
    private readonly IReadOnlyList<AuditFilter> filters = request.Filters ?? [];

    /// <summary>Whether every audit matches.</summary>
    public bool IsTrivial => request.ServiceName is null && filters.Count == 0;

    /// <summary>Whether the query names only service, entity type and action.</summary>
    public bool NamesOnly => filters.All(filter => filter.Property is AuditFilterProperty.EntityType or AuditFilterProperty.Action);

    /// <summary>Compares an audit in the shape of the audit API.</summary>
    public bool Matches(ReadOnlyMemory<byte> audit)
    {
        if (IsTrivial)
        {
            return true;
        }

        var members = MemberSlices.Of(audit);
        return (request.ServiceName is null || members.Text("serviceName") == request.ServiceName) && filters.All(filter => ValueOf(members, filter.Property) == filter.Value);
    }

    /// <summary>Compares what stands in the columns, where the query <see cref="NamesOnly"/>.</summary>
    public bool Matches(string? service, string? entityType, string? action) =>
        (request.ServiceName is null || service == request.ServiceName)
        && filters.All(filter => filter.Value == (filter.Property == AuditFilterProperty.Action ? action : entityType));

    private static string? ValueOf(MemberSlices members, string property) => property switch
    {
        AuditFilterProperty.UserId => members.Object("user").Text("id"),
        AuditFilterProperty.TrusteeOrganizationId => members.Text("userHomeOrgId"),
        AuditFilterProperty.ClientId => members.Object("client").Text("id"),
        AuditFilterProperty.Action => members.Text("action"),
        AuditFilterProperty.EntityType => members.Text("entityType"),
        _ => members.Object("entity").Text("id"),
    };
}
