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
                var length = StringLength(record[(at + 1)..]);
                ScanString(record.Slice(at + 1, length), ref visitor);
                at += length + 2;
            }
            else if (value is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
            {
                var length = NumberLength(record[at..]);
                ScanDecoded(record.Slice(at, length), ref visitor);
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

    private void ScanString<TVisitor>(ReadOnlySpan<byte> inside, ref TVisitor visitor)
        where TVisitor : struct, IWordVisitor, allows ref struct
    {
        if (inside.IndexOf((byte)'\\') >= 0)
        {
            if (decoded.Length < inside.Length)
            {
                decoded = new byte[Math.Max(inside.Length, decoded.Length * 2)];
            }

            inside = decoded.AsSpan(0, JsonText.Decode(inside, decoded));
        }

        if (!System.Text.Ascii.IsValid(inside))
        {
            if (folded.Length < Folding.MaxLength(inside.Length))
            {
                folded = new byte[Math.Max(Folding.MaxLength(inside.Length), folded.Length * 2)];
            }

            inside = folded.AsSpan(0, Folding.Fold(inside, folded));
        }

        ScanDecoded(inside, ref visitor);
    }

    private static void ScanDecoded<TVisitor>(ReadOnlySpan<byte> text, ref TVisitor visitor)
        where TVisitor : struct, IWordVisitor, allows ref struct
    {
        var cursor = new WordCursor(text);
        if (!cursor.MoveNext())
        {
            return;
        }

        var before = WordHash.Of(cursor.Current);
        visitor.Word(before);
        while (cursor.MoveNext())
        {
            var hash = WordHash.Of(cursor.Current);
            visitor.Word(hash);
            visitor.Pair(WordHash.Pair(before, hash));
            before = hash;
        }
    }
}
