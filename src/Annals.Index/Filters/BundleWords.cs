using System.Buffers;

namespace Annals.Index.Filters;

/// <summary>Words and neighbouring pairs of the records of one bundle, on their way into a word filter. Disposing gives the memory back.</summary>
public sealed class BundleWords : IDisposable
{
    private readonly ulong[] words;
    private readonly (ulong Left, ulong Right)[] pairs;

    internal BundleWords(ReadOnlySpan<ulong> words, ReadOnlySpan<(ulong Left, ulong Right)> pairs)
    {
        this.words = ArrayPool<ulong>.Shared.Rent(words.Length);
        this.pairs = ArrayPool<(ulong, ulong)>.Shared.Rent(pairs.Length);
        words.CopyTo(this.words);
        pairs.CopyTo(this.pairs);
        WordCount = words.Length;
        PairCount = pairs.Length;
    }

    internal int WordCount { get; private set; }

    internal int PairCount { get; private set; }

    /// <summary>Hashes of words, most of them once.</summary>
    internal ReadOnlySpan<ulong> Words => words.AsSpan(0, WordCount);

    /// <summary>Hashes of both words of neighbouring pairs, most of them once.</summary>
    internal ReadOnlySpan<(ulong Left, ulong Right)> Pairs => pairs.AsSpan(0, PairCount);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (WordCount >= 0)
        {
            WordCount = PairCount = -1;
            ArrayPool<ulong>.Shared.Return(words);
            ArrayPool<(ulong, ulong)>.Shared.Return(pairs);
        }
    }
}
