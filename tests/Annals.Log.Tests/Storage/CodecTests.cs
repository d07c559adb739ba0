using Annals.Log.Storage;
using Annals.Testing;
using CsCheck;

namespace Annals.Log.Tests.Storage;

public sealed class CodecTests
{
    private static readonly Gen<byte[][]> Payloads = Gen.Byte.Array[0, 300].Array[1, 256];

    [Fact]
    public void A_frame_gives_back_its_payloads_and_salts() => Payloads.Sample(payloads =>
    {
        var builder = Build(payloads);
        using var frame = Frame.Decode(builder.Encoded, checkCrc: true, out _)!;

        return frame.First == 512 && frame.Count == payloads.Length
            && Enumerable.Range(0, payloads.Length).All(i => frame.Record(i).SequenceEqual(payloads[i]) && frame.Salt(i) == Salt(i) && !frame.IsErased(i));
    });

    [Fact]
    public void A_frame_with_any_byte_changed_or_cut_is_refused()
    {
        var random = Seed.Random(nameof(A_frame_with_any_byte_changed_or_cut_is_refused));
        var stored = Build([.. Enumerable.Range(0, 40).Select(LogFixture.Payload)]).Encoded.ToArray();
        for (var i = 0; i < stored.Length; i++)
        {
            var changed = (byte[])stored.Clone();
            changed[i] ^= (byte)(1 + random.Next(255));
            Assert.Null(Frame.Decode(changed, checkCrc: true, out var reason));
            Assert.NotEmpty(reason);
            Assert.Null(Frame.Decode(stored.AsSpan(0, i), checkCrc: true, out _));
        }
    }

    [Fact]
    public void Random_bytes_behind_a_good_header_never_crash_a_reader()
    {
        var random = Seed.Random(nameof(Random_bytes_behind_a_good_header_never_crash_a_reader));
        for (var round = 0; round < Seed.Rounds(2_000, 50_000); round++)
        {
            var body = new byte[random.Next(4000)];
            random.NextBytes(body);
            var count = 1 + random.Next(20);
            var header = new FrameHeader(0, count, random.Next(2) == 0, false, 0, random.Next(5000), Crc32C.Compute(body));
            header = header with { PackedLength = Math.Max(0, body.Length - header.PackedStart) };
            var stored = new byte[FrameHeader.Length + body.Length];
            header.Write(stored);
            body.CopyTo(stored, FrameHeader.Length);
            Frame.Decode(stored, checkCrc: true, out _)?.Dispose();

            var bundle = new BundleHeader(0, 1 + random.Next(3), 1, 0, BundleHeader.PlainLengthMin + random.Next(500), default, Crc32C.Compute(body));
            bundle = bundle with { PackedLength = Math.Max(0, body.Length - bundle.PackedStart) };
            stored = new byte[BundleHeader.Length + body.Length];
            bundle.Write(stored);
            body.CopyTo(stored, BundleHeader.Length);
            Assert.Null(Bundle.Decode(stored, checkCrc: true, out _));
        }
    }

    [Fact]
    public void A_frame_says_which_payloads_were_erased()
    {
        // As a later generation of a .data file holds it: salt zero, length 0, a bit set.
        byte[] payload = [.. "{\"kept\":1}"u8];
        byte[] body = [.. new byte[16], .. Enumerable.Repeat((byte)7, 16), 0b1000_0000, 0, 0, 0, 0, 0, 0, 0, (byte)payload.Length, .. payload];
        var stored = new byte[FrameHeader.Length + body.Length];
        new FrameHeader(0, 2, HasErased: true, IsRaw: true, payload.Length, payload.Length, Crc32C.Compute(body)).Write(stored);
        body.CopyTo(stored, FrameHeader.Length);

        using var frame = Frame.Decode(stored, checkCrc: true, out _)!;

        Assert.True(frame.IsErased(0));
        Assert.Equal(0, frame.Record(0).Length);
        Assert.False(frame.IsErased(1));
        Assert.True(frame.Record(1).SequenceEqual(payload));
    }

