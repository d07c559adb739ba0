using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NSec.Cryptography;

namespace Annals.Log;

/// <summary>A public key under a name: checks the signature lines of notes. Immutable and thread-safe.</summary>
/// <remarks>C2SP signed-note; its text form, the "vkey", is <c>name+keyid+base64(type, public key)</c>.</remarks>
public sealed class NoteVerifier : IEquatable<NoteVerifier>
{
    private readonly PublicKey publicKey;

    private NoteVerifier(string name, NoteKeyType type, PublicKey publicKey)
    {
        this.publicKey = publicKey;
        Name = name;
        Type = type;
        PublicKey = publicKey.Export(KeyBlobFormat.RawPublicKey);
        KeyId = NoteKey.Id(name, type, PublicKey.Span);
    }

    /// <summary>Name of the key; that of a log equals its origin.</summary>
    public string Name { get; }

    /// <summary>What the key signs.</summary>
    public NoteKeyType Type { get; }

    /// <summary>First 4 bytes of a hash over name, type and key. It finds the key, it does not identify it.</summary>
    public uint KeyId { get; }

    /// <summary>The 32 bytes of the Ed25519 public key.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Makes a verifier of a raw key.</summary>
    /// <exception cref="ArgumentException">The name is not a key name, the type not known, or the key is not a 32-byte Ed25519 key.</exception>
    public static NoteVerifier Create(string name, NoteKeyType type, ReadOnlySpan<byte> publicKey)
    {
        NoteKey.CheckName(name);
        if (type is not (NoteKeyType.Ed25519 or NoteKeyType.Cosignature))
        {
            throw new ArgumentException($"Key type {(byte)type:x2} is not known.", nameof(type));
        }

        return NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key) && key is not null
            ? new NoteVerifier(name, type, key)
            : throw new ArgumentException($"These {publicKey.Length} bytes are no Ed25519 public key.", nameof(publicKey));
    }

    /// <summary>Reads a vkey.</summary>
    /// <exception cref="LogFormatException">It is not one; the message says why.</exception>
    public static NoteVerifier Parse(string vkey) =>
        TryParse(vkey, out var verifier, out var reason) ? verifier : throw new LogFormatException($"'{vkey}' is no verifier key: {reason}");

    /// <summary>Reads a vkey.</summary>
    /// <param name="vkey">The whole text, without white space around it.</param>
    /// <param name="verifier">The verifier, when true is returned.</param>
    /// <param name="reason">A sentence for people, when false is returned.</param>
    public static bool TryParse(string vkey, [NotNullWhen(true)] out NoteVerifier? verifier, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(vkey);
        verifier = null;
        reason = null;
        if (!NoteKey.TrySplit(vkey, out var name, out var id, out var key))
        {
            reason = "it must be a name, '+', 8 hexadecimal digits, '+' and base64.";
        }
        else if (key.Length != 1 + NoteKey.PublicKeyLength || (NoteKeyType)key[0] is not (NoteKeyType.Ed25519 or NoteKeyType.Cosignature))
        {
            reason = "the base64 part must hold the type 01 or 04 and 32 bytes of an Ed25519 key.";
        }
        else if (!NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, key.AsSpan(1), KeyBlobFormat.RawPublicKey, out var publicKey) || publicKey is null)
        {
            reason = "its 32 bytes are no Ed25519 public key.";
        }
        else
        {
            verifier = new NoteVerifier(name, (NoteKeyType)key[0], publicKey);
            if (verifier.KeyId != id)
            {
                reason = $"the key id is {id:x8}, but name and key give {verifier.KeyId:x8}; one of them was changed.";
                verifier = null;
            }
        }

        return verifier is not null;
    }

    /// <summary>Whether a signature line carries this key's name and id.</summary>
    public bool Owns(NoteSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return signature.KeyId == KeyId && signature.Name == Name;
    }

    /// <summary>Whether the signature is good for the text.</summary>
    /// <param name="text">Text of the note with its final line feed.</param>
    /// <param name="signature">What follows the key id: 64 bytes, or 8 bytes of time and 64 bytes for a cosignature.</param>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        if (Type == NoteKeyType.Ed25519)
        {
            return signature.Length == NoteKey.SignatureLength && SignatureAlgorithm.Ed25519.Verify(publicKey, text, signature);
        }

        return Cosignature.TrySplit(signature, out var time, out var bare)
            && SignatureAlgorithm.Ed25519.Verify(publicKey, Cosignature.Message(time, text), bare);
    }

    /// <summary>The vkey.</summary>
    public override string ToString()
    {
        byte[] key = [(byte)Type, .. PublicKey.Span];
        return string.Create(CultureInfo.InvariantCulture, $"{Name}+{KeyId:x8}+{Convert.ToBase64String(key)}");
    }

    /// <summary>Equal when name, type and key are.</summary>
    public bool Equals(NoteVerifier? other) =>
        other is not null && Name == other.Name && Type == other.Type && PublicKey.Span.SequenceEqual(other.PublicKey.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NoteVerifier);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, BinaryPrimitives.ReadInt32BigEndian(PublicKey.Span));
}
