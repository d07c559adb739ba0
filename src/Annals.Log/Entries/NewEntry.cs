namespace Annals.Log;

/// <summary>A record on its way into the log; the log adds position and recorded time.</summary>
public readonly record struct NewEntry
{
    /// <summary>What the entry commits to.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>Facts decided before the append.</summary>
    public EntryFlags Flags { get; init; }

    /// <summary>Time the source claims, in microseconds since 1970 UTC rounded down to the second, or <see cref="Entry.UnknownTime"/>.</summary>
    public long EventTimeMicros { get; init; }

    /// <summary>First 16 bytes of the SHA-256 of the source's name.</summary>
    public Digest16 SourceId { get; init; }

    /// <summary>Keyed hash of source and record id.</summary>
    public Digest16 RecordId { get; init; }

    /// <summary>The record's bytes as they arrived, at most <see cref="LogLimits.PayloadBytesMax"/>. Not read after the call that takes the entry.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Position of the receipt that opened the intake.</summary>
    public long? Intake { get; init; }

    /// <summary>Of a variant, the position of the first record with its source, id and day.</summary>
    public long? First { get; init; }

    /// <summary>Of a variant, the keyed hash of source, id and canonical value.</summary>
    public Digest16? Value { get; init; }

    /// <summary>Salt and commitment of the payload if the caller computed them already (on another thread); the default value lets the log do it.</summary>
    public PayloadSeal Seal { get; init; }

    internal PayloadSeal SealOrCreate() => Seal.Commitment == default ? PayloadSeal.Create(Payload.Span) : Seal;

    internal Entry ToEntry(in PayloadSeal seal, long recordedMicros) => new()
    {
        Kind = Kind,
        Flags = Flags,
        RecordedMicros = recordedMicros,
        EventTimeMicros = EventTimeMicros,
        SourceId = SourceId,
        RecordId = RecordId,
        PayloadLength = (uint)Payload.Length,
        Commitment = seal.Commitment,
        Intake = Intake,
        First = First,
        Value = Value,
    };
}
