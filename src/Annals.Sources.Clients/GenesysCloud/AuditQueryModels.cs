using System.Text.Json;
using System.Text.Json.Serialization;

namespace Annals.Sources.GenesysCloud;

/// <summary>A question for audits (schema <c>AuditQueryRequest</c>).</summary>
/// <param name="Interval">Which times, UTC.</param>
public sealed record AuditQuery(AuditInterval Interval)
{
    /// <summary>The service, by its name in the mapping; null for all. Some organisations take no question without one.</summary>
    public string? ServiceName { get; init; }

    /// <summary>Conditions, all of which hold; null for none. <c>Action</c> and <c>EntityId</c> want an <c>EntityType</c> beside them.</summary>
    public IReadOnlyList<AuditQueryFilter>? Filters { get; init; }

    /// <summary>Order by time; null for one that the service does not promise.</summary>
    public AuditSortOrder? Order { get; init; } = AuditSortOrder.Ascending;
}

/// <summary>A span of time, its end excluded.</summary>
/// <param name="From">First moment, UTC.</param>
/// <param name="To">The moment after the last one, UTC. The API spans 30 days at most, realtime queries reach back 14.</param>
public readonly record struct AuditInterval(DateTimeOffset From, DateTimeOffset To);

/// <summary>A condition (schema <c>AuditQueryFilter</c>).</summary>
/// <param name="Property"><c>UserId</c>, <c>TrusteeOrganizationId</c>, <c>ClientId</c>, <c>Action</c>, <c>EntityType</c> or <c>EntityId</c>.</param>
/// <param name="Value">Its value.</param>
public sealed record AuditQueryFilter(string Property, string Value);

/// <summary>An order of audits by time.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditSortOrder>))]
public enum AuditSortOrder
{
    /// <summary>The oldest first.</summary>
    [JsonStringEnumMemberName("ascending")]
    Ascending,

    /// <summary>The newest first.</summary>
    [JsonStringEnumMemberName("descending")]
    Descending,
}

/// <summary>How far a query is (schema <c>AuditQueryExecutionStatusResponse</c>).</summary>
/// <param name="Id">The transaction's id.</param>
/// <param name="State"><c>Queued</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Cancelled</c>, or a word that is newer.</param>
public sealed record AuditQueryExecution(string Id, string State)
{
    /// <summary>Whether its results can be had.</summary>
    [JsonIgnore]
    public bool HasSucceeded => State == "Succeeded";

    /// <summary>Whether it will never have any.</summary>
    [JsonIgnore]
    public bool HasFailed => State is "Failed" or "Cancelled";
}

/// <summary>A page of a query's results (schemas <c>AuditQueryExecutionResultsResponse</c> and <c>AuditQueryExecutionLargeResultsResponse</c>).</summary>
/// <param name="Records">The records, each as the bytes that came.</param>
/// <param name="Cursor">Leads to the next page; null on the last one.</param>
/// <param name="Download">Where the results are instead, see <see cref="AuditQueryClient.OpenDownloadAsync"/>; null when they are here.</param>
public sealed record AuditQueryPage(IReadOnlyList<ReadOnlyMemory<byte>> Records, string? Cursor, Uri? Download);

/// <summary>A page of the answer to a realtime query (schema <c>AuditRealtimeQueryResultsResponse</c>).</summary>
/// <param name="Records">The records, each as the bytes that came.</param>
/// <param name="PageNumber">Its number, from 1.</param>
/// <param name="PageCount">Number of pages.</param>
/// <param name="Total">Number of records on all pages.</param>
public sealed record AuditRealtimePage(IReadOnlyList<ReadOnlyMemory<byte>> Records, int PageNumber, int PageCount, long Total);

/// <summary>A service that writes audits (schema <c>AuditQueryService</c>).</summary>
/// <param name="Name">Its name; case counts.</param>
/// <param name="Entities">What it writes audits about.</param>
public sealed record AuditService(string Name, IReadOnlyList<AuditEntity> Entities);

/// <summary>A type of entity (schema <c>AuditQueryEntity</c>).</summary>
/// <param name="Name">Its name; case counts.</param>
/// <param name="Actions">What is done to it.</param>
public sealed record AuditEntity(string Name, IReadOnlyList<string> Actions);

internal sealed record AuditServiceMapping(IReadOnlyList<AuditService>? Services);

internal sealed record AuditQueryBody(
    string? Interval, string? ServiceName = null, IReadOnlyList<AuditQueryFilter>? Filters = null, IReadOnlyList<AuditSort>? Sort = null, int? PageNumber = null, int? PageSize = null);

internal sealed record AuditRelatedBody(string AuditId, string? TrustorOrgId = null, IReadOnlyList<AuditSort>? Sort = null);

internal sealed record AuditSort(string Name, AuditSortOrder SortOrder);

internal sealed record AuditErrorBody(string? Message, string? Code, string? ContextId);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditQueryBody))]
[JsonSerializable(typeof(AuditRelatedBody))]
[JsonSerializable(typeof(AuditQueryExecution))]
[JsonSerializable(typeof(AuditServiceMapping))]
[JsonSerializable(typeof(AuditErrorBody))]
internal sealed partial class AuditQueryJson : JsonSerializerContext;
