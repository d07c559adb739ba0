using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Annals.Index.Words;

/// <summary>
/// Tells a visitor the words of a whole record: of its strings, numbers and member names, but not of true, false and null.
/// Each string, number and name is a value of its own: no pair reaches over its ends. Allocates only while its buffers grow
/// to the longest string seen. Not thread-safe: one for each thread.
/// </summary>
internal sealed class WordScanner
{
    private readonly ValueFinder finder = new();
    private readonly byte[] padded = new byte[WordBlock.Size];
    private byte[] decoded = new byte[1024];
    private byte[] folded = new byte[Folding.MaxLength(1024)];

    /// <param name="record">A record whose syntax has been checked; of other bytes it makes some words, without harm.</param>
    /// <param name="visitor">A struct, so that its methods are inlined.</param>
    public void Scan<TVisitor>(ReadOnlySpan<byte> record, ref TVisitor visitor)
        where TVisitor : struct, IWordVisitor, allows ref struct
    {
        foreach (var value in finder.Find(record))
        {
            Scan(record, value, ref visitor);
        }
    }

    /// <summary>Scans a single value of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="value">One of those that <see cref="ValueFinder"/> finds.</param>
    /// <param name="visitor">A struct, so that its methods are inlined.</param>
    public void Scan<TVisitor>(ReadOnlySpan<byte> record, ValueRange value, ref TVisitor visitor)
        where TVisitor : struct, IWordVisitor, allows ref struct
    {
        ulong? before = null;
        var at = ScanBlocks(record, value.From, value.To, isDecoded: false, ref visitor, ref before);
        if (at < value.To)
        {
            var text = Plain(record[at..value.To], out var isAscii);
            at = isAscii ? ScanBlocks(text, 0, text.Length, isDecoded: true, ref visitor, ref before) : 0;
            ScanRest(text[at..], ref visitor, before);
        }
    }

    /// <summary>Bytes before the closing quote of a string whose inside begins here.</summary>
    internal static int StringLength(ReadOnlySpan<byte> inside)
    {
        var at = 0;
        while (true)
        {
            var next = inside[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                return inside.Length;
            }

            at += next;
            if (inside[at] == '"')
            {
                return at;
            }

            at = Math.Min(at + 2, inside.Length);
        }
    }

    /// <summary>Bytes of a number that begins here.</summary>
    internal static int NumberLength(ReadOnlySpan<byte> text)
    {
        var length = 1;
        while (length < text.Length && text[length] is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-')
        {
            length++;
        }

        return length;
    }

    /// <summary>
    /// Scans in blocks as long as the text is plain ASCII and words end within a block. A block is cut at its last separator, so that the next one,
    /// or the slow path for what is left, begins between words.
    /// </summary>
    /// <returns>How far it came.</returns>
    private int ScanBlocks<TVisitor>(ReadOnlySpan<byte> source, int at, int to, bool isDecoded, ref TVisitor visitor, ref ulong? before)
        where TVisitor : struct, IWordVisitor, allows ref struct
    {
        while (at < to)
        {
            var count = Math.Min(to - at, WordBlock.Size);
            var text = Padded(source[at..]);
            var block = new WordBlock(text, count);
            if ((block.High | (isDecoded ? 0 : block.Backslash)) != 0)
            {
                return at;
            }

            var runs = block.Word;
            if (at + count < to)
            {
                if (block.Separator == 0)
                {
                    return at;
                }

                count = BitOperations.Log2(block.Separator);
                runs &= (1UL << count) - 1;
                count++;
            }

            runs |= block.Joiner & (runs << 1) & (runs >> 1);
            if ((block.Colon & (runs << 1)) is > 0 and var colons)
            {
                runs = JoinColons(source[..to], at, runs, colons & ((block.Word | block.Colon | block.Joiner) >> 1));
            }

            VisitRuns(text, runs, ref visitor, ref before);
            at += count;
        }

        return at;
    }

    /// <summary>Adds to runs of words in a block the colons that hold addresses and times of day together.</summary>
    private static ulong JoinColons(ReadOnlySpan<byte> text, int at, ulong runs, ulong colons)
    {
        for (; colons != 0; colons &= colons - 1)
        {
            var colon = BitOperations.TrailingZeroCount(colons);
            var start = colon - BitOperations.LeadingZeroCount(~(runs << (63 - colon) << 1));
            if (WordCursor.ColonRun(text, at + start, at + colon) is > 0 and var end)
            {
                runs |= ((1UL << (end - at - start)) - 1) << start;
            }
        }

        return runs;
    }

    /// <summary>Visits the words whose bytes are set.</summary>
    private static void VisitRuns<TVisitor>(ReadOnlySpan<byte> block, ulong runs, ref TVisitor visitor, ref ulong? before)
        where TVisitor : struct, IWordVisitor, allows ref struct
    {
        ref readonly var first = ref MemoryMarshal.GetReference(block[..WordBlock.Size]);
        var left = before;
        while (runs != 0)
        {
            var start = BitOperations.TrailingZeroCount(runs);
            var rest = unchecked(runs + (1UL << start)); // the carry clears the lowest run and sets the bit behind it
            var length = unchecked(BitOperations.TrailingZeroCount(rest) - start);
            Visit(WordHash.OfBytes(in Unsafe.Add(ref Unsafe.AsRef(in first), start), length), ref visitor, ref left);
            runs &= rest;
        }

        before = left;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Visit<TVisitor>(ulong hash, ref TVisitor visitor, ref ulong? before)
        where TVisitor : struct, IWordVisitor, allows ref struct
    {
        visitor.Word(hash);
        if (before is { } left)
        {
            visitor.Pair(WordHash.Pair(left, hash));
        }

        before = hash;
    }

    private static void ScanRest<TVisitor>(ReadOnlySpan<byte> text, ref TVisitor visitor, ulong? before)
        where TVisitor : struct, IWordVisitor, allows ref struct
    {
        var cursor = new WordCursor(text);
        while (cursor.MoveNext())
        {
            Visit(WordHash.Of(cursor.Current), ref visitor, ref before);
        }
    }

    /// <summary>The text, made as long as a block by zeros where it is shorter; valid until the next call.</summary>
    private ReadOnlySpan<byte> Padded(ReadOnlySpan<byte> text)
    {
        if (text.Length >= padded.Length)
        {
            return text;
        }

        text.CopyTo(padded);
        padded.AsSpan(text.Length).Clear();
        return padded;
    }

    /// <summary>Resolves escapes and folds what is not ASCII; ASCII keeps its case, which the hash does not see.</summary>
    private ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> inside, out bool isAscii)
    {
        if (inside.IndexOf((byte)'\\') >= 0)
        {
            if (decoded.Length < inside.Length)
            {
                decoded = new byte[Math.Max(inside.Length, decoded.Length * 2)];
            }

            inside = decoded.AsSpan(0, TolerantUnescaper.Decode(inside, decoded));
        }

        isAscii = System.Text.Ascii.IsValid(inside);
        if (isAscii)
        {
            return inside;
        }

        if (folded.Length < Folding.MaxLength(inside.Length))
        {
            folded = new byte[Math.Max(Folding.MaxLength(inside.Length), folded.Length * 2)];
        }

        return folded.AsSpan(0, Folding.Fold(inside, folded));
    }
}
