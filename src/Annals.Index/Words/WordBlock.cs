using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Annals.Index.Words;

/// <summary>32 bytes of text, classified at once: one bit for each byte, the first byte lowest.</summary>
internal readonly ref struct WordBlock
{
    public const int Size = 32;

    /// <param name="text">At least <see cref="Size"/> bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WordBlock(ReadOnlySpan<byte> text)
    {
        var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text[..Size]));
        var letters = Vector256.LessThan((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26));
        var digits = Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        var joiners = Vector256.LessThan(bytes - Vector256.Create((byte)'-'), Vector256.Create((byte)2)); // '-' and '.'
        Word = (letters | digits | Vector256.Equals(bytes, Vector256.Create((byte)'_'))).ExtractMostSignificantBits();
        Joiner = (joiners | Vector256.Equals(bytes, Vector256.Create((byte)'@'))).ExtractMostSignificantBits();
        Colon = Vector256.Equals(bytes, Vector256.Create((byte)':')).ExtractMostSignificantBits();
        Special = (bytes | Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))).ExtractMostSignificantBits();
    }

    /// <summary>Letters, digits and the underscore.</summary>
    public uint Word { get; }

    public uint Joiner { get; }

    public uint Colon { get; }

    /// <summary>Quotes, backslashes and bytes above ASCII: where plain text ends.</summary>
    public uint Special { get; }
}
