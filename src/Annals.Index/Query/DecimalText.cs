using System.Text;

namespace Annals.Index.Query;

/// <summary>A JSON number kept as its text and compared exactly, whatever its size: records hold numbers beyond 2^53.</summary>
internal sealed record DecimalText(string Text)
{
    private readonly byte[] utf8 = Encoding.UTF8.GetBytes(Text);

    /// <summary>Whether a text is a number as JSON writes it.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text) => Decompose(text, out _);

    /// <summary>Compares this number with another; null when the other text is no number.</summary>
    /// <returns>Below 0: the other is larger; 0: equal; above 0: the other is smaller.</returns>
    public int? CompareTo(ReadOnlySpan<byte> other) =>
        Decompose(other, out var right) && Decompose(utf8, out var left) ? Compare(utf8, left, other, right) : null;

    public bool Equals(DecimalText? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Where the digits of a number are and what its first one is worth: sign · 0.d1d2d3… · 10^Exponent.</summary>
    private readonly record struct Parts(int Sign, int From, int Until, int Point, long Exponent);

    private static bool Decompose(ReadOnlySpan<byte> text, out Parts parts)
    {
        parts = default;
        var at = 0;
        var sign = 1;
        if (text.Length > 0 && text[0] == '-')
        {
            sign = -1;
            at++;
        }

        var from = at;
        at += Digits(text[at..]);
        if (at == from || (at - from > 1 && text[from] == '0'))
        {
            return false;
        }

        var point = at;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = Digits(text[(at + 1)..]);
            if (fraction == 0)
            {
                return false;
            }

            at += fraction + 1;
        }

        var until = at;
        if (!TryExponent(text[at..], out var exponent))
        {
            return false;
        }

        parts = Normalise(text, sign, from, until, point, exponent);
        return true;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return length < 0 ? text.Length : length;
    }

    /// <summary>Reads the end of a number: nothing, or e and an exponent. A monstrous exponent stays monstrous, its exact value does not matter.</summary>
    private static bool TryExponent(ReadOnlySpan<byte> text, out long exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if ((text[0] | 0x20) != 'e')
        {
            return false;
        }

        text = text[1..];
        var isNegative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+')
        {
            text = text[1..];
        }

        if (text.IsEmpty || Digits(text) != text.Length)
        {
            return false;
        }

        const long Monstrous = 1L << 60;
        foreach (var digit in text)
        {
            exponent = Math.Min((exponent * 10) + digit - '0', Monstrous / 16);
        }

        exponent = isNegative ? -exponent : exponent;
        return true;
    }

    private static Parts Normalise(ReadOnlySpan<byte> text, int sign, int from, int until, int point, long exponent)
    {
        var first = from;
        while (first < until && text[first] is (byte)'0' or (byte)'.')
        {
            first++;
        }

        if (first == until)
        {
            return new Parts(0, until, until, until, 0);
        }

        var worth = first < point ? point - first : point - first + 1;
        return new Parts(sign, first, until, point, exponent + worth);
    }

    private static int Compare(ReadOnlySpan<byte> leftText, Parts left, ReadOnlySpan<byte> rightText, Parts right)
    {
        if (left.Sign != right.Sign)
        {
            return left.Sign.CompareTo(right.Sign);
        }

        var order = left.Exponent.CompareTo(right.Exponent);
        return left.Sign * (order != 0 ? order : CompareDigits(leftText, left, rightText, right));
    }

    private static int CompareDigits(ReadOnlySpan<byte> leftText, Parts left, ReadOnlySpan<byte> rightText, Parts right)
    {
        var (l, r) = (left.From, right.From);
        while (l < left.Until || r < right.Until)
        {
            l += l == left.Point && l < left.Until ? 1 : 0;
            r += r == right.Point && r < right.Until ? 1 : 0;
            var leftDigit = l < left.Until ? leftText[l++] : (byte)'0';
            var rightDigit = r < right.Until ? rightText[r++] : (byte)'0';
            if (leftDigit != rightDigit)
            {
                return leftDigit.CompareTo(rightDigit);
            }
        }

        return 0;
    }
}
