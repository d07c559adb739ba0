using System.Buffers.Binary;
using System.IO.Compression;

namespace Annals.Sources.Import;

/// <summary>Opens zip archives whose directory is small enough to be held.</summary>
internal static class ZipDirectory
{
    /// <summary>Largest directory that is read, in bytes of the file. In memory it takes about five times as much.</summary>
    public const long BytesMax = 16L << 20;

    private const int EndLength = 22;
    private const int CommentMax = 65_535;

    /// <summary>Opens the archive, or says why not.</summary>
    public static ZipArchive? TryOpen(Stream stream, out string? reason)
    {
        reason = null;
        try
        {
            var length = DirectoryLength(stream);
            if (length > BytesMax)
            {
                reason = $"The directory of the zip archive takes {length} bytes, more than the {BytesMax} that are read; split the archive.";
                return null;
            }

            stream.Position = 0;
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException)
        {
            reason = "The zip archive is damaged or cut off: its directory cannot be read.";
            return null;
        }
    }

    /// <summary>Opens an entry, or says why not.</summary>
    public static Stream? TryOpenEntry(ZipArchiveEntry entry, out string? reason)
    {
        reason = null;
        if (entry.IsEncrypted)
        {
            reason = "The entry is encrypted; decrypt the archive first.";
            return null;
        }

        try
        {
            return new ChecksumStream(entry.Open(), entry.Crc32);
        }
        catch (Exception damage) when (damage is InvalidDataException or NotSupportedException)
        {
            reason = "The entry cannot be unpacked: its header is damaged or its packing method is not known.";
            return null;
        }
    }

    /// <summary>Bytes between the start of the directory and its end record (APPNOTE 4.3.16; 4.3.14 for the 64-bit form).</summary>
    private static long DirectoryLength(Stream stream)
    {
        var tail = new byte[Math.Min(stream.Length, EndLength + CommentMax)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || tail.Length - end < EndLength)
        {
            throw new InvalidDataException("no end record");
        }

        var endAt = stream.Length - tail.Length + end;
        long start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (start == uint.MaxValue && endAt >= 20)
        {
            start = LargeStart(stream, endAt - 20) ?? start;
        }

        return endAt - start;
    }

    private static long? LargeStart(Stream stream, long locatorAt)
    {
        Span<byte> buffer = stackalloc byte[56];
        stream.Position = locatorAt;
        stream.ReadExactly(buffer[..20]);
        var recordAt = BinaryPrimitives.ReadInt64LittleEndian(buffer[8..]);
        if (!buffer.StartsWith("PK\x06\x07"u8) || recordAt < 0 || recordAt > locatorAt - 56)
        {
            return null;
        }

        stream.Position = recordAt;
        stream.ReadExactly(buffer);
        return BinaryPrimitives.ReadInt64LittleEndian(buffer[48..]);
    }
}
