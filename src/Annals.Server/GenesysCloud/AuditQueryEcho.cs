using System.Text.Json;
using System.Text.Json.Serialization;

namespace Annals.Server.GenesysCloud;

/// <summary>A query as it was understood: repeated in the status, kept in the database.</summary>
internal sealed record AuditQueryEcho(string Interval, string? ServiceName, IReadOnlyList<AuditFilter>? Filters, IReadOnlyList<AuditSort>? Sort)
{
    public static AuditQueryEcho Of(AuditQueryRequest request) => new(request.Interval.Text, request.ServiceName, request.Filters, request.Sort);

    /// <summary>The query again.</summary>
    /// <exception cref="FormatException">The interval is none.</exception>
    public AuditQueryRequest ToRequest() => AuditInterval.TryParse(Interval, out var interval)
        ? new AuditQueryRequest(interval, ServiceName, Filters, Sort)
        : throw new FormatException("The interval of a stored query cannot be read.");
}

/// <summary>State of a query (AuditQueryExecutionStatusResponse).</summary>
internal sealed record AuditQueryStatus(string Id, AuditQueryState State, string StartDate, string Interval, string? ServiceName, IReadOnlyList<AuditFilter>? Filters, IReadOnlyList<AuditSort>? Sort);

/// <summary>Where a large page can be fetched (AuditQueryExecutionLargeResultsResponse).</summary>
internal sealed record AuditLargeResults(string Id, int PageSize, string? Cursor, string DownloadUrl);

/// <summary>Services, their entity types and what can be done to these (AuditQueryServiceMapping).</summary>
internal sealed record AuditServiceMapping(IReadOnlyList<AuditServiceEntry> Services);

/// <summary>One service (AuditQueryService).</summary>
internal sealed record AuditServiceEntry(string Name, IReadOnlyList<AuditEntityEntry> Entities);

/// <summary>One entity type of a service (AuditQueryEntity).</summary>
internal sealed record AuditEntityEntry(string Name, IReadOnlyList<string> Actions);

/// <summary>Fields that have no value are left out: SDKs read a null enumeration as an unknown value.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(AuditQueryEcho))]
[JsonSerializable(typeof(AuditQueryStatus))]
[JsonSerializable(typeof(AuditLargeResults))]
[JsonSerializable(typeof(AuditServiceMapping))]
internal sealed partial class GenesysCloudJson : JsonSerializerContext;
