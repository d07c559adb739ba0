using System.Numerics;
using System.Runtime.CompilerServices;

namespace Annals.Index.Words;

/// <summary>
/// Finds the strings, member names and numbers of a record, 64 bytes at a time, with hardly a branch that depends on the record.
/// Allocates only while its buffers grow to the most values seen. Not thread-safe.
/// </summary>
internal sealed class ValueFinder
{
    private const int AtOnce = 8;

    private readonly byte[] padded = new byte[JsonBlocks.Size];
    private int[] marks = new int[1024];
    private ValueRange[] values = new ValueRange[512];

    /// <summary>Finds the values in their order.</summary>
    /// <param name="record">A record whose syntax has been checked; of other bytes it makes some values, all inside of it.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<ValueRange> Find(ReadOnlySpan<byte> record)
    {
        var marked = Mark(record);
        if (values.Length <= marked)
        {
            values = new ValueRange[marked * 2];
        }

        var count = 0;
        for (var i = 0; i < marked; i++)
        {
            var at = marks[i];
            if (record[at] == '"')
            {
                i++;
                values[count++] = new ValueRange(at + 1, i < marked ? marks[i] : record.Length);
            }
            else if (at == 0 || record[at - 1] is not ((byte)'.' or (byte)'e' or (byte)'E' or (byte)'+'))
            {
                values[count++] = new ValueRange(at, at + WordScanner.NumberLength(record[at..]));
            }
        }

        return values.AsSpan(0, count);
    }

    /// <summary>Notes where quotes stand, and digits and minus signs outside of strings.</summary>
    private int Mark(ReadOnlySpan<byte> record)
    {
        var blocks = default(JsonBlocks);
        var count = 0;
        for (var at = 0; at < record.Length; at += JsonBlocks.Size)
        {
            blocks.Next(record.Length - at >= JsonBlocks.Size ? record[at..] : Pad(record[at..]));
            if (marks.Length - count < JsonBlocks.Size + AtOnce)
            {
                Array.Resize(ref marks, marks.Length * 2);
            }

            var bits = blocks.Quotes | blocks.Numbers;
            Note(bits, at, ref marks[count]);
            count += BitOperations.PopCount(bits);
        }

        return count;
    }

    /// <summary>Writes the places of all set bits, eight at once: what stands behind the last one is overwritten later.</summary>
    /// <param name="bits">The bits of a block.</param>
    /// <param name="at">Where the block begins.</param>
    /// <param name="target">The first of at least 64 + 8 places.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Note(ulong bits, int at, ref int target)
    {
        unchecked
        {
            do
            {
                for (var i = 0; i < AtOnce; i++)
                {
                    Unsafe.Add(ref target, i) = at + BitOperations.TrailingZeroCount(bits);
                    bits &= bits - 1;
                }

                target = ref Unsafe.Add(ref target, AtOnce);
            }
            while (bits != 0);
        }
    }

    private ReadOnlySpan<byte> Pad(ReadOnlySpan<byte> text)
    {
        text.CopyTo(padded);
        padded.AsSpan(text.Length).Clear();
        return padded;
    }
}

/// <summary>Where a value stands in a record: a number, or what stands between the quotes of a string or member name, escapes not resolved.</summary>
internal readonly record struct ValueRange(int From, int To);
