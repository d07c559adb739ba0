using NSec.Cryptography;

namespace Annals.Log;

/// <summary>Turns 32 secret bytes into a key that libsodium guards.</summary>
internal static class Ed25519Seed
{
    public static Key Import(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != NoteKey.SeedLength)
        {
            throw new ArgumentException($"A seed has {NoteKey.SeedLength} bytes; {seed.Length} were given.", nameof(seed));
        }

        var parameters = new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
        return Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, parameters);
    }
}
