using Annals.Sources.Import;

namespace Annals.Sources.Tests.Import;

/// <summary>Alone, since what other tests hold at the time would count.</summary>
[CollectionDefinition(nameof(ImportMemoryTests), DisableParallelization = true)]
[Collection(nameof(ImportMemoryTests))]
public sealed class ImportMemoryTests
{
    private const long Length = 256L << 20;
    private static readonly byte[] Record = [.. "{\"CreationTime\":\"2026-03-04T05:06:07\",\"Id\":\""u8, .. Enumerable.Repeat((byte)'x', 1000), .. "\"}"u8];

    [Theory]
    [InlineData("", "\n", "")]
    [InlineData("[", ",", "{}]")]
    [InlineData("{\"pageSize\":500,\"entities\":[", ",", "{}]}")]
    [InlineData("", "", "")]
    public void A_long_text_is_read_in_bounded_memory(string head, string between, string tail)
    {
        using var stream = new RepeatingStream(head, [.. Record, .. between.Select(c => (byte)c)], tail, Length);
        var records = 0L;
        var peak = 0L;

        foreach (var batch in FileImporter.Read(stream, "f", ImportOptions.Default, CancellationToken.None))
        {
            using (batch)
            {
                records += batch.Count;
                Assert.Empty(batch.Refusals);
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
            }
        }

        Assert.Equal(stream.Repetitions + (tail.Length > 0 ? 1 : 0), records);
        Assert.InRange(peak, 0, 200L << 20);
    }

    [Theory]
    [InlineData("{\"a\":\"")]
    [InlineData("[{\"a\":\"")]
    [InlineData("AuditData\n\"{")]
    [InlineData("[{\"a\":[\"\",")]
    public void A_record_without_end_is_skipped_in_bounded_memory(string head)
    {
        using var stream = new RepeatingStream(head, "{}"u8.ToArray(), "", 100L << 20);
        var refusals = 0;

        foreach (var batch in FileImporter.Read(stream, "f", ImportOptions.Default, CancellationToken.None))
        {
            Assert.Equal(0, batch.Count);
            refusals += batch.Refusals.Count;
            batch.Dispose();
        }

        Assert.Equal(1, refusals);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, 200L << 20);
    }

    [Fact]
    public void A_cancelled_import_stops_between_batches()
    {
        using var stream = new RepeatingStream("", [.. Record, (byte)'\n'], "", Length);
        using var cancellation = new CancellationTokenSource();
        var batches = 0;

        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var batch in FileImporter.Read(stream, "f", ImportOptions.Default, cancellation.Token))
            {
                batch.Dispose();
                batches++;
                cancellation.Cancel();
            }
        });

        Assert.Equal(1, batches);
    }

    [Fact]
    public void A_disposed_batch_gives_no_more_records()
    {
        var batch = FileImporter.Read(new MemoryStream("{}"u8.ToArray()), "f", ImportOptions.Default, CancellationToken.None).Single();
        batch.Dispose();
        batch.Dispose();

        Assert.Throws<ObjectDisposedException>(() => batch.Record(0));
    }

    /// <summary>A head, as many equal units as fit, a tail.</summary>
    private sealed class RepeatingStream(string head, byte[] unit, string tail, long length) : Stream
    {
        private readonly byte[] headBytes = [.. head.Select(c => (byte)c)];
        private readonly byte[] tailBytes = [.. tail.Select(c => (byte)c)];
        private long position;

        public long Repetitions { get; } = length / unit.Length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var written = 0;
            var middle = Repetitions * unit.Length;
            while (written < buffer.Length)
            {
                ReadOnlySpan<byte> piece;
                if (position < headBytes.Length)
                {
                    piece = headBytes.AsSpan((int)position);
                }
                else if (position < headBytes.Length + middle)
                {
                    piece = unit.AsSpan((int)((position - headBytes.Length) % unit.Length));
                }
                else if (position < headBytes.Length + middle + tailBytes.Length)
                {
                    piece = tailBytes.AsSpan((int)(position - headBytes.Length - middle));
                }
                else
                {
                    break;
                }

                var take = Math.Min(piece.Length, buffer.Length - written);
                piece[..take].CopyTo(buffer[written..]);
                written += take;
                position += take;
            }

            return written;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
