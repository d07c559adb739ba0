using System.Globalization;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace Annals.Log;

/// <summary>The private key of a log: signs notes. Thread-safe; the key is wiped from memory on dispose.</summary>
public sealed class NoteSigner : IDisposable
{
    private readonly Key key;

    private NoteSigner(Key key, NoteVerifier verifier)
    {
        this.key = key;
        Verifier = verifier;
    }

    /// <summary>Length of a seed in bytes.</summary>
    public const int SeedLength = NoteKey.SeedLength;

    /// <summary>Name of the key.</summary>
    public string Name => Verifier.Name;

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>Makes a signer of the 32 secret bytes of an Ed25519 key (RFC 8032 section 5.1.5).</summary>
    /// <param name="name">Name of the key; for a log its origin.</param>
    /// <param name="seed">32 bytes, copied. The caller wipes its own copy.</param>
    /// <exception cref="ArgumentException">The name is not a key name or the seed not 32 bytes long.</exception>
    public static NoteSigner Create(string name, ReadOnlySpan<byte> seed)
    {
        NoteKey.CheckName(name);
        var key = Ed25519Seed.Import(seed);
        return new NoteSigner(key, NoteVerifier.Create(name, NoteKeyType.Ed25519, key.PublicKey.Export(KeyBlobFormat.RawPublicKey)));
    }

    /// <summary>32 fresh secret bytes from the system's cryptographic generator. Wipe them after use.</summary>
    public static byte[] NewSeed() => System.Security.Cryptography.RandomNumberGenerator.GetBytes(NoteKey.SeedLength);

    /// <summary>Signs the text of a note.</summary>
    /// <param name="text">UTF-8, ended by a line feed.</param>
    public NoteSignature Sign(ReadOnlySpan<byte> text) =>
        new(Name, Verifier.KeyId, SignatureAlgorithm.Ed25519.Sign(key, text));

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    /// <summary>Reads the form in which Go's note package keeps private keys; for tests against it.</summary>
    internal static NoteSigner ParseGoKey(string skey)
    {
        const string Prefix = "PRIVATE+KEY+";
        if (!skey.StartsWith(Prefix, StringComparison.Ordinal)
            || !NoteKey.TrySplit(skey[Prefix.Length..], out var name, out var id, out var bytes)
            || bytes.Length != 1 + NoteKey.SeedLength || bytes[0] != (byte)NoteKeyType.Ed25519)
        {
            throw new LogFormatException("The text is no private key in Go's form.");
        }

        var signer = Create(name, bytes.AsSpan(1));
        CryptographicOperations.ZeroMemory(bytes);
        return signer.Verifier.KeyId == id ? signer : throw new LogFormatException("The key id does not fit the private key.");
    }

    internal string ToGoKey()
    {
        byte[] bytes = [(byte)NoteKeyType.Ed25519, .. key.Export(KeyBlobFormat.RawPrivateKey)];
        return string.Create(CultureInfo.InvariantCulture, $"PRIVATE+KEY+{Name}+{Verifier.KeyId:x8}+{Convert.ToBase64String(bytes)}");
    }
}
