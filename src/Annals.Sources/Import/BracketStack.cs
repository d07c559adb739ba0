namespace Annals.Sources.Import;

/// <summary>The kinds of the open brackets, one bit each, so that any depth within a record fits into an eighth of its size.</summary>
internal sealed class BracketStack
{
    private ulong[] words = new ulong[4];

    public int Depth { get; private set; }

    /// <summary>Whether the innermost open bracket is that of an object.</summary>
    public bool InObject => Depth > 0 && ((words[(Depth - 1) >> 6] >> ((Depth - 1) & 63)) & 1) == 1;

    public void Clear() => Depth = 0;

    public void Push(bool isObject)
    {
        var word = Depth >> 6;
        if (word == words.Length)
        {
            Array.Resize(ref words, words.Length * 2);
        }

        var bit = 1UL << (Depth & 63);
        words[word] = isObject ? words[word] | bit : words[word] & ~bit;
        Depth++;
    }

    /// <summary>Closes the innermost bracket; false when it is of the other kind or there is none.</summary>
    public bool TryPop(bool isObject)
    {
        if (Depth == 0 || InObject != isObject)
        {
            return false;
        }

        Depth--;
        return true;
    }
}
