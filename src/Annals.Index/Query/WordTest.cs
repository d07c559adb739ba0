using Annals.Index.Words;

namespace Annals.Index.Query;

/// <summary>A text term, tested on one decoded and folded value after the other.</summary>
internal sealed class WordTest
{
    private readonly byte[][][] words;

    public WordTest(int leaf, TextNode node)
    {
        Leaf = leaf;
        words = [.. node.Words.Select(word => word.FoldedPieces())];
        Needles = Query.Needles.OfWords(words);
    }

    public int Leaf { get; }

    public byte[][] Needles { get; }

    /// <summary>Whether the words stand in the value one behind the other.</summary>
    public bool IsIn(ReadOnlySpan<byte> folded)
    {
        foreach (var needle in Needles)
        {
            if (folded.IndexOf(needle) < 0)
            {
                return false;
            }
        }

        var cursor = new WordCursor(folded);
        while (cursor.MoveNext())
        {
            if (TextPattern.Fits(words[0], cursor.Current) && RestFollows(cursor))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="cursor">A copy that stands on the first word.</param>
    private bool RestFollows(WordCursor cursor)
    {
        for (var i = 1; i < words.Length; i++)
        {
            if (!cursor.MoveNext() || !TextPattern.Fits(words[i], cursor.Current))
            {
                return false;
            }
        }

        return true;
    }
}
