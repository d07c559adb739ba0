using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace Annals.Cli.Terminal;

/// <summary>
/// Values of records on a terminal. A record is written by whoever could act at the source: it must not be able to move the cursor,
/// recolour, hide or reorder what an auditor reads.
/// </summary>
internal static class TerminalText
{
    private const char Ellipsis = '…';

    /// <summary>
    /// Replaces control characters, escape sequences, line ends, marks that change the writing direction, invisible characters and halves of
    /// surrogate pairs by <c>\n</c>, <c>\r</c>, <c>\t</c> or <c>\u</c> and hexadecimal digits; everything else stays.
    /// </summary>
    public static string Escape(string text)
    {
        var first = FirstUnsafe(text);
        if (first < 0)
        {
            return text;
        }

        var builder = new StringBuilder(text.Length + 16).Append(text, 0, first);
        for (var i = first; i < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, i, out var rune);
            if (isWhole && !IsUnsafe(rune))
            {
                builder.Append(text, i, rune.Utf16SequenceLength);
            }
            else
            {
                AppendEscaped(builder, isWhole ? rune.Value : text[i]);
            }

            i += isWhole ? rune.Utf16SequenceLength : 1;
        }

        return builder.ToString();
    }

    /// <summary>Columns that an escaped text takes on a terminal: East Asian wide characters take two.</summary>
    public static int Width(string escaped) => IsAscii(escaped) ? escaped.Length : new Segment(escaped).CellCount();

    /// <summary>Cuts an escaped text to a number of columns, an ellipsis at its end if anything was cut.</summary>
    public static string Fit(string escaped, int width)
    {
        if (Width(escaped) <= width)
        {
            return escaped;
        }

        if (IsAscii(escaped))
        {
            return string.Concat(escaped.AsSpan(0, Math.Max(0, width - 1)), [Ellipsis]);
        }

        var builder = new StringBuilder();
        var used = 1;
        foreach (var element in StringInfoElements(escaped))
        {
            used += Width(element);
            if (used > width)
            {
                break;
            }

            builder.Append(element);
        }

        return builder.Append(Ellipsis).ToString();
    }

    private static IEnumerable<string> StringInfoElements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }

    private static bool IsAscii(string text) => Ascii.IsValid(text);

    private static int FirstUnsafe(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune) || IsUnsafe(rune))
            {
                return i;
            }

            i += rune.Utf16SequenceLength;
        }

        return -1;
    }

    private static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;

    private static void AppendEscaped(StringBuilder builder, int value)
    {
        switch (value)
        {
            case '\n':
                builder.Append(@"\n");
                break;
            case '\r':
                builder.Append(@"\r");
                break;
            case '\t':
                builder.Append(@"\t");
                break;
            default:
                builder.Append(CultureInfo.InvariantCulture, $"\\u{value:x4}");
                break;
        }
    }
}
