using Annals.Index.Words;

namespace Annals.Index.Tests.Query;

/// <summary>The hashes that the scanner gives for a record: an exact word filter.</summary>
internal sealed class WordSet
{
    private readonly HashSet<ulong> words = [];
    private readonly HashSet<ulong> pairs = [];

    public static WordSet Of(byte[] record)
    {
        var set = new WordSet();
        var visitor = new Visitor(set);
        new WordScanner().Scan(record, ref visitor);
        return set;
    }

    public bool MayMeet(WordNeed need) => need switch
    {
        WordNeed.Word word => words.Contains(word.Hash),
        WordNeed.Pair pair => pairs.Contains(WordHash.Pair(pair.Left, pair.Right)),
        WordNeed.All all => all.Parts.All(MayMeet),
        WordNeed.Any any => any.Parts.Any(MayMeet),
        _ => true,
    };

    private readonly struct Visitor(WordSet set) : IWordVisitor
    {
        public void Word(ulong hash) => set.words.Add(hash);

        public void Pair(ulong hash) => set.pairs.Add(hash);
    }
}
