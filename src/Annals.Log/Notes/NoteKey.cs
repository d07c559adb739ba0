using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Annals.Log;

/// <summary>Rules shared by verifiers and signers: names, key ids, the Ed25519 lengths.</summary>
internal static class NoteKey
{
    public const int PublicKeyLength = 32;
    public const int SeedLength = 32;
    public const int SignatureLength = 64;

    public static bool IsValidName(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value is '+' or < 0x20 || rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    public static void CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsValidName(name))
        {
            throw new ArgumentException($"'{name}' is no key name: it must not be empty nor hold spaces, control characters or '+'.", nameof(name));
        }
    }

    /// <summary>First 4 bytes of SHA-256 of name, LF, type and public key.</summary>
    public static uint Id(string name, NoteKeyType type, ReadOnlySpan<byte> publicKey)
    {
        var hash = Sha256.Hash(Encoding.UTF8.GetBytes(name), [0x0A, (byte)type], publicKey);
        Span<byte> bytes = stackalloc byte[TreeHash.Length];
        hash.Write(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <summary>Splits <c>name+id+base64</c> at its first two plus signs; later ones belong to the base64.</summary>
    public static bool TrySplit(string text, [NotNullWhen(true)] out string? name, out uint id, [NotNullWhen(true)] out byte[]? key)
    {
        (name, id, key) = (null, 0, null);
        var first = text.IndexOf('+', StringComparison.Ordinal);
        var second = first < 0 ? -1 : text.IndexOf('+', first + 1);
        if (second != first + 9 || !IsValidName(text[..first]) || !uint.TryParse(text.AsSpan(first + 1, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id))
        {
            return false;
        }

        name = text[..first];
        key = StrictBase64.Decode(text.AsSpan(second + 1));
        return key is not null;
    }
}
