using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Annals.Log;

/// <summary>A SHA-256 hash: of a leaf, of an inner node, of a root or of a payload. The default value is 32 zero bytes.</summary>
/// <remarks>Immutable, without allocation. Equality is not constant-time: these hashes are public.</remarks>
public readonly struct TreeHash : IEquatable<TreeHash>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    // Kept in memory order, so that reading and writing are plain copies on any machine.
    private readonly ulong part0;
    private readonly ulong part1;
    private readonly ulong part2;
    private readonly ulong part3;

    /// <summary>Reads the first 32 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 32 bytes are given.</exception>
    public static TreeHash Read(ReadOnlySpan<byte> source)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(source.Length, Length, nameof(source));
        return Unsafe.ReadUnaligned<TreeHash>(ref MemoryMarshal.GetReference(source));
    }

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter than 32 bytes.</exception>
    public void Write(Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, Length, nameof(destination));
        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(destination), this);
    }

    /// <summary>Reads 44 characters of base64 in its one canonical form: padded, no white space, unused bits zero.</summary>
    /// <returns>False when the text is anything else.</returns>
    public static bool TryParseBase64(ReadOnlySpan<char> text, out TreeHash hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var good = text.Length == 44 && StrictBase64.TryDecode(text, bytes, out var written) && written == Length;
        hash = good ? Read(bytes) : default;
        return good;
    }

    /// <summary>Reads 64 hexadecimal digits of either case.</summary>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static TreeHash ParseHex(ReadOnlySpan<char> text)
    {
        var bytes = Convert.FromHexString(text);
        return bytes.Length == Length
            ? Read(bytes)
            : throw new FormatException($"A hash has 64 hexadecimal digits; {text.Length} were given.");
    }

    /// <summary>44 characters of base64 with padding, as in checkpoints and proofs.</summary>
    public string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[Length];
        Write(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>64 lowercase hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        Write(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <inheritdoc/>
    public bool Equals(TreeHash other) =>
        part0 == other.part0 && part1 == other.part1 && part2 == other.part2 && part3 == other.part3;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TreeHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => part0.GetHashCode();

    /// <summary>Whether all 32 bytes are equal.</summary>
    public static bool operator ==(TreeHash left, TreeHash right) => left.Equals(right);

    /// <summary>Whether any of the 32 bytes differs.</summary>
    public static bool operator !=(TreeHash left, TreeHash right) => !left.Equals(right);
}
