namespace Annals.Index.Words;

/// <summary>Receives the words of a record from <see cref="WordScanner"/>.</summary>
internal interface IWordVisitor
{
    /// <summary>A word, as <see cref="WordHash.Of"/> of its folded text. Repeated as often as the word stands there.</summary>
    void Word(ulong hash);

    /// <summary>Two words next to each other within one value, as <see cref="WordHash.Pair"/>. Comes after both words.</summary>
    void Pair(ulong hash);
}
