using System.Buffers;
using System.Buffers.Binary;

namespace Annals.Log;

/// <summary>A run of neighbouring records whose payloads are stored together.</summary>
/// <param name="First">Position of the first record.</param>
/// <param name="Count">Number of records, 1 to 256. Frames never cross a bundle boundary.</param>
public readonly record struct FrameInfo(long First, int Count);

/// <summary>
/// The payloads of one frame, decompressed. Reading is thread-safe; the spans are valid until the frame is disposed, which
/// gives its memory back.
/// </summary>
public sealed class Frame : IDisposable
{
    private readonly int[] ends;
    private readonly PayloadSalt[] salts;
    private readonly ulong[]? erased;
    private byte[]? payloads;

    private Frame(long first, int count)
    {
        First = first;
        Count = count;
        ends = new int[count];
        salts = new PayloadSalt[count];
    }

    private Frame(long first, int count, bool hasErased)
        : this(first, count) => erased = hasErased ? new ulong[4] : null;

    /// <summary>Position of the first record.</summary>
    public long First { get; }

    /// <summary>Number of records.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of a record as they arrived; empty when it was erased.</summary>
    /// <param name="index">Number of the record in the frame, from 0.</param>
    public ReadOnlySpan<byte> Record(int index)
    {
        ObjectDisposedException.ThrowIf(payloads is null, this);
        CheckIndex(index);
        var start = index == 0 ? 0 : ends[index - 1];
        return payloads.AsSpan(start, ends[index] - start);
    }

    /// <summary>Whether the payload was erased; its entry stays.</summary>
    public bool IsErased(int index)
    {
        CheckIndex(index);
        return erased is not null && ((erased[index >> 6] >> (index & 63)) & 1) != 0;
    }

    /// <summary>The salt of a record's commitment; zero when it was erased.</summary>
    public PayloadSalt Salt(int index)
    {
        CheckIndex(index);
        return salts[index];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref payloads, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Copies a frame that is still being built.</summary>
    internal static Frame Copy(Storage.FrameBuilder builder, int count)
    {
        var frame = new Frame(builder.First, count);
        frame.payloads = ArrayPool<byte>.Shared.Rent(Math.Max(1, builder.PayloadLength));
        var end = 0;
        for (var i = 0; i < count; i++)
        {
            var payload = builder.Payload(i);
            payload.CopyTo(frame.payloads.AsSpan(end));
            end += payload.Length;
            frame.ends[i] = end;
            frame.salts[i] = builder.Salt(i);
        }

        return frame;
    }

    /// <summary>A frame of payloads that are given one by one.</summary>
    internal static Frame Gather(long first, int count, int payloadLength) =>
        new(first, count) { payloads = ArrayPool<byte>.Shared.Rent(Math.Max(1, payloadLength)) };

    /// <summary>Room for the next payload of a gathered frame.</summary>
    internal Span<byte> Gather(int index, int length, PayloadSalt salt)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        ends[index] = start + length;
        salts[index] = salt;
        return payloads.AsSpan(start, length);
    }

    /// <summary>Hides the records behind the first so many.</summary>
    internal Frame Limit(int count)
    {
        Count = Math.Min(Count, count);
        return this;
    }

    /// <summary>Decodes a stored frame.</summary>
    /// <param name="stored">Exactly the bytes of the frame.</param>
    /// <param name="checkCrc">False only to find out which records of a damaged frame are altered.</param>
    /// <param name="reason">What does not fit, when null is returned.</param>
    internal static Frame? Decode(ReadOnlySpan<byte> stored, bool checkCrc, out string reason)
    {
        if (!Storage.FrameHeader.TryRead(stored, out var header))
        {
            reason = "the header of a payload frame does not fit its checksum";
            return null;
        }

        var body = stored[Storage.FrameHeader.Length..];
        if (body.Length != header.BodyLength)
        {
            reason = $"a payload frame announces {header.BodyLength} bytes and has {body.Length}";
            return null;
        }

        if (checkCrc && Crc32C.Compute(body) != header.BodyCrc)
        {
            reason = "the checksum of a payload frame does not fit";
            return null;
        }

        var frame = new Frame(header.First, header.Count, header.HasErased);
        if (!frame.ReadTables(body, header))
        {
            reason = "the lengths in a payload frame do not add up";
            return null;
        }

        var payloads = ArrayPool<byte>.Shared.Rent(Math.Max(1, header.PlainLength));
        frame.payloads = payloads;
        var packed = body[header.PackedStart..];
        var plain = payloads.AsSpan(0, header.PlainLength);
        if (header.IsRaw)
        {
            packed.CopyTo(plain);
        }
        else if (!Storage.Zstd.TryDecompress(packed, plain))
        {
            frame.Dispose();
            reason = "the compressed part of a payload frame cannot be read";
            return null;
        }

        reason = string.Empty;
        return frame;
    }

    private bool ReadTables(ReadOnlySpan<byte> body, in Storage.FrameHeader header)
    {
        var lengths = body[header.LengthsStart..];
        var end = 0L;
        for (var i = 0; i < Count; i++)
        {
            salts[i] = PayloadSalt.Read(body[(i * PayloadSalt.Length)..]);
            end += BinaryPrimitives.ReadUInt32BigEndian(lengths[(i * sizeof(int))..]);
            if (end > header.PlainLength)
            {
                return false;
            }

            ends[i] = (int)end;
            if (erased is not null && (body[(Count * PayloadSalt.Length) + (i >> 3)] & (0x80 >> (i & 7))) != 0)
            {
                erased[i >> 6] |= 1UL << (i & 63);
            }
        }

        return end == header.PlainLength;
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The frame has {Count} records.");
        }
    }
}
