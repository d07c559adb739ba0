using System.Security.Cryptography;

namespace Annals.Log;

/// <summary>SHA-256 of bytes that arrive piece by piece, such as a file. Used by one thread at a time.</summary>
public sealed class IncrementalSha256 : IDisposable
{
    private readonly IncrementalHash? managed;
    private NativeSha256.State state;

    /// <summary>Starts with no bytes.</summary>
    public IncrementalSha256()
        : this(NativeSha256.IsAvailable)
    {
    }

    internal IncrementalSha256(bool native)
    {
        managed = native ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        state = NativeSha256.State.Initial();
    }

    /// <summary>Adds bytes at the end.</summary>
    public unsafe void Append(ReadOnlySpan<byte> data)
    {
        if (managed is not null)
        {
            managed.AppendData(data);
            return;
        }

        fixed (NativeSha256.State* pointer = &state)
        {
            NativeSha256.Update(pointer, data);
        }
    }

    /// <summary>The hash of all bytes so far; starts over with none.</summary>
    public unsafe TreeHash Finish()
    {
        if (managed is not null)
        {
            Span<byte> hash = stackalloc byte[TreeHash.Length];
            managed.GetHashAndReset(hash);
            return TreeHash.Read(hash);
        }

        fixed (NativeSha256.State* pointer = &state)
        {
            var hash = NativeSha256.Final(pointer);
            state = NativeSha256.State.Initial();
            return hash;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => managed?.Dispose();
}
