using Annals.Archive;
using Annals.Records.Events;

namespace Annals.Cli.Output;

/// <summary>The event view of one record for people; programs get it from <see cref="RecordJson"/>.</summary>
internal static class EventView
{
    /// <summary>The event view; null when the record was erased or is a receipt of no known form.</summary>
    public static AuditEvent? Of(ShownRecord record) =>
        record.IsErased ? null : AuditEvent.Read(record.Payload.Span, record.SourceName);

    /// <summary>How the record relates to others of its id; empty for most.</summary>
    public static string Standing(ShownRecord record) => record switch
    {
        { IsErased: true } => "erased",
        { IsHiddenVariant: true } => $"hidden variant of #{record.Entry.First}",
        { IsVariant: true } => $"variant of #{record.Entry.First}",
        _ => "",
    };
}
