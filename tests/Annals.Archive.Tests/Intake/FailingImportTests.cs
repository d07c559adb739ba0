using System.Text;
using Annals.Index;
using Annals.Index.Filters;
using Annals.Log;
using Annals.Testing;

namespace Annals.Archive.Tests.Intake;

public sealed class FailingImportTests
{
    private const int Count = 40_000;

    [Fact]
    public async Task After_a_read_error_nothing_is_stored_twice_in_the_same_session_or_the_next()
    {
        using var fixture = new TenantFixture();
        var text = Text(0, Count);
        using (var tenant = await fixture.OpenAsync())
        {
            var failure = await Assert.ThrowsAsync<IOException>(() => fixture.ImportAsync(tenant, [new IntakeSource("broken", () => new FailingStream(Encoding.UTF8.GetBytes(text)), null)]));
            Assert.Equal("the cable was pulled", failure.Message);

            Assert.InRange((await fixture.ImportAsync(tenant, [TenantFixture.Source(text)])).Total.Duplicate, 1, Count);
            Assert.Equal(Count, TenantFixture.Count(tenant, "source:import"));
        }

        Assert.Equal(new IntakeCounts(Count, 0, Count, 0, 0), (await fixture.ImportTextAsync(text)).Total);
        Assert.IsType<Annals.Log.Verification.Consistent>(new TenantVerification(fixture.Folder).Verify(new VerifyOptions(), CancellationToken.None));
    }

    [Theory]
    [InlineData("annals")]
    [InlineData("microsoft365")]
    [InlineData("")]
    [InlineData("Pay roll")]
    public async Task Imported_records_cannot_pass_for_those_of_a_reserved_source(string name)
    {
        using var fixture = new TenantFixture();

        await Assert.ThrowsAsync<ArgumentException>(() => fixture.ImportTextAsync("""{"annals":"records.searched","id":"1"}""", name));

        await fixture.ImportTextAsync("""{"annals":"records.searched","id":"1"}""");
        using var tenant = await fixture.OpenAsync();
        Assert.Equal(1, TenantFixture.Count(tenant, "source:import"));
    }

    [Fact]
    public async Task What_ended_the_feeding_of_the_index_is_what_the_intake_reports()
    {
        using var folder = new TestFolder();
        using var signer = NoteSigner.Create("log.example.org", new byte[32]);
        var identity = new RecordIdentity(new KeyedHash(new byte[32]));
        var receipt = new Receipt("test", new Actor("tester"));
        using var log = RecordLog.Create(folder.Path, signer, receipt.ToEntry(identity, TimeProvider.System.GetUtcNow()), new LogOptions(), TimeProvider.System);
        var store = new LogRecordStore(log.Reader, new IntakeSourceNames(log.Reader));
        using var filters = new WordFilterFolder(Path.Combine(folder.Path, "segments"), "log.example.org");
        await using var feed = new LiveFeed(log, new FailingIndex(), filters, store);

        var failure = await Assert.ThrowsAsync<IndexDamagedException>(async () =>
        {
            for (var i = 1; i < 100; i++)
            {
                var entry = new Receipt("test", new Actor("tester")).ToEntry(identity, TimeProvider.System.GetUtcNow());
                feed.AddReceipt(entry.Payload.Span, log.Append([entry]), 0);
                await feed.PassOnAsync(CancellationToken.None);
            }
        });

        Assert.Equal("the index is full", failure.Message);
    }

    private static string Text(int from, int to)
    {
        var text = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            text.Append("{\"id\":\"r").Append(i).Append("\",\"time\":\"2026-03-").Append(1 + (i % 28)).Append("T10:00:00Z\",\"actor\":\"a\",\"action\":\"b\"}\n");
        }

        return text.ToString();
    }

    /// <summary>Gives three quarters of its bytes, then fails.</summary>
    private sealed class FailingStream(byte[] bytes) : MemoryStream(bytes[..(bytes.Length / 4 * 3)])
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, count) is var read and > 0 ? read : throw new IOException("the cable was pulled");
    }

    private sealed class FailingIndex : IEventIndex
    {
        public long CoveredSize => 1;

        public long AppendedSize => 1;

        public Task NextCommit => throw new NotSupportedException();

        public void Append(IndexBatch batch) => throw new IndexDamagedException("the index is full");

        public void Commit() => throw new NotSupportedException();

        public IEnumerable<ColumnRows> Rows(ColumnQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public long Count(ColumnQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IEnumerable<(long? FromMicros, long Count)> Histogram(ColumnQuery query, long widthMicros, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IEnumerable<(long? FromMicros, byte Outcome, long Count)> HistogramByOutcome(ColumnQuery query, long widthMicros, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IEnumerable<(FieldCodes Codes, long Count)> CountByCodes(ColumnQuery query, IReadOnlyList<IndexField> fields, CancellationToken cancellationToken) => throw new NotSupportedException();

        public bool KeepsEveryValue(IndexField field) => throw new NotSupportedException();

        public IReadOnlyList<string> ValuesOf(IndexField field, uint code) => throw new NotSupportedException();

        public FieldValues KeptValues(IndexField field) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
