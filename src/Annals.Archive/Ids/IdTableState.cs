using System.Buffers.Binary;
using Annals.Log;

namespace Annals.Archive.Ids;

/// <summary>What is surely on disk of one table: every slot with a position below <paramref name="End"/>.</summary>
/// <param name="Day">Number of the day, see <see cref="IdDay"/>.</param>
/// <param name="Count">Slots in use with a position below <paramref name="End"/>.</param>
/// <param name="Sum">Sum of their <see cref="IdSlot.Check"/>.</param>
/// <param name="End">One more than the highest position in the table.</param>
internal readonly record struct IdTableRow(int Day, long Count, ulong Sum, long End);

/// <summary>The file <c>ids/state</c>: the one commit point of all tables, replaced as a whole.</summary>
internal sealed record IdTableState(IdTableSet Set, long CoveredSize, Digest16 Anchor, IReadOnlyList<IdTableRow> Rows)
{
    public const string FileName = "state";
    private const uint Version = 1;
    private const int HeaderLength = 72;
    private const int RowLength = 32;
    private const int CrcLength = 4;

    private static ReadOnlySpan<byte> Magic => "annalsis"u8;

    public byte[] ToBytes()
    {
        var bytes = new byte[HeaderLength + (RowLength * Rows.Count) + CrcLength];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), (uint)Rows.Count);
        Set.Log.TryWriteBytes(bytes.AsSpan(16), bigEndian: true, out _);
        Set.Made.TryWriteBytes(bytes.AsSpan(32), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(48), CoveredSize);
        Anchor.Write(bytes.AsSpan(56));
        var target = bytes.AsSpan(HeaderLength);
        foreach (var row in Rows)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)row.Day);
            BinaryPrimitives.WriteInt64LittleEndian(target[8..], row.Count);
            BinaryPrimitives.WriteUInt64LittleEndian(target[16..], row.Sum);
            BinaryPrimitives.WriteInt64LittleEndian(target[24..], row.End);
            target = target[RowLength..];
        }

        BinaryPrimitives.WriteUInt32LittleEndian(target, Crc32C.Compute(bytes.AsSpan(0, bytes.Length - CrcLength)));
        return bytes;
    }

    /// <summary>Reads the file's bytes.</summary>
    /// <returns>Null if they fit, else what does not.</returns>
    public static string? TryRead(ReadOnlySpan<byte> bytes, out IdTableState? state)
    {
        state = null;
        if (bytes.Length < HeaderLength + CrcLength || !bytes.StartsWith(Magic))
        {
            return "it does not begin as the state of id tables does";
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[^CrcLength..]) != Crc32C.Compute(bytes[..^CrcLength]))
        {
            return "its check sum does not fit";
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) is var version && version != Version)
        {
            return $"its format is version {version}, this program reads version {Version}";
        }

        var count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        if (count > IdDay.Count || bytes.Length != HeaderLength + (RowLength * (int)count) + CrcLength)
        {
            return $"it is {bytes.Length} bytes long, which does not fit its {count} tables";
        }

        var set = new IdTableSet(new Guid(bytes[16..32], bigEndian: true), new Guid(bytes[32..48], bigEndian: true));
        var rows = new IdTableRow[count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = ReadRow(bytes[(HeaderLength + (RowLength * i))..]);
            if (rows[i].Day >= IdDay.Count || (i > 0 && rows[i].Day <= rows[i - 1].Day))
            {
                return $"the day of its table {i} is out of order";
            }
        }

        state = new IdTableState(set, BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]), Digest16.Read(bytes[56..]), rows);
        return null;
    }

    private static IdTableRow ReadRow(ReadOnlySpan<byte> source) => new(
        (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(source), int.MaxValue),
        BinaryPrimitives.ReadInt64LittleEndian(source[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(source[16..]),
        BinaryPrimitives.ReadInt64LittleEndian(source[24..]));
}
