using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Annals.Server.GenesysCloud;

/// <summary>Reads queries from request bodies and checks them against the rules and limits.</summary>
internal sealed class AuditQueryReader(IOptions<GenesysCloudOptions> options, TimeProvider time)
{
    private const int FiltersMax = 20;
    private const int SortsMax = 10;

    /// <summary>A client that asks for exactly what a limit allows computed the time before it sent the request.</summary>
    private static readonly TimeSpan ReachTolerance = TimeSpan.FromMinutes(1);

    /// <summary>Reads a query of the asynchronous operations.</summary>
    public AuditQueryRequest ReadQuery(JsonElement body)
    {
        var request = Read(body);
        var (max, reach) = (options.Value.QueryIntervalMax, options.Value.QueryReach);
        if (max > TimeSpan.Zero && request.Interval.Length > max)
        {
            throw GenesysErrors.Bad(ErrorCodes.ConstraintValidation, $"\"interval\" is longer than {max.TotalDays:0.###} days; split it.", "interval");
        }

        CheckReach(request.Interval, reach);
        return request;
    }

    /// <summary>Reads a query of the realtime operation.</summary>
    public AuditQueryRequest ReadRealtimeQuery(JsonElement body)
    {
        var request = Read(body);
        CheckReach(request.Interval, options.Value.RealtimeReach);
        return request;
    }

    /// <summary>Reads the member <c>sort</c>; null when it is missing.</summary>
    public static IReadOnlyList<AuditSort>? ReadSort(JsonElement body) => RequestBody.Objects(body, "sort", SortsMax)?.Select(ReadOneSort).ToList();

    /// <summary>First moment that the realtime operations reach; null when there is no limit.</summary>
    public DateTimeOffset? RealtimeStart() => options.Value.RealtimeReach is { Ticks: > 0 } reach && Earliest(reach) is var start && start > DateTimeOffset.MinValue ? start : null;

    private static AuditQueryRequest Read(JsonElement body)
    {
        var text = RequestBody.RequiredText(body, "interval");
        if (!AuditInterval.TryParse(text, out var interval))
        {
            throw GenesysErrors.Bad(ErrorCodes.InvalidDate, "\"interval\" is not two ISO 8601 times with a slash between, such as 2026-01-01T00:00:00Z/2026-01-31T00:00:00Z.", "interval");
        }

        if (interval.Length < TimeSpan.Zero)
        {
            throw GenesysErrors.Bad(ErrorCodes.InvalidDate, "\"interval\" ends before it begins.", "interval");
        }

        var service = RequestBody.Text(body, "serviceName");
        CheckLength(service ?? "", "serviceName");
        var filters = RequestBody.Objects(body, "filters", FiltersMax)?.Select(ReadFilter).ToList();
        CheckEntityType(filters ?? []);
        return new AuditQueryRequest(interval, service is { Length: 0 } ? null : service, filters, ReadSort(body));
    }

    private static AuditFilter ReadFilter(JsonElement filter)
    {
        var property = RequestBody.RequiredText(filter, "property", "filters.property");
        if (!AuditFilterProperty.All.Contains(property, StringComparer.Ordinal))
        {
            throw GenesysErrors.Bad(ErrorCodes.InvalidValue, $"A filter's \"property\" is one of {string.Join(", ", AuditFilterProperty.All)}.", "filters.property");
        }

        var value = RequestBody.RequiredText(filter, "value", "filters.value");
        CheckLength(value, "filters.value");
        return new AuditFilter(property, value);
    }

    private static AuditSort ReadOneSort(JsonElement sort)
    {
        if (RequestBody.RequiredText(sort, "name", "sort.name") != AuditSort.Timestamp)
        {
            throw GenesysErrors.Bad(ErrorCodes.InvalidValue, $"Audits can be sorted by {AuditSort.Timestamp} only.", "sort.name");
        }

        return AuditSort.Canonical(RequestBody.RequiredText(sort, "sortOrder", "sort.sortOrder")) is { } order
            ? new AuditSort(AuditSort.Timestamp, order)
            : throw GenesysErrors.Bad(ErrorCodes.InvalidValue, $"A sort's \"sortOrder\" is {AuditSort.Ascending} or {AuditSort.Descending}.", "sort.sortOrder");
    }

    private static void CheckEntityType(List<AuditFilter> filters)
    {
        var wanting = filters.Find(filter => filter.Property is AuditFilterProperty.Action or AuditFilterProperty.EntityId);
        if (wanting is not null && !filters.Exists(filter => filter.Property == AuditFilterProperty.EntityType))
        {
            throw GenesysErrors.Bad(ErrorCodes.ConstraintValidation, $"A filter by {wanting.Property} needs one by {AuditFilterProperty.EntityType} beside it.", "filters");
        }
    }

    private static void CheckLength(string value, string field)
    {
        if (value.Length > AuditFilter.ValueLengthMax)
        {
            throw GenesysErrors.Bad(ErrorCodes.ConstraintValidation, $"\"{field}\" has more than {AuditFilter.ValueLengthMax} characters.", field);
        }
    }

    private void CheckReach(AuditInterval interval, TimeSpan reach)
    {
        if (reach > TimeSpan.Zero && interval.Start < Earliest(reach))
        {
            throw GenesysErrors.Bad(ErrorCodes.ConstraintValidation, $"\"interval\" begins more than {reach.TotalDays:0.###} days ago, which is as far as this operation reaches.", "interval");
        }
    }

    private DateTimeOffset Earliest(TimeSpan reach)
    {
        var now = time.GetUtcNow();
        return now - DateTimeOffset.MinValue > reach + ReachTolerance ? now - reach - ReachTolerance : DateTimeOffset.MinValue;
    }
}
