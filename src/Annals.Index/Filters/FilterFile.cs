using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Annals.Index.Words;
using Microsoft.Win32.SafeHandles;

namespace Annals.Index.Filters;

/// <summary>Layout of a <c>.find</c> file, docs/formats/find-filters.md. All numbers little endian.</summary>
internal static class FilterFile
{
    public const int HeaderLength = 64;
    public const int RowsPerBlock = 64;
    public const ushort Version = 1;

    private static ReadOnlySpan<byte> Magic => "ANNLFIND"u8;

    /// <summary>Writes a filter to a new file beside the old one and puts it in its place.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="log">The log's name, by <see cref="LogTag"/>.</param>
    /// <param name="filter">What to write.</param>
    public static void Write(string path, UInt128 log, SegmentFilter filter)
    {
        var (shape, columns) = filter.Current();
        var rowBytes = RowBytesOf(columns.Count);
        // Ends in .find as well: verification lets no other names stand beside the log's, also not what a kill leaves behind.
        var temporary = Path.ChangeExtension(path, ".new.find");
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            stream.Write(Header(log, filter.Segment, shape, columns.Count, rowBytes));
            stream.Write(CommonBlock(shape.Common.Keys));
            var block = new byte[(RowsPerBlock * rowBytes) + 4];
            for (var row = 0; row < shape.Rows; row += RowsPerBlock)
            {
                BitMatrix.ToRows(columns, row, RowsPerBlock, rowBytes, block);
                Seal(block);
                stream.Write(block);
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>What stands for a log in its filters: the first 16 bytes of the SHA-256 of its name, so that a filter of another log is not taken for one of this.</summary>
    public static UInt128 LogTag(string log) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(log)));

    /// <summary>Smallest power of two of bytes that has a bit for each bundle.</summary>
    public static int RowBytesOf(int bundles) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, (bundles + 7) / 8));

    /// <summary>Reads header and common words.</summary>
    /// <returns>Null when the file is damaged, of another log or segment, or made by other rules.</returns>
    public static FilterHead? ReadHead(SafeFileHandle file, UInt128 log, long segment)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (RandomAccess.Read(file, header, 0) != HeaderLength || !IsSealed(header) || !header.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) != Version || BinaryPrimitives.ReadUInt16LittleEndian(header[10..]) != FilterBits.Probes
            || BinaryPrimitives.ReadUInt128BigEndian(header[40..]) != log || BinaryPrimitives.ReadInt64LittleEndian(header[16..]) != segment || BinaryPrimitives.ReadUInt64LittleEndian(header[24..]) != WordRules.Fingerprint)
        {
            return null;
        }

        var rows = BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        var bundles = BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        var rowBytes = BinaryPrimitives.ReadUInt16LittleEndian(header[34..]);
        var commonCount = BinaryPrimitives.ReadUInt32LittleEndian(header[36..]);
        if (rows is 0 or > SegmentFilter.RowsMax || rows % RowsPerBlock != 0 || bundles > SegmentFilter.BundlesMax || rowBytes != RowBytesOf(bundles) || commonCount > 1 << 20)
        {
            return null;
        }

        var common = new byte[(commonCount * 4) + 4];
        var head = new FilterHead((int)rows, bundles, rowBytes, HeaderLength + common.Length);
        if (RandomAccess.Read(file, common, HeaderLength) != common.Length || !IsSealed(common) || RandomAccess.GetLength(file) != head.Length)
        {
            return null;
        }

        var keys = new uint[commonCount];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = BinaryPrimitives.ReadUInt32LittleEndian(common.AsSpan(i * 4));
        }

        return head with { Common = new CommonWords(keys) };
    }

    /// <summary>Reads the block that holds a row.</summary>
    /// <returns>False when the block is damaged.</returns>
    public static bool TryReadBlock(SafeFileHandle file, FilterHead head, long block, Span<byte> target)
    {
        var length = (RowsPerBlock * head.RowBytes) + 4;
        return RandomAccess.Read(file, target[..length], head.RowsAt + (block * length)) == length && IsSealed(target[..length]);
    }

    private static byte[] Header(UInt128 log, long segment, FilterShape shape, int bundles, int rowBytes)
    {
        var header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(10), FilterBits.Probes);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), (uint)shape.Rows);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), segment);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(24), WordRules.Fingerprint);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), (ushort)bundles);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), (ushort)rowBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(36), (uint)shape.Common.Keys.Length);
        BinaryPrimitives.WriteUInt128BigEndian(header.AsSpan(40), log);
        Seal(header);
        return header;
    }

    private static byte[] CommonBlock(uint[] keys)
    {
        var block = new byte[(keys.Length * 4) + 4];
        for (var i = 0; i < keys.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(i * 4), keys[i]);
        }

        Seal(block);
        return block;
    }

    private static void Seal(Span<byte> block) => BinaryPrimitives.WriteUInt32LittleEndian(block[^4..], Crc32C.Compute(block[..^4]));

    private static bool IsSealed(ReadOnlySpan<byte> block) => BinaryPrimitives.ReadUInt32LittleEndian(block[^4..]) == Crc32C.Compute(block[..^4]);
}

/// <summary>What the beginning of a filter file says.</summary>
/// <param name="Rows">Rows of bits.</param>
/// <param name="Bundles">Bundles covered: those from the segment's first on.</param>
/// <param name="RowBytes">Bytes of a row.</param>
/// <param name="RowsAt">Where the first block of rows begins.</param>
internal sealed record FilterHead(int Rows, int Bundles, int RowBytes, long RowsAt)
{
    public CommonWords Common { get; init; } = new([]);

    /// <summary>Length of the file.</summary>
    public long Length => RowsAt + (Rows / FilterFile.RowsPerBlock * ((FilterFile.RowsPerBlock * (long)RowBytes) + 4));
}
