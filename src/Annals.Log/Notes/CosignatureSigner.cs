using System.Buffers.Binary;
using NSec.Cryptography;

namespace Annals.Log;

/// <summary>The private key of a witness. Thread-safe; the key is wiped from memory on dispose.</summary>
/// <remarks>The message does not hold the witness's name, so one key serves one witness only, and never a log as well.</remarks>
public sealed class CosignatureSigner : IDisposable
{
    private readonly Key key;

    private CosignatureSigner(Key key, NoteVerifier verifier)
    {
        this.key = key;
        Verifier = verifier;
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>Makes a witness key of 32 secret bytes, copied.</summary>
    /// <exception cref="ArgumentException">The name is not a key name or the seed not 32 bytes long.</exception>
    public static CosignatureSigner Create(string name, ReadOnlySpan<byte> seed)
    {
        NoteKey.CheckName(name);
        var key = Ed25519Seed.Import(seed);
        return new CosignatureSigner(key, NoteVerifier.Create(name, NoteKeyType.Cosignature, key.PublicKey.Export(KeyBlobFormat.RawPublicKey)));
    }

    /// <summary>Cosigns a checkpoint.</summary>
    /// <param name="checkpointText">Text of the checkpoint without its signatures.</param>
    /// <param name="time">Seconds since 1970 UTC, 0 or more.</param>
    public NoteSignature Sign(ReadOnlySpan<byte> checkpointText, long time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(time);
        var data = new byte[sizeof(long) + NoteKey.SignatureLength];
        BinaryPrimitives.WriteInt64BigEndian(data, time);
        SignatureAlgorithm.Ed25519.Sign(key, Cosignature.Message(time, checkpointText), data.AsSpan(sizeof(long)));
        return new NoteSignature(Verifier.Name, Verifier.KeyId, data);
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
