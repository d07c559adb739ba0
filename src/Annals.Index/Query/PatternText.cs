using System.Text;
using Annals.Index.Words;

namespace Annals.Index.Query;

/// <summary>The folded UTF-8 of a pattern with <see cref="WordRules.Wild"/> for each <c>*</c>, as <see cref="WordCursor"/> reads it.</summary>
internal static class PatternText
{
    public static byte[] Of(TextPattern pattern)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < pattern.Pieces.Count; i++)
        {
            if (i > 0)
            {
                bytes.Add(WordRules.Wild);
            }

            bytes.AddRange(Encoding.UTF8.GetBytes(Folding.Fold(pattern.Pieces[i])));
        }

        return [.. bytes];
    }
}