    [Fact]
    public void A_rewritten_data_file_with_erased_payloads_is_read_and_verified()
    {
        using var fixture = new LogFixture();
        using (var log = fixture.Create())
        {
            log.Append(LogFixture.Entries(1, 299));
        }

        var old = Path.Combine(fixture.Path, "segments", "0.1.data");
        File.WriteAllBytes(Path.Combine(fixture.Path, "segments", "0.2.data"), Erase(File.ReadAllBytes(old), 5));
        File.Delete(old);

        var folder = new LogFolder(fixture.Path);
        var tree = OsDisk.Instance.TryOpen(folder.TreeFile(0), write: false)!;
        var map = SegmentFolder.ReadMap(tree, 0, LengthsFrame.Empty with { SealedSize = 256, TreeLength = tree.Length });
        using var file = SegmentFile.Open(OsDisk.Instance, folder, 0, map, generation: 1);
        Assert.Equal(2u, file.Generation);
        var faults = new FaultList(folder);

        var result = new BundleCheck(file, faults).Check(0, keepLeaves: false);

        Assert.Equal(1, result.Erased);
        Assert.Empty(faults.ToList());
        using var frame = file.ReadFrame(0, file.Slots(0, file.ReadBundle(0))[0]);
        Assert.True(frame.IsErased(5));
        Assert.True(frame.Record(6).SequenceEqual(LogFixture.Payload(6)));
    }

    [Fact]
    public void Lengths_go_through_a_frame_of_the_write_ahead_log()
    {
        Gen.Select(Gen.Long[0, 1L << 40], Gen.Long[0, 1L << 40], Gen.Long[0, 1000], Gen.UInt[1, 100]).Sample((bundles, tree, added, generation) =>
        {
            var size = bundles * LogLimits.BundleSize;
            var lengths = new LengthsFrame(size, size == 0 ? 0 : (size - 1) / LogLimits.SegmentSize, tree, tree + added, tree, tree + (2 * added), generation, MerkleHash.EmptyRoot);
            var body = new byte[LengthsFrame.Length];
            lengths.Write(body);
            return LengthsFrame.TryRead(body) == lengths;
        });
    }

    [Fact]
    public void A_write_ahead_log_of_random_bytes_is_refused_without_crash()
    {
        var random = Seed.Random(nameof(A_write_ahead_log_of_random_bytes_is_refused_without_crash));
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[random.Next(10_000)];
            random.NextBytes(bytes);
            if (bytes.Length > 100 && round % 2 == 0)
            {
                WalHeader.Fresh(1, 1).Write(bytes);
            }

            var image = WalImage.Scan(MemoryDisk.Of([KeyValuePair.Create("/1.wal", bytes)]).TryOpen("/1.wal", write: false)!, 1);
            Assert.False(image.IsComplete);
        }
    }

    private static byte[] Erase(byte[] file, int index)
    {
        using var old = Frame.Decode(file.AsSpan(DataHeader.Length), checkCrc: true, out _)!;
        var salts = new List<byte>();
        var lengths = new List<byte>();
        var payloads = new List<byte>();
        var bits = new byte[32];
        var bytes = new byte[16];
        for (var i = 0; i < old.Count; i++)
        {
            var record = i == index ? [] : old.Record(i);
            (i == index ? default : old.Salt(i)).Write(bytes);
            salts.AddRange(bytes);
            lengths.AddRange([0, 0, (byte)(record.Length >> 8), (byte)record.Length]);
            payloads.AddRange(record);
        }

        bits[index / 8] |= (byte)(0x80 >> (index % 8));
        byte[] body = [.. salts, .. bits, .. lengths, .. payloads];
        var frame = new byte[FrameHeader.Length + body.Length];
        new FrameHeader(0, old.Count, HasErased: true, IsRaw: true, payloads.Count, payloads.Count, Crc32C.Compute(body)).Write(frame);
        body.CopyTo(frame, FrameHeader.Length);

        var header = new byte[DataHeader.Length];
        new DataHeader(0, 2, 1, 1).Write(header);
        var table = new byte[FrameSlot.StoredLength + 4];
        new FrameSlot(0, old.Count, frame.Length, DataHeader.Length + table.Length).Write(table);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(FrameSlot.StoredLength), Crc32C.Compute(table.AsSpan(0, FrameSlot.StoredLength)));
        return [.. header, .. table, .. frame];
    }

    private static FrameBuilder Build(byte[][] payloads)
    {
        var builder = new FrameBuilder();
        builder.Reset(512);
        for (var i = 0; i < payloads.Length; i++)
        {
            builder.Add(Salt(i), payloads[i]);
        }

        builder.Encode();
        return builder;
    }

    private static PayloadSalt Salt(int i) => new((ulong)i + 1, 99);
}
