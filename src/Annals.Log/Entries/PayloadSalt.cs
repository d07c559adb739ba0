using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Annals.Log;

/// <summary>
/// The 16 random bytes that are hashed with a payload and stored beside it. Without them a commitment would confirm a
/// guess of an erased record.
/// </summary>
/// <param name="High">Bytes 0 to 7, big-endian.</param>
/// <param name="Low">Bytes 8 to 15, big-endian.</param>
public readonly record struct PayloadSalt(ulong High, ulong Low)
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 16;

    /// <summary>Salts are drawn from the system this many at a time: one call for each would cost as much as hashing a short record.</summary>
    private const int BatchCount = 64;

    [ThreadStatic]
    private static byte[]? batch;

    [ThreadStatic]
    private static int batchLeft;

    /// <summary>A fresh salt from the system's cryptographic generator. Thread-safe.</summary>
    public static PayloadSalt Random()
    {
        var bytes = batch ??= new byte[BatchCount * Length];
        if (batchLeft == 0)
        {
            RandomNumberGenerator.Fill(bytes);
            batchLeft = BatchCount;
        }

        batchLeft--;
        var taken = bytes.AsSpan(batchLeft * Length, Length);
        var salt = Read(taken);

        // Once erased from the archive, a salt must not be found in memory either.
        taken.Clear();
        return salt;
    }

    /// <summary>Reads the first 16 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 16 bytes are given.</exception>
    public static PayloadSalt Read(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(source), BinaryPrimitives.ReadUInt64BigEndian(source[8..]));

    /// <summary>Writes the 16 bytes to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter than 16 bytes.</exception>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Low);
    }
}
