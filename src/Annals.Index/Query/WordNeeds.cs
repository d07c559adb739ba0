using System.Text;
using Annals.Index.Words;

namespace Annals.Index.Query;

/// <summary>
/// Finds the words that a record must hold for a filter to match it. Only what is certain counts: of a pattern those words that no
/// <c>*</c> touches, of a path the words of its segments (each is a member name or the name of a Name/Value pair, hence scanned).
/// Normalised fields need nothing: their values may be put together from several members.
/// </summary>
internal static class WordNeeds
{
    public static WordNeed Of(QueryNode node) => node switch
    {
        AndNode and => AllOf(and.Parts.Select(Of)),
        OrNode or => AnyOf(or.Parts.Select(Of)),
        TextNode text => AllOf(OfWords(text.Words.Select(word => word.IsLiteral ? WordHash.Of(Encoding.UTF8.GetBytes(Folding.Fold(word.Text))) : (ulong?)null))),
        PathNode path => AllOf(path.Path.Segments.SelectMany(segment => OfPattern(TextPattern.Literal(segment))).Concat(OfCondition(path.Condition))),
        _ => WordNeed.Nothing.Instance,
    };

    private static WordNeed AllOf(IEnumerable<WordNeed> parts)
    {
        var flat = parts.SelectMany(part => part is WordNeed.All all ? all.Parts : [part]).Where(part => part is not WordNeed.Nothing).Distinct().ToArray();
        return flat.Length switch { 0 => WordNeed.Nothing.Instance, 1 => flat[0], _ => new WordNeed.All(flat) };
    }

    private static WordNeed AnyOf(IEnumerable<WordNeed> parts)
    {
        var flat = parts.SelectMany(part => part is WordNeed.Any any ? any.Parts : [part]).Distinct().ToArray();
        return flat.Contains(WordNeed.Nothing.Instance) ? WordNeed.Nothing.Instance : flat.Length == 1 ? flat[0] : new WordNeed.Any(flat);
    }

    private static IEnumerable<WordNeed> OfCondition(Condition condition) => condition is PatternCondition { Pattern: var pattern } && !IsKeyword(pattern) ? OfPattern(pattern) : [];

    /// <summary>The values true, false and null of JSON are no words, yet a pattern may match them.</summary>
    private static bool IsKeyword(TextPattern pattern) => pattern.IsLiteral && Folding.Fold(pattern.Text) is "true" or "false" or "null";

    /// <summary>Words of a whole value. A word is certain when a separator, or an end of the value, parts it from every <c>*</c>.</summary>
    private static IEnumerable<WordNeed> OfPattern(TextPattern pattern)
    {
        var text = PatternText.Of(pattern);
        var words = new List<ulong?>();
        var from = 0;
        while (from < text.Length)
        {
            var end = from;
            while (end < text.Length && !IsHardBreak(text[end]))
            {
                end++;
            }

            AddSegment(words, text.AsSpan(from, end - from));
            from = end + 1;
        }

        return OfWords(words);
    }

    /// <summary>A character that ends a word wherever it stands: not part of a word, not a joiner, not a colon. Bytes above ASCII are taken as part of one.</summary>
    private static bool IsHardBreak(byte value) => value < 0x80 && !WordRules.IsWordAscii(value) && !WordRules.IsJoiner(value) && value != ':';

    private static void AddSegment(List<ulong?> words, ReadOnlySpan<byte> segment)
    {
        if (segment.Contains(WordRules.Wild))
        {
            words.Add(null);
            return;
        }

        var cursor = new WordCursor(segment);
        while (cursor.MoveNext())
        {
            words.Add(WordHash.Of(cursor.Current));
        }
    }

    /// <summary>Null stands for a word that is not known.</summary>
    private static IEnumerable<WordNeed> OfWords(IEnumerable<ulong?> words)
    {
        ulong? before = null;
        foreach (var word in words)
        {
            if (word is { } known)
            {
                yield return new WordNeed.Word(known);
                if (before is { } left)
                {
                    yield return new WordNeed.Pair(left, known);
                }
            }

            before = word;
        }
    }
}
