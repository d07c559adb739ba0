using System.Buffers.Binary;

namespace Annals.Log;

/// <summary>The small header in the log that commits to one record: what is hashed as a leaf. It never holds anything personal.</summary>
/// <remarks>
/// Entry v1, docs/formats/notes-and-proofs.md. Decoding is strict and the encoding is the only one of its value, so
/// decoding and encoding gives back the same bytes.
/// </remarks>
public readonly record struct Entry
{
    /// <summary>Length of the fixed part, up to and including the length of the extensions.</summary>
    public const int FixedLength = 90;

    /// <summary>Longest encoding of an entry whose extensions are all known: three of them.</summary>
    public const int KnownLengthMax = FixedLength + (3 * 3) + 8 + 8 + 16;

    /// <summary>Longest entry of any version: its length is stored in 16 bits.</summary>
    public const int LengthMax = ushort.MaxValue;

    /// <summary>Value of <see cref="EventTimeMicros"/> when the source gave no usable time.</summary>
    public const long UnknownTime = long.MinValue;

    /// <summary>What the entry commits to.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>Facts decided at append.</summary>
    public EntryFlags Flags { get; init; }

    /// <summary>Recorded time in microseconds since 1970 UTC, assigned by the log, never less than that of the entry before.</summary>
    public long RecordedMicros { get; init; }

    /// <summary>Time the source claims for the event, in microseconds since 1970 UTC rounded down to the second, or <see cref="UnknownTime"/>.</summary>
    public long EventTimeMicros { get; init; }

    /// <summary>First 16 bytes of the SHA-256 of the source's name.</summary>
    public Digest16 SourceId { get; init; }

    /// <summary>Keyed hash of source and record id.</summary>
    public Digest16 RecordId { get; init; }

    /// <summary>Length of the payload in bytes, before compression and encryption.</summary>
    public uint PayloadLength { get; init; }

    /// <summary>Commitment to the payload, see <see cref="PayloadSeal"/>.</summary>
    public TreeHash Commitment { get; init; }

    /// <summary>Position of the receipt that opened the intake which brought the record, if it came by one.</summary>
    public long? Intake { get; init; }

    /// <summary>Of a variant, the position of the first record with its source, id and day.</summary>
    public long? First { get; init; }

    /// <summary>Of a variant, the keyed hash of source, id and canonical value.</summary>
    public Digest16? Value { get; init; }

    /// <summary>Extensions with types above 3 as encoded, one after the other; from a later version, kept as they are.</summary>
    public ReadOnlyMemory<byte> OtherExtensions { get; init; }

    /// <summary>Length of the encoding in bytes.</summary>
    public int EncodedLength => FixedLength + ExtensionLength;

    private int ExtensionLength =>
        (Intake is null ? 0 : 11) + (First is null ? 0 : 11) + (Value is null ? 0 : 19) + OtherExtensions.Length;

    /// <summary>Writes the entry.</summary>
    /// <returns>Bytes written, <see cref="EncodedLength"/>.</returns>
    /// <exception cref="ArgumentException">The destination is too short, or the entry longer than 65,535 bytes.</exception>
    public int Encode(Span<byte> destination)
    {
        var extensions = ExtensionLength;
        var length = FixedLength + extensions;
        if (length > LengthMax || length > destination.Length)
        {
            throw new ArgumentException($"An entry of {length} bytes does not fit into {Math.Min(destination.Length, LengthMax)} bytes.", nameof(destination));
        }

        destination[0] = 1;
        destination[1] = (byte)Kind;
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)Flags);
        BinaryPrimitives.WriteInt64BigEndian(destination[4..], RecordedMicros);
        BinaryPrimitives.WriteInt64BigEndian(destination[12..], EventTimeMicros);
        SourceId.Write(destination[20..]);
        RecordId.Write(destination[36..]);
        BinaryPrimitives.WriteUInt32BigEndian(destination[52..], PayloadLength);
        Commitment.Write(destination[56..]);
        BinaryPrimitives.WriteUInt16BigEndian(destination[88..], (ushort)extensions);
        WriteExtensions(destination[FixedLength..]);
        return length;
    }

    /// <summary>Reads an entry that fills the span exactly.</summary>
    /// <exception cref="LogFormatException">Any byte is not as version 1 prescribes; the message says which.</exception>
    public static Entry Decode(ReadOnlySpan<byte> source)
    {
        if (source.Length is < FixedLength or > LengthMax)
        {
            throw new LogFormatException($"An entry has {FixedLength} to {LengthMax} bytes; this one has {source.Length}.");
        }

        if (source[0] != 1)
        {
            throw new LogFormatException($"The entry has version {source[0]}; this program reads version 1. It was written by a later one, or it is damaged.");
        }

        if (source[1] > (byte)EntryKind.System)
        {
            throw new LogFormatException($"The entry has kind {source[1]}; kinds are 0 (record) and 1 (system).");
        }

        var extensionLength = BinaryPrimitives.ReadUInt16BigEndian(source[88..]);
        if (extensionLength != source.Length - FixedLength)
        {
            throw new LogFormatException($"The entry announces {extensionLength} bytes of extensions and holds {source.Length - FixedLength}.");
        }

        var fixedPart = new Entry
        {
            Kind = (EntryKind)source[1],
            Flags = (EntryFlags)BinaryPrimitives.ReadUInt16BigEndian(source[2..]),
            RecordedMicros = BinaryPrimitives.ReadInt64BigEndian(source[4..]),
            EventTimeMicros = BinaryPrimitives.ReadInt64BigEndian(source[12..]),
            SourceId = Digest16.Read(source[20..]),
            RecordId = Digest16.Read(source[36..]),
            PayloadLength = BinaryPrimitives.ReadUInt32BigEndian(source[52..]),
            Commitment = TreeHash.Read(source[56..]),
        };
        return extensionLength == 0 ? fixedPart : EntryExtensions.Read(fixedPart, source[FixedLength..]);
    }

    /// <summary>Equal when the encodings are.</summary>
    public bool Equals(Entry other) =>
        Kind == other.Kind && Flags == other.Flags
        && RecordedMicros == other.RecordedMicros && EventTimeMicros == other.EventTimeMicros
        && SourceId == other.SourceId && RecordId == other.RecordId
        && PayloadLength == other.PayloadLength && Commitment == other.Commitment
        && Intake == other.Intake && First == other.First && Value == other.Value
        && OtherExtensions.Span.SequenceEqual(other.OtherExtensions.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RecordedMicros, RecordId, Commitment);

    private void WriteExtensions(Span<byte> destination)
    {
        if (Intake is { } intake)
        {
            destination = EntryExtensions.WritePosition(destination, EntryExtensions.IntakeType, intake);
        }

        if (First is { } first)
        {
            destination = EntryExtensions.WritePosition(destination, EntryExtensions.FirstType, first);
        }

        if (Value is { } value)
        {
            destination = EntryExtensions.WriteDigest(destination, EntryExtensions.ValueType, value);
        }

        OtherExtensions.Span.CopyTo(destination);
    }
}
