using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Annals.Index.Query;

namespace Annals.Index.Tests.Naive;

/// <summary>Folding, patterns and words over strings, written from docs/query.md without looking at the code it checks.</summary>
internal static partial class NaiveText
{
    private const char Star = '\uFFFF';
    private const int FoldsMax = 1_000_000;
    private static readonly ConcurrentDictionary<string, string> Folds = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string[]> Splits = new(StringComparer.Ordinal);
    private static readonly ConditionalWeakTable<TextPattern, Func<string, bool>> Patterns = [];

    public static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate comes as U+FFFD
        {
            var one = rune.ToString();
            folded.Append(one is "İ" or "ı" ? one : one.ToUpperInvariant().ToLowerInvariant());
        }

        return folded.ToString();
    }

    /// <summary>As <see cref="Fold"/>, remembered.</summary>
    public static string Folded(string text)
    {
        if (Folds.Count > FoldsMax)
        {
            Folds.Clear();
        }

        return Folds.GetOrAdd(text, Fold);
    }

    /// <summary>The words of a text, folded; remembered.</summary>
    public static string[] FoldedWords(string text)
    {
        if (Splits.Count > FoldsMax)
        {
            Splits.Clear();
        }

        return Splits.GetOrAdd(text, static text => [.. Words(Folded(text)).Select(string.Intern)]);
    }

    public static bool Fits(TextPattern pattern, string value) => FitsFolded(pattern, Folded(value));

    /// <summary>Whether the words wanted stand one after the other among the words of a folded value.</summary>
    public static bool HasWords(ValueList<TextPattern> wanted, IReadOnlyList<string> words)
    {
        for (var first = 0; first + wanted.Count <= words.Count; first++)
        {
            var matched = 0;
            while (matched < wanted.Count && FitsFolded(wanted[matched], words[first + matched]))
            {
                matched++;
            }

            if (matched == wanted.Count)
            {
                return true;
            }
        }

        return false;
    }

    private static bool FitsFolded(TextPattern pattern, string folded) => Patterns.GetValue(pattern, Prepare)(folded);

    private static Func<string, bool> Prepare(TextPattern pattern)
    {
        if (pattern.Pieces.Count == 1)
        {
            var whole = Fold(pattern.Pieces[0]);
            return folded => folded == whole;
        }

        var regex = new Regex("\\A" + string.Join(".*", pattern.Pieces.Select(piece => Regex.Escape(Fold(piece)))) + "\\z", RegexOptions.Singleline | RegexOptions.CultureInvariant);
        return regex.IsMatch;
    }

    /// <summary>The words of a text.</summary>
    public static List<string> Words(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        var words = new List<string>();
        for (var at = 0; at < runes.Length;)
        {
            if (!IsLetter(runes, at))
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < runes.Length)
            {
                if (IsLetter(runes, end))
                {
                    end++;
                }
                else if (runes[end].Value is '-' or '.' or '@' && IsLetter(runes, end + 1))
                {
                    end += 2;
                }
                else if (runes[end].Value == ':' && ColonWord(runes, at) is { } length && at + length > end)
                {
                    end = at + length;
                }
                else
                {
                    break;
                }
            }

            words.Add(string.Concat(runes[at..end].Select(rune => rune.ToString())));
            at = end;
        }

        return words;
    }

    /// <summary>Length of an IPv6 address or time of day that begins here.</summary>
    private static int? ColonWord(Rune[] runes, int from)
    {
        var rest = string.Concat(runes.Skip(from).TakeWhile(rune => rune.IsAscii).Select(rune => rune.ToString()));
        var run = HexRun().Match(rest).Value;
        var word = run.TrimEnd(':', '.');
        return run.Length <= 45 && !IsLetter(runes, from + run.Length) && word.Count(c => c == ':') >= 2 ? word.Length : null;
    }

    private static bool IsLetter(Rune[] runes, int at) =>
        at < runes.Length && (runes[at].Value is '_' or Star || char.IsLetter(runes[at].ToString(), 0) || Rune.GetUnicodeCategory(runes[at]).ToString() is var category
            && (category.EndsWith("Mark", StringComparison.Ordinal) || category.EndsWith("Number", StringComparison.Ordinal)));

    [GeneratedRegex("\\A[0-9A-Fa-f:.]*", RegexOptions.CultureInvariant)]
    private static partial Regex HexRun();
}
