using System.Text;
using Annals.Records.Json;

namespace Annals.Records.Events;

/// <summary>Who did something, as a record says it. Null where it does not say.</summary>
/// <param name="Name">Name; the id where the record has no name.</param>
/// <param name="Id">The source's id.</param>
/// <param name="Type">Kind of account, in the vendor's word.</param>
public sealed record AuditActor(string? Name, string? Id, string? Type);

/// <summary>What something was done to, as a record says it. Null where it does not say.</summary>
/// <param name="Name">Name; the id where the record has no name.</param>
/// <param name="Id">The source's id.</param>
public sealed record AuditTarget(string? Name, string? Id);

/// <summary>
/// The event view of one record: who did what to which, when, from where, with what outcome. Derived from the record and never a replacement
/// for it; the vendor's words are kept. Which member feeds which property: docs/formats/record-shapes.md.
/// </summary>
public sealed class AuditEvent
{
    [ThreadStatic]
    private static EventSlices? slices;

    private AuditEvent(ReadOnlySpan<byte> record, EventSlices read)
    {
        Shape = read.Shape;
        Source = read.Source;
        Id = read.Id.IsEmpty ? null : new string(read.Id);
        Occurred = read.OccurredMicros is { } micros ? DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond) : null;
        Action = Text(read, EventField.Action);
        Service = Text(read, EventField.Service);
        Kind = Text(read, EventField.Kind);
        Actor = new AuditActor(Text(read, EventField.Actor), Text(read, EventField.ActorId), Text(read, EventField.ActorType));
        Target = new AuditTarget(Text(read, EventField.Target), Text(read, EventField.TargetId));
        Outcome = read.Outcome;
        Application = Text(read, EventField.Application);
        Session = Text(read, EventField.Session);
        Correlation = Text(read, EventField.Correlation);
        IpAddresses = [.. Enumerable.Range(0, read.IpCount).Select(index => Encoding.ASCII.GetString(read.Ip(index)))];
        Changes = AuditChanges.Read(record, read);
    }

    /// <summary>The record's form.</summary>
    public RecordShape Shape { get; }

    /// <summary>The source's name.</summary>
    public string Source { get; }

    /// <summary>The record's own id, lone surrogates included; null when it has no usable one.</summary>
    public string? Id { get; }

    /// <summary>When it occurred, UTC, rounded down to the microsecond; null when unknown.</summary>
    public DateTimeOffset? Occurred { get; }

    /// <summary>What was done, in the vendor's word.</summary>
    public string? Action { get; }

    /// <summary>The service that recorded it.</summary>
    public string? Service { get; }

    /// <summary>Record type name or entity type.</summary>
    public string? Kind { get; }

    /// <summary>Who did it.</summary>
    public AuditActor Actor { get; }

    /// <summary>What it was done to.</summary>
    public AuditTarget Target { get; }

    /// <summary>Addresses in normal form, without port.</summary>
    public IReadOnlyList<string> IpAddresses { get; }

    /// <summary>How it ended.</summary>
    public Outcome Outcome { get; }

    /// <summary>The client application, by id where the record has one, else by name.</summary>
    public string? Application { get; }

    /// <summary>The sign-in session.</summary>
    public string? Session { get; }

    /// <summary>The id that joins records of one operation.</summary>
    public string? Correlation { get; }

    /// <summary>What was changed, in the record's order; for Exchange commands also the parameters given, as new values.</summary>
    public IReadOnlyList<AuditChange> Changes { get; }

    /// <summary>Reads the event view of a record.</summary>
    /// <param name="record">The bytes of one record.</param>
    /// <param name="sourceName">As in <see cref="EventSlices.Read"/>.</param>
    /// <exception cref="FormatException">The bytes are no record by <see cref="RecordSyntax.Check"/>.</exception>
    /// <exception cref="ArgumentException">The source name is not valid.</exception>
    public static AuditEvent Read(ReadOnlySpan<byte> record, string? sourceName = null)
    {
        slices ??= new EventSlices();
        return slices.Read(record, sourceName) is { } fault
            ? throw new FormatException($"The event view of these {record.Length} bytes cannot be read, they are no record (byte {fault.Offset}): {fault.Reason}")
            : new AuditEvent(record, slices);
    }

    private static string? Text(EventSlices read, EventField field)
    {
        var text = read[field];
        return text.IsEmpty ? null : Encoding.UTF8.GetString(text);
    }
}
