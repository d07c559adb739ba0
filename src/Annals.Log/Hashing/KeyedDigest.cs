namespace Annals.Log;

/// <summary>A keyed digest in the making: HMAC-SHA-256 cut to 16 bytes, over bytes that arrive piece by piece. Used by one thread at a time.</summary>
public sealed class KeyedDigest : IDisposable
{
    private readonly KeyedHash key;
    private readonly byte[] innerPad;
    private readonly IncrementalSha256 inner;

    internal KeyedDigest(KeyedHash key, bool native, byte[] innerPad)
    {
        this.key = key;
        this.innerPad = innerPad;
        inner = new IncrementalSha256(native);
        inner.Append(innerPad);
    }

    /// <summary>Adds bytes at the end.</summary>
    public void Append(ReadOnlySpan<byte> data) => inner.Append(data);

    /// <summary>The digest of all bytes so far; starts over with none.</summary>
    public Digest16 Finish()
    {
        var digest = KeyedHash.Cut(key.Outer(inner.Finish()));
        inner.Append(innerPad);
        return digest;
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
