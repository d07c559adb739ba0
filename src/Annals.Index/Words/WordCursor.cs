using System.Text;

namespace Annals.Index.Words;

/// <summary>Walks over the words of one decoded text (UTF-8, or a pattern with <see cref="WordRules.Wild"/> in it) by <see cref="WordRules"/>.</summary>
internal ref struct WordCursor(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> text = text;
    private int next;

    /// <summary>Where the current word begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Bytes of the current word.</summary>
    public readonly int Length => next - Start;

    /// <summary>The current word, not folded unless the text was.</summary>
    public readonly ReadOnlySpan<byte> Current => text[Start..next];

    public bool MoveNext()
    {
        var at = next;
        int width;
        while ((width = WordCharacter(text, at)) <= 0)
        {
            if (at >= text.Length)
            {
                Start = next = at;
                return false;
            }

            at -= Math.Min(width, -1);
        }

        Start = at;
        next = EndOfWord(at + width);
        return true;
    }

    private readonly int EndOfWord(int at)
    {
        while (at < text.Length)
        {
            var width = WordCharacter(text, at);
            if (width > 0)
            {
                at += width;
            }
            else if (WordRules.IsJoiner(text[at]) && WordCharacter(text, at + 1) > 0)
            {
                at++;
            }
            else if (text[at] == ':' && ColonRun(text, Start, at) is > 0 and var end)
            {
                at = end;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    /// <summary>Bytes of the word character at a place; 0 or negative when there is none: minus the bytes of what stands there.</summary>
    private static int WordCharacter(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length)
        {
            return 0;
        }

        var value = text[at];
        if (value < 0x80)
        {
            return WordRules.IsWordAscii(value) ? 1 : -1;
        }

        if (value == WordRules.Wild)
        {
            return 1;
        }

        _ = Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
        return WordRules.IsWord(rune) ? length : -length;
    }

    /// <summary>End of the address or time of day that the word so far begins and a colon continues; 0 = it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the word begins.</param>
    /// <param name="colon">Where the colon stands: right behind the word so far.</param>
    internal static int ColonRun(ReadOnlySpan<byte> text, int start, int colon)
    {
        var colons = 0;
        var end = start;
        while (end < text.Length && end - start <= WordRules.ColonRunMax && (IsAddressDigit(text[end]) || text[end] is (byte)':' or (byte)'.'))
        {
            end++;
        }

        if (end <= colon || end - start > WordRules.ColonRunMax || WordCharacter(text, end) > 0)
        {
            return 0;
        }

        while (text[end - 1] is (byte)':' or (byte)'.')
        {
            end--;
        }

        foreach (var value in text[start..end])
        {
            colons += value is (byte)':' or WordRules.Wild ? 1 : 0;
        }

        return colons >= 2 && end > colon ? end : 0;
    }

    private static bool IsAddressDigit(byte value) => WordRules.IsHexadecimal(value) || value == WordRules.Wild;
}
