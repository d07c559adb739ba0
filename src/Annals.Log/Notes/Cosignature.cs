using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Annals.Log;

/// <summary>The signature of a witness: at this time, this was the largest consistent tree it had seen of the log.</summary>
/// <remarks>C2SP tlog-cosignature, Ed25519 form: 8 bytes of time, then 64 bytes of signature.</remarks>
public static class Cosignature
{
    /// <summary>The time of a cosignature line.</summary>
    /// <param name="signature">A line of a key of type <see cref="NoteKeyType.Cosignature"/>.</param>
    /// <returns>Seconds since 1970 UTC, or null when the line has not the form of a cosignature.</returns>
    public static long? Time(NoteSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return TrySplit(signature.Data.Span, out var time, out _) ? time : null;
    }

    internal static bool TrySplit(ReadOnlySpan<byte> data, out long time, out ReadOnlySpan<byte> signature)
    {
        var good = data.Length == sizeof(long) + NoteKey.SignatureLength;
        time = good ? BinaryPrimitives.ReadInt64BigEndian(data) : 0;
        signature = good ? data[sizeof(long)..] : default;
        return good && time >= 0;
    }

    /// <summary>The bytes that a witness signs.</summary>
    internal static byte[] Message(long time, ReadOnlySpan<byte> checkpointText) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {time}\n")), .. checkpointText];
}
