using System.Buffers.Binary;
using System.Numerics;

namespace Annals;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4), computed by the processor's instruction where there is one.</summary>
/// <remarks>Compiled into each project that has checksums in its files; a reference between them for this alone would be wrong, and System.IO.Hashing has another polynomial only.</remarks>
internal static class Crc32C
{
    public static uint Compute(ReadOnlySpan<byte> bytes) => ~Continue(uint.MaxValue, bytes);

    /// <summary>The checksum of four bytes followed by the given ones.</summary>
    public static uint Compute(uint prefix, ReadOnlySpan<byte> bytes) =>
        ~Continue(BitOperations.Crc32C(uint.MaxValue, prefix), bytes);

    private static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return crc;
    }
}
