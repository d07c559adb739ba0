namespace Annals.Log;

/// <summary>Binds an entry to a payload that may later be erased: the salt goes with the payload, the commitment into the entry.</summary>
/// <param name="Salt">Stored beside the payload, erased with it.</param>
/// <param name="Commitment">SHA-256 of the label <c>annals/payload/v1</c>, a zero byte, the salt and the payload.</param>
public readonly record struct PayloadSeal(PayloadSalt Salt, TreeHash Commitment)
{
    private const int PrefixLength = 18;

    private static ReadOnlySpan<byte> Label => "annals/payload/v1\0"u8;

    /// <summary>Seals a payload with a fresh salt. Pure computation, callable from any thread.</summary>
    /// <param name="payload">The record's bytes as they arrived, neither compressed nor encrypted.</param>
    public static PayloadSeal Create(ReadOnlySpan<byte> payload)
    {
        var salt = PayloadSalt.Random();
        return new PayloadSeal(salt, Commit(salt, payload));
    }

    /// <summary>The commitment to a payload under a known salt.</summary>
    public static TreeHash Commit(PayloadSalt salt, ReadOnlySpan<byte> payload)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength + PayloadSalt.Length];
        Label.CopyTo(prefix);
        salt.Write(prefix[PrefixLength..]);
        return Sha256.Hash(prefix, payload);
    }

    /// <summary>Whether this is the payload that was sealed.</summary>
    public bool Fits(ReadOnlySpan<byte> payload) => Commit(Salt, payload) == Commitment;
}
