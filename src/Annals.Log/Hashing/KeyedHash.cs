using System.Security.Cryptography;

namespace Annals.Log;

/// <summary>
/// HMAC-SHA-256 (RFC 2104) under one key, cut to the first 16 bytes: the ids of records and values, the digests of files.
/// </summary>
/// <remarks>
/// The two key blocks are hashed once, so that a short message costs two compressions. Immutable after creation and
/// thread-safe. The key itself is not readable from it, but what it holds is as secret as the key.
/// </remarks>
public sealed class KeyedHash
{
    private const int BlockLength = 64;

    private readonly byte[] innerPad;
    private readonly byte[] outerPad;
    private readonly NativeSha256.State innerState;
    private readonly NativeSha256.State outerState;
    private readonly bool native;

    /// <summary>Prepares the key.</summary>
    /// <param name="key">At least 16 bytes; copied. Use 32 random bytes.</param>
    /// <exception cref="ArgumentException">The key is shorter than 16 bytes.</exception>
    public KeyedHash(ReadOnlySpan<byte> key)
        : this(key, NativeSha256.IsAvailable)
    {
    }

    internal KeyedHash(ReadOnlySpan<byte> key, bool native)
    {
        if (key.Length < Digest16.Length)
        {
            throw new ArgumentException($"A key of {key.Length} bytes is too short to keep ids secret; give 32 random bytes (at least 16).", nameof(key));
        }

        this.native = native;
        Span<byte> block = stackalloc byte[BlockLength];
        block.Clear();
        if (key.Length > BlockLength)
        {
            Sha256.Hash(key).Write(block);
        }
        else
        {
            key.CopyTo(block);
        }

        innerPad = Padded(block, 0x36);
        outerPad = Padded(block, 0x5c);
        CryptographicOperations.ZeroMemory(block);
        if (native)
        {
            innerState = StateAfter(innerPad);
            outerState = StateAfter(outerPad);
        }
    }

    /// <summary>The first 16 bytes of the HMAC over the message.</summary>
    public Digest16 Compute(ReadOnlySpan<byte> message) => Compute(message, [], []);

    /// <summary>The first 16 bytes of the HMAC over the parts one after the other. The parts are not delimited: a caller that needs it puts a separator in.</summary>
    public Digest16 Compute(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => Compute(first, second, []);

    /// <inheritdoc cref="Compute(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public Digest16 Compute(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third) =>
        Cut(ComputeAll(first, second, third));

    /// <summary>Starts an HMAC over bytes that arrive piece by piece, such as a file.</summary>
    public KeyedDigest Begin() => new(this, native, innerPad);

    internal unsafe TreeHash ComputeAll(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        if (!native)
        {
            return Outer(Sha256.HashManaged(innerPad, first, second, third));
        }

        var state = innerState;
        NativeSha256.Update(&state, first);
        if (!second.IsEmpty)
        {
            NativeSha256.Update(&state, second);
        }

        if (!third.IsEmpty)
        {
            NativeSha256.Update(&state, third);
        }

        return Outer(NativeSha256.Final(&state));
    }

    internal unsafe TreeHash Outer(TreeHash inner)
    {
        Span<byte> bytes = stackalloc byte[TreeHash.Length];
        inner.Write(bytes);
        if (!native)
        {
            return Sha256.HashManaged(outerPad, bytes, [], []);
        }

        var state = outerState;
        NativeSha256.Update(&state, bytes);
        return NativeSha256.Final(&state);
    }

    internal static Digest16 Cut(TreeHash hash)
    {
        Span<byte> bytes = stackalloc byte[TreeHash.Length];
        hash.Write(bytes);
        return Digest16.Read(bytes);
    }

    private static byte[] Padded(ReadOnlySpan<byte> block, byte pad)
    {
        var result = new byte[BlockLength];
        for (var i = 0; i < BlockLength; i++)
        {
            result[i] = (byte)(block[i] ^ pad);
        }

        return result;
    }

    private static unsafe NativeSha256.State StateAfter(ReadOnlySpan<byte> pad)
    {
        var state = NativeSha256.State.Initial();
        NativeSha256.Update(&state, pad);
        return state;
    }
}
