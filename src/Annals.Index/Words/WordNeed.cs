namespace Annals.Index.Words;

/// <summary>
/// What a record must hold for a query to match it, told in hashes of words and pairs: the question that a word filter can answer.
/// "Maybe" is always allowed: a record that has all of it may still not match.
/// </summary>
internal abstract record WordNeed
{
    private WordNeed()
    {
    }

    /// <summary>Nothing is needed: no filter helps.</summary>
    internal sealed record Nothing : WordNeed
    {
        public static Nothing Instance { get; } = new();
    }

    /// <summary>This word (<see cref="IWordVisitor.Word"/>) is needed.</summary>
    internal sealed record Word(ulong Hash) : WordNeed;

    /// <summary>These two words (<see cref="IWordVisitor.Word"/>) are needed next to each other; told as two hashes, since a filter may keep pairs of some words only.</summary>
    internal sealed record Pair(ulong Left, ulong Right) : WordNeed;

    /// <summary>All of these; at least two, none of them <see cref="Nothing"/>.</summary>
    internal sealed record All(IReadOnlyList<WordNeed> Parts) : WordNeed;

    /// <summary>One of these; at least two, none of them <see cref="Nothing"/>.</summary>
    internal sealed record Any(IReadOnlyList<WordNeed> Parts) : WordNeed;
}
