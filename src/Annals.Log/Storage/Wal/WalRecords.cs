using System.Buffers.Binary;

namespace Annals.Log.Storage;

/// <summary>
/// Body of a frame of type 1: first position (8 bytes), count (4), then for each record the length of its entry (2), the
/// entry, the salt (16) and the payload, whose length the entry tells.
/// </summary>
internal static class WalRecords
{
    public const int HeaderLength = 12;

    /// <summary>What a record takes beside entry and payload, at most: a frame of its own with header and padding, the entry's length, the salt.</summary>
    public const int OverheadMax = 64;

    /// <summary>Payload bytes after which a frame takes no further record.</summary>
    public const int FrameBytes = LogLimits.FramePayloadBytes;

    public static void Begin(WalWriter writer, long first)
    {
        writer.BeginFrame(WalFrameType.Records);
        var header = writer.Take(HeaderLength);
        BinaryPrimitives.WriteInt64BigEndian(header, first);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], 0);
    }

    public static void Add(WalWriter writer, ReadOnlySpan<byte> entry, PayloadSalt salt, ReadOnlySpan<byte> payload)
    {
        var room = writer.Take(2 + entry.Length + PayloadSalt.Length + payload.Length);
        BinaryPrimitives.WriteUInt16BigEndian(room, (ushort)entry.Length);
        entry.CopyTo(room[2..]);
        salt.Write(room[(2 + entry.Length)..]);
        payload.CopyTo(room[(2 + entry.Length + PayloadSalt.Length)..]);
        var count = writer.FrameBody.Slice(8, sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(count, BinaryPrimitives.ReadInt32BigEndian(count) + 1);
    }

    /// <summary>Splits off the next record of a body.</summary>
    /// <returns>False when the body does not hold a whole one.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> rest, out WalRecord record)
    {
        record = default;
        if (rest.Length < 2)
        {
            return false;
        }

        var entryLength = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (entryLength < Entry.FixedLength || rest.Length - 2 < entryLength + PayloadSalt.Length)
        {
            return false;
        }

        var entry = rest.Slice(2, entryLength);
        var payloadLength = EntryBytes.PayloadLength(entry);
        var payloadStart = 2 + entryLength + PayloadSalt.Length;
        if (payloadLength > (uint)(rest.Length - payloadStart))
        {
            return false;
        }

        record = new WalRecord(entry, PayloadSalt.Read(rest[(2 + entryLength)..]), rest.Slice(payloadStart, (int)payloadLength), payloadStart);
        rest = rest[(payloadStart + (int)payloadLength)..];
        return true;
    }
}

/// <summary>One record in the body of a frame.</summary>
internal readonly ref struct WalRecord(ReadOnlySpan<byte> entry, PayloadSalt salt, ReadOnlySpan<byte> payload, int payloadStart)
{
    public ReadOnlySpan<byte> Entry { get; } = entry;

    public PayloadSalt Salt { get; } = salt;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>Bytes from the start of the record to its payload.</summary>
    public int PayloadStart { get; } = payloadStart;
}
