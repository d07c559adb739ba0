using System.Buffers;
using System.Buffers.Binary;

namespace Annals.Log;

/// <summary>The content of a bundle: up to 256 entries, each as its length in 2 bytes and its bytes, nothing else.</summary>
/// <remarks>C2SP tlog-tiles. Allocation-free.</remarks>
public static class EntryBundle
{
    private const int LengthBytes = sizeof(ushort);

    /// <summary>Appends one entry.</summary>
    /// <exception cref="ArgumentException">The entry is longer than 65,535 bytes.</exception>
    public static void Append(IBufferWriter<byte> output, ReadOnlySpan<byte> entry)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Advance(Write(output.GetSpan(LengthBytes + entry.Length), entry));
    }

    /// <summary>Writes one entry to the start of a span.</summary>
    /// <returns>Bytes written, 2 more than the entry has.</returns>
    /// <exception cref="ArgumentException">The entry is longer than 65,535 bytes, or the span too short.</exception>
    public static int Write(Span<byte> destination, ReadOnlySpan<byte> entry)
    {
        if (entry.Length > Entry.LengthMax || destination.Length < LengthBytes + entry.Length)
        {
            throw new ArgumentException($"An entry of {entry.Length} bytes does not fit: an entry has at most {Entry.LengthMax} bytes, and {destination.Length} are left.", nameof(entry));
        }

        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)entry.Length);
        entry.CopyTo(destination[LengthBytes..]);
        return LengthBytes + entry.Length;
    }

    /// <summary>Finds the entries of a bundle.</summary>
    /// <param name="bundle">Bytes of the bundle.</param>
    /// <param name="entries">Takes the place of each entry, without its length; as long as the bundle is wide.</param>
    /// <exception cref="LogFormatException">The bundle is cut off, or has bytes after the last entry.</exception>
    public static void Decode(ReadOnlySpan<byte> bundle, Span<Range> entries)
    {
        var offset = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            var rest = bundle[offset..];
            if (rest.Length < LengthBytes || rest.Length - LengthBytes < BinaryPrimitives.ReadUInt16BigEndian(rest))
            {
                throw new LogFormatException($"The bundle is cut off in entry {i} of {entries.Length}, at byte {offset} of {bundle.Length}.");
            }

            var start = offset + LengthBytes;
            offset = start + BinaryPrimitives.ReadUInt16BigEndian(rest);
            entries[i] = start..offset;
        }

        if (offset != bundle.Length)
        {
            throw new LogFormatException($"The bundle has {bundle.Length - offset} bytes after its {entries.Length} entries.");
        }
    }
}
