using System.Text;
using Annals.Index.Columns;
using Annals.Index.Export;
using Annals.Index.Tests.Planning;
using Annals.Records.Events;
using Annals.Testing;

namespace Annals.Index.Tests.Export;

public sealed class ParquetExportTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_holds_every_row_with_its_bytes_and_event_view()
    {
        var path = folder.File("it's an export.parquet");
        var records = TestRecords.Make(Seed.Random(nameof(ParquetExportTests)), 5000);
        var rows = records.Select((record, i) => new ExportRow(i, record.RecordedMicros, record.Flags, record.Source, record.Bytes)).ToArray();

        Assert.Equal(rows.Length, ParquetExport.Write(path, rows, CancellationToken.None));

        using var database = DuckDatabase.Open(":memory:", []);
        using var connection = database.Connect();
        using var result = connection.Query("SELECT position, raw, coalesce(actor, ''), coalesce(epoch_us(occurred), 0), epoch_us(recorded), len(ip), coalesce(array_to_string(ip, ' '), '') FROM read_parquet(?)", [path]);
        var seen = 0;
        while (result.Next())
        {
            for (var i = 0; i < result.Count; i++, seen++)
            {
                var row = rows[seen];
                var view = AuditEvent.Read(row.Record.Span, row.SourceName);
                Assert.Equal(row.Position, result.Column<long>(0)[i]);
                Assert.True(row.Record.Span.SequenceEqual(result.Bytes(1, i)));
                Assert.Equal(view.Actor.Name ?? "", Encoding.UTF8.GetString(result.Bytes(2, i)));
                Assert.Equal(view.Occurred is { } time ? (time - DateTimeOffset.UnixEpoch).Ticks / 10 : 0, result.Column<long>(3)[i]);
                Assert.Equal(row.RecordedMicros, result.Column<long>(4)[i]);
                Assert.Equal(string.Join(' ', view.IpAddresses), Encoding.UTF8.GetString(result.Bytes(6, i)));
            }
        }

        Assert.Equal(rows.Length, seen);
    }

    [Fact]
    public void Records_of_16_MiB_pass_through_bounded_memory()
    {
        var large = Encoding.UTF8.GetBytes("{\"x\":\"" + new string('y', (16 << 20) - 8) + "\"}");

        Assert.Equal(20, ParquetExport.Write(folder.File("large.parquet"), Enumerable.Range(0, 20).Select(i => new ExportRow(i, i, RecordFlags.None, null, large)), CancellationToken.None));
    }

    [Fact]
    public void What_the_rows_throw_comes_out()
    {
        static IEnumerable<ExportRow> Rows()
        {
            yield return new ExportRow(0, 0, RecordFlags.None, null, "{}"u8.ToArray());
            throw new InvalidDataException("broken frame");
        }

        Assert.Equal("broken frame", Assert.Throws<InvalidDataException>(() => ParquetExport.Write(folder.File("x.parquet"), Rows(), CancellationToken.None)).Message);
    }

    [Fact]
    public void A_cancelled_export_says_so()
    {
        using var cancelled = new CancellationTokenSource();
        IEnumerable<ExportRow> Rows()
        {
            for (var i = 0; ; i++)
            {
                if (i == 5000)
                {
                    cancelled.Cancel();
                }

                yield return new ExportRow(i, 0, RecordFlags.None, null, "{}"u8.ToArray());
            }
        }

        Assert.ThrowsAny<OperationCanceledException>(() => ParquetExport.Write(folder.File("x.parquet"), Rows(), cancelled.Token));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Assert.Contains("nowhere", Assert.Throws<IOException>(() => ParquetExport.Write(folder.File("nowhere/x.parquet"), [], CancellationToken.None)).Message, StringComparison.Ordinal);
}
