using System.Buffers.Binary;
using System.Text;
using Annals.Log.Storage;
using Annals.Testing;

namespace Annals.Log.Tests.Storage;

/// <summary>The vectors of docs/formats/log-folder.md are what the program writes.</summary>
public sealed class FormatVectorTests
{
    [Fact]
    public void The_documented_vectors_are_what_is_written()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "formats", "log-folder.md"));
        var documented = lines.SkipWhile(line => line != "## Vectors").SkipWhile(line => line != "```").Skip(1).TakeWhile(line => line != "```").Where((_, i) => i % 2 == 1);

        Assert.Equal(documented, Vectors());
    }

    [Fact]
    public void A_written_frame_of_the_vector_is_read_back_as_the_record()
    {
        var vectors = Vectors().Select(Convert.FromHexString).ToArray();

        Assert.True(WalHeader.TryRead(vectors[1], out var file, out var crc));
        Assert.Equal(new WalHeader(1, 1, 0x0102030405060708), file);
        Assert.True(WalFrameHeader.TryRead(vectors[2], crc, out var frame));
        Assert.Equal((WalFrameType.Records, true, 1L), (frame.Type, frame.IsLast, frame.Group));
        var disk = MemoryDisk.Of([KeyValuePair.Create("/1.wal", (byte[])[.. vectors[1], .. vectors[2], .. new byte[4096 - vectors[1].Length - vectors[2].Length]])]);
        var image = WalImage.Scan(disk.TryOpen("/1.wal", write: false)!, 1);
        Assert.Null(image.Fault);
        Assert.Equal(1, image.Size);
        Assert.Equal("{}"u8, WalTail.ReadPayload(image, image.Records[0]));
        using var payloads = Frame.Decode(vectors[4], checkCrc: true, out _);
        Assert.True(payloads!.Record(0).SequenceEqual("{}"u8));
    }

    private static IEnumerable<string> Vectors()
    {
        var salt = PayloadSalt.Read(Enumerable.Range(0, 16).Select(i => (byte)i).ToArray());
        var entry = new byte[Entry.FixedLength];
        new Entry { RecordedMicros = 1, PayloadLength = 2, Commitment = PayloadSeal.Commit(salt, "{}"u8) }.Encode(entry);

        var crc = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32C.Compute(Encoding.ASCII.GetBytes("123456789")));
        yield return Convert.ToHexStringLower(crc);

        var header = new byte[WalHeader.Length];
        var fileCrc = new WalHeader(1, 1, 0x0102030405060708).Write(header);
        yield return Convert.ToHexStringLower(header);

        byte[] body = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, (byte)entry.Length, .. entry, .. Enumerable.Range(0, 16).Select(i => (byte)i), .. "{}"u8];
        var frame = new byte[WalFrameHeader.PaddedLength(body.Length)];
        new WalFrameHeader(body.Length, WalFrameType.Records, IsLast: true, 1, Crc32C.Compute(body)).Write(frame, fileCrc);
        body.CopyTo(frame, WalFrameHeader.Length);
        yield return Convert.ToHexStringLower(frame);

        var data = new byte[DataHeader.Length];
        new DataHeader(0, 1, 0, 0).Write(data);
        yield return Convert.ToHexStringLower(data);

        var builder = new FrameBuilder();
        builder.Add(salt, "{}"u8);
        builder.Encode();
        yield return Convert.ToHexStringLower(builder.Encoded);

        var tree = new byte[TreeHeader.Length];
        new TreeHeader(0).Write(tree);
        yield return Convert.ToHexStringLower(tree);
    }
}
