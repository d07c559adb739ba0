using System.Buffers;
using System.Buffers.Binary;

namespace Annals.Log.Storage;

/// <summary>
/// Collects the payloads of one frame, then holds its encoded form until it is written. Filled by one thread; once closed,
/// encoded by one thread. Reused.
/// </summary>
internal sealed class FrameBuilder
{
    private const int KeepBytes = 2 * LogLimits.FramePayloadBytes;

    private readonly int[] ends = new int[LogLimits.BundleSize];
    private readonly PayloadSalt[] salts = new PayloadSalt[LogLimits.BundleSize];
    private byte[] payloads = new byte[320 << 10];
    private byte[] encoded = [];
    private int encodedLength;

    /// <summary>Position of the first record.</summary>
    public long First { get; private set; }

    public int Count { get; private set; }

    public int PayloadLength => Count == 0 ? 0 : ends[Count - 1];

    /// <summary>The frame as it is stored; after <see cref="Encode"/>.</summary>
    public ReadOnlySpan<byte> Encoded => encoded.AsSpan(0, encodedLength);

    public void Reset(long first)
    {
        First = first;
        Count = 0;
        encodedLength = 0;
        if (payloads.Length > KeepBytes)
        {
            payloads = new byte[320 << 10];
        }

        if (encoded.Length > KeepBytes)
        {
            encoded = [];
        }
    }

    /// <summary>Whether a payload of this length belongs into the next frame.</summary>
    public bool IsFullFor(int length) => Count > 0 && PayloadLength + length > LogLimits.FramePayloadBytes;

    public void Add(PayloadSalt salt, ReadOnlySpan<byte> payload)
    {
        var start = PayloadLength;
        if (payload.Length > payloads.Length - start)
        {
            Array.Resize(ref payloads, Math.Max(start + payload.Length, Math.Min(payloads.Length * 2, KeepBytes)));
        }

        payload.CopyTo(payloads.AsSpan(start));
        salts[Count] = salt;
        ends[Count++] = start + payload.Length;
    }

    public ReadOnlySpan<byte> Payload(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return payloads.AsSpan(start, ends[index] - start);
    }

    public PayloadSalt Salt(int index) => salts[index];

    /// <summary>Compresses the payloads and builds the stored form.</summary>
    public void Encode()
    {
        var plain = payloads.AsSpan(0, PayloadLength);
        var header = new FrameHeader(First, Count, HasErased: false, IsRaw: false, 0, plain.Length, 0);
        var scratch = ArrayPool<byte>.Shared.Rent(Zstd.Bound(plain.Length));
        try
        {
            var packedLength = Zstd.Compress(plain, scratch);
            var isRaw = packedLength >= plain.Length;
            Finish(header with { IsRaw = isRaw, PackedLength = isRaw ? plain.Length : packedLength }, isRaw ? plain : scratch.AsSpan(0, packedLength));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private void Finish(FrameHeader header, ReadOnlySpan<byte> packed)
    {
        if (encoded.Length < header.StoredLength)
        {
            encoded = GC.AllocateUninitializedArray<byte>(header.StoredLength + (header.StoredLength / 4));
        }

        var body = encoded.AsSpan(FrameHeader.Length, header.BodyLength);
        WriteSaltsAndLengths(body, header);
        packed.CopyTo(body[header.PackedStart..]);
        header = header with { BodyCrc = Crc32C.Compute(body) };
        header.Write(encoded);
        encodedLength = header.StoredLength;
    }

    private void WriteSaltsAndLengths(Span<byte> body, in FrameHeader header)
    {
        var lengths = body[header.LengthsStart..];
        var start = 0;
        for (var i = 0; i < Count; i++)
        {
            salts[i].Write(body[(i * PayloadSalt.Length)..]);
            BinaryPrimitives.WriteInt32BigEndian(lengths[(i * sizeof(int))..], ends[i] - start);
            start = ends[i];
        }
    }
}
