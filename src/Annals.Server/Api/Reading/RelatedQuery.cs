using Annals.Index.Query;
using Annals.Records.Events;

namespace Annals.Server.Api.Reading;

/// <summary>The query that finds what a record has something in common with.</summary>
internal static class RelatedQuery
{
    private static readonly TimeSpan ActorSpan = TimeSpan.FromMinutes(15);

    /// <summary>The text of the query; null when the record does not name what it is about.</summary>
    public static string? Of(AuditEvent record, string by) => by switch
    {
        "correlation" => Equal("correlation", record.Correlation),
        "session" => Equal("session", record.Session),
        "target" => Equal("target", record.Target.Id ?? record.Target.Name) is { } target ? $"{Equal("source", record.Source)} {target}" : null,
        _ => ByActor(record),
    };

    private static string? ByActor(AuditEvent record) =>
        Equal("actor", record.Actor.Id ?? record.Actor.Name) is { } actor && record.Occurred is { } occurred
            ? $"{actor} occurred>={Moment(occurred - ActorSpan)} occurred<={Moment(occurred + ActorSpan)}"
            : null;

    private static string? Equal(string field, string? value) => string.IsNullOrEmpty(value) ? null : $"{field}:{QueryValue.Exact(value)}";

    private static string Moment(DateTimeOffset time) => Annals.Archive.RecordJson.TimeOf(time);
}
