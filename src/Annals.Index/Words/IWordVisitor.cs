namespace Annals.Index.Words;

/// <summary>Receives the words of a record from <see cref="WordScanner"/>.</summary>
internal interface IWordVisitor
{
    /// <summary>Whether the words of a value are wanted. One that was seen before, byte by byte, has the same words again.</summary>
    /// <param name="text">A number, or what stands between the quotes of a string or member name, escapes not resolved; and what follows it in the record.</param>
    /// <param name="length">Bytes of the value.</param>
    bool Wants(ReadOnlySpan<byte> text, int length);

    /// <summary>A word, as <see cref="WordHash.Of"/> of its folded text. Repeated as often as the word stands there.</summary>
    void Word(ulong hash);

    /// <summary>Two words next to each other within one value, as <see cref="WordHash.Pair"/>. Comes after both words.</summary>
    void Pair(ulong hash);
}
