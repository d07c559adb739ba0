using System.Numerics;

namespace Annals.Index.Words;

/// <summary>
/// Tells a visitor the words of a whole record: of its strings, numbers and member names, but not of true, false and null.
/// Each string, number and name is a value of its own: no pair reaches over its ends. Allocates only while its buffers grow
/// to the longest string seen. Not thread-safe: one for each thread.
/// </summary>
internal sealed class WordScanner
{
    private byte[] decoded = new byte[1024];
    private byte[] folded = new byte[Folding.MaxLength(1024)];

    /// <param name="record">A record whose syntax has been checked; of other bytes it makes some words, without harm.</param>
    /// <param name="visitor">A struct, so that its methods are inlined.</param>
    public void Scan<TVisitor>(ReadOnlySpan<byte> record, ref TVisitor visitor)
        where TVisitor : struct, IWordVisitor, allows ref struct
    {
        var at = 0;
        while (at < record.Length)
        {
            var value = record[at];
            if (value == '"')
            {
                at = ScanString(record, at + 1, ref visitor);
            }
            else if (value is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
            {
                var length = NumberLength(record[at..]);
                ScanRest(record.Slice(at, length), ref visitor, default);
                at += length;
            }
            else
            {
                at++;
            }
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
    /// Scans the string whose inside begins here, in blocks as long as it is plain ASCII. A block is cut at its last separator, so that the next one,
    /// or the slow path for what is not plain, begins between words.
    /// </summary>
    /// <returns>Where the next thing behind the closing quote begins.</returns>
    private int ScanString<TVisitor>(ReadOnlySpan<byte> record, int at, ref TVisitor visitor)
        where TVisitor : struct, IWordVisitor, allows ref struct
    {
        ulong? before = null;
        while (record.Length - at >= WordBlock.Size)
        {
            var block = new WordBlock(record[at..]);
            var end = BitOperations.TrailingZeroCount(block.Special);
            var isWhole = end < WordBlock.Size;
            if (isWhole && record[at + end] != '"')
            {
                break;
            }

            if (!isWhole)
            {
                var separators = ~(block.Word | block.Joiner | block.Colon);
                if (separators == 0)
                {
                    break;
                }

                end = BitOperations.Log2(separators);
            }

            var inside = (uint)((1UL << end) - 1);
            if ((block.Colon & inside & (block.Word << 1)) is > 0 and var colons && MayJoin(record, at, colons))
            {
                break;
            }

            var word = block.Word & inside;
            VisitRuns(record, at, word | (block.Joiner & (word << 1) & (word >> 1)), ref visitor, ref before);
            at += end + 1;
            if (isWhole)
            {
                return at;
            }
        }

        at = Math.Min(at, record.Length);
        var length = StringLength(record[at..]);
        ScanDecoded(Plain(record.Slice(at, length), out var isAscii), isAscii, ref visitor, ref before);
        return at + length + 1;
    }

    /// <summary>Scans decoded text, in blocks as long as words end within them; quotes and backslashes are separators here.</summary>
    private static void ScanDecoded<TVisitor>(ReadOnlySpan<byte> text, bool isAscii, ref TVisitor visitor, ref ulong? before)
        where TVisitor : struct, IWordVisitor, allows ref struct
    {
        while (isAscii && text.Length >= WordBlock.Size)
        {
            var block = new WordBlock(text);
            var separators = ~(block.Word | block.Joiner | block.Colon);
            if (separators == 0)
            {
                break;
            }

            var end = BitOperations.Log2(separators);
            var inside = (uint)((1UL << end) - 1);
            if ((block.Colon & inside & (block.Word << 1)) is > 0 and var colons && MayJoin(text, 0, colons))
            {
                break;
            }

            var word = block.Word & inside;
            VisitRuns(text, 0, word | (block.Joiner & (word << 1) & (word >> 1)), ref visitor, ref before);
            text = text[(end + 1)..];
        }

        ScanRest(text, ref visitor, before);
    }

    /// <summary>Whether one of the colons may belong to an address or a time of day: it stands behind a hexadecimal digit and before what can go on.</summary>
    private static bool MayJoin(ReadOnlySpan<byte> record, int at, uint colons)
    {
        for (; colons != 0; colons &= colons - 1)
        {
            var colon = at + BitOperations.TrailingZeroCount(colons);
            if (WordRules.IsHexadecimal(record[colon - 1]) && (colon + 1 >= record.Length || WordRules.IsHexadecimal(record[colon + 1]) || record[colon + 1] is (byte)':' or (byte)'.'))
            {
                return true;
            }
        }

        return false;
    }

    private static void VisitRuns<TVisitor>(ReadOnlySpan<byte> record, int at, ulong runs, ref TVisitor visitor, ref ulong? before)
        where TVisitor : struct, IWordVisitor, allows ref struct
    {
        while (runs != 0)
        {
            var start = BitOperations.TrailingZeroCount(runs);
            var length = BitOperations.TrailingZeroCount(~(runs >> start));
            Visit(WordHash.Of(record.Slice(at + start, length)), ref visitor, ref before);
            runs &= ulong.MaxValue << (start + length);
        }
    }

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

    /// <summary>Resolves escapes and folds what is not ASCII; ASCII keeps its case, which the hash does not see.</summary>
    private ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> inside, out bool isAscii)
    {
        if (inside.IndexOf((byte)'\\') >= 0)
        {
            if (decoded.Length < inside.Length)
            {
                decoded = new byte[Math.Max(inside.Length, decoded.Length * 2)];
            }

            inside = decoded.AsSpan(0, JsonText.Decode(inside, decoded));
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
