using System.Buffers.Binary;

namespace Annals.Archive.Ids;

/// <summary>The first 64 bytes of a table file; written once, never changed.</summary>
internal readonly record struct IdTableHeader(IdTableSet Set, int Day, int SlotsLog2)
{
    public const int Length = 64;
    public const int SlotsLog2Min = 8;
    public const int SlotsLog2Max = 40;
    private const uint Version = 1;
    private const int CrcOffset = 60;

    private static ReadOnlySpan<byte> Magic => "annalsid"u8;

    public long FileLength => FileLengthOf(SlotsLog2);

    public static long FileLengthOf(int slotsLog2) => Length + ((long)sizeof(ulong) << slotsLog2);

    public void Write(Span<byte> destination)
    {
        destination = destination[..Length];
        destination.Clear();
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[8..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[12..], (uint)Day);
        Set.Log.TryWriteBytes(destination[16..], bigEndian: true, out _);
        Set.Made.TryWriteBytes(destination[32..], bigEndian: true, out _);
        destination[48] = (byte)SlotsLog2;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[CrcOffset..], Crc32C.Compute(destination[..CrcOffset]));
    }

    /// <summary>Reads the header of a file of the given length.</summary>
    /// <returns>Null if it fits, else what does not.</returns>
    public static string? TryRead(ReadOnlySpan<byte> source, long fileLength, IdTableSet set, int day, out IdTableHeader header)
    {
        header = default;
        if (source.Length < Length)
        {
            return $"it is {fileLength} bytes long, less than its header of {Length}";
        }

        source = source[..Length];
        if (!source.StartsWith(Magic))
        {
            return "it does not begin as an id table does";
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(source[CrcOffset..]) != Crc32C.Compute(source[..CrcOffset]))
        {
            return "the check sum of its header does not fit";
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(source[8..]) is var version && version != Version)
        {
            return $"its format is version {version}, this program reads version {Version}";
        }

        var found = new IdTableHeader(
            new IdTableSet(new Guid(source[16..32], bigEndian: true), new Guid(source[32..48], bigEndian: true)),
            (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(source[12..]), int.MaxValue),
            source[48]);
        if (found.Set != set || found.Day != day)
        {
            return $"it belongs to another log, set or day ({found.Set.Log}, {found.Set.Made}, day {found.Day})";
        }

        if (found.SlotsLog2 is < SlotsLog2Min or > SlotsLog2Max || found.FileLength != fileLength)
        {
            return $"it is {fileLength} bytes long, which does not fit its 2^{found.SlotsLog2} slots";
        }

        header = found;
        return null;
    }
}
