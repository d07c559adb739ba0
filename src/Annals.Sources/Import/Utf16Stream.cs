using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Annals.Sources.Import;

/// <summary>
/// Turns UTF-16 into UTF-8. Halves of surrogate pairs and a last odd byte have no form in UTF-8: they become bytes that are invalid there, so that
/// the record around them is refused and not silently changed.
/// </summary>
internal sealed class Utf16Stream(SourceStream source, bool bigEndian) : ForwardStream
{
    private readonly byte[] packed = new byte[32 * 1024];
    private readonly byte[] text = new byte[3 * 16 * 1024];
    private int packedLength;
    private int textAt;
    private int textEnd;
    private bool ended;

    public override int Read(Span<byte> buffer)
    {
        while (textAt == textEnd && !ended)
        {
            Refill();
        }

        var length = Math.Min(buffer.Length, textEnd - textAt);
        text.AsSpan(textAt, length).CopyTo(buffer);
        textAt += length;
        return length;
    }

    private void Refill()
    {
        var read = source.Read(packed.AsSpan(packedLength));
        ended = read == 0;
        var available = packedLength + read;
        textAt = textEnd = 0;
        if (bigEndian)
        {
            // What was left over from the last time is at most one unit or one byte, and a left-over unit is put back in the file's order.
            SwapBytes(packed.AsSpan(0, available & ~1));
        }

        var units = MemoryMarshal.Cast<byte, char>(packed.AsSpan(0, available & ~1));
        var used = Transcode(units);
        packedLength = available - (used * 2);
        if (bigEndian && used < units.Length)
        {
            SwapBytes(packed.AsSpan(used * 2, 2));
        }

        packed.AsSpan(used * 2, packedLength).CopyTo(packed);
        if (ended && packedLength > 0)
        {
            text[textEnd++] = 0xFF;
            packedLength = 0;
        }
    }

    private static void SwapBytes(Span<byte> bytes)
    {
        var units = MemoryMarshal.Cast<byte, ushort>(bytes);
        System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(units, units);
    }

    private int Transcode(ReadOnlySpan<char> units)
    {
        var used = 0;
        while (true)
        {
            var status = Utf8.FromUtf16(units[used..], text.AsSpan(textEnd), out var taken, out var written, replaceInvalidSequences: false, isFinalBlock: ended);
            used += taken;
            textEnd += written;
            if (status != OperationStatus.InvalidData)
            {
                return used;
            }

            var half = units[used++];
            text[textEnd++] = (byte)(0xE0 | (half >> 12));
            text[textEnd++] = (byte)(0x80 | ((half >> 6) & 0x3F));
            text[textEnd++] = (byte)(0x80 | (half & 0x3F));
        }
    }
}
