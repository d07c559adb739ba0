using System.Security.Cryptography;

namespace Annals.Log;

/// <summary>The one place through which Annals computes SHA-256.</summary>
/// <remarks>
/// Uses the system's libcrypto directly where it is present and gives the right answers (about half the cost of
/// <see cref="SHA256"/> for an entry or a node), else the runtime's implementation. Thread-safe, allocation-free.
/// </remarks>
public static class Sha256
{
    [ThreadStatic]
    private static IncrementalHash? fallback;

    /// <summary>Whether the fast path of the system's libcrypto is in use.</summary>
    public static bool IsNative => NativeSha256.IsAvailable;

    /// <summary>The hash of <paramref name="data"/>.</summary>
    public static unsafe TreeHash Hash(ReadOnlySpan<byte> data)
    {
        if (!NativeSha256.IsAvailable)
        {
            return HashManaged(data);
        }

        var state = NativeSha256.State.Initial();
        NativeSha256.Update(&state, data);
        return NativeSha256.Final(&state);
    }

    /// <summary>The hash of both parts one after the other, without joining them in memory.</summary>
    public static TreeHash Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => Hash(first, second, [], []);

    /// <summary>The hash of the three parts one after the other, without joining them in memory.</summary>
    public static TreeHash Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third) => Hash(first, second, third, []);

    /// <summary>The hash of the four parts one after the other, without joining them in memory.</summary>
    public static unsafe TreeHash Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, ReadOnlySpan<byte> fourth)
    {
        if (!NativeSha256.IsAvailable)
        {
            return HashManaged(first, second, third, fourth);
        }

        var state = NativeSha256.State.Initial();
        NativeSha256.Update(&state, first);
        if (!second.IsEmpty)
        {
            NativeSha256.Update(&state, second);
        }

        if (!third.IsEmpty)
        {
            NativeSha256.Update(&state, third);
        }

        if (!fourth.IsEmpty)
        {
            NativeSha256.Update(&state, fourth);
        }

        return NativeSha256.Final(&state);
    }

    internal static TreeHash HashManaged(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[TreeHash.Length];
        SHA256.HashData(data, hash);
        return TreeHash.Read(hash);
    }

    internal static TreeHash HashManaged(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, ReadOnlySpan<byte> fourth)
    {
        var hash = fallback ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(first);
        hash.AppendData(second);
        hash.AppendData(third);
        hash.AppendData(fourth);
        Span<byte> result = stackalloc byte[TreeHash.Length];
        hash.GetHashAndReset(result);
        return TreeHash.Read(result);
    }
}
