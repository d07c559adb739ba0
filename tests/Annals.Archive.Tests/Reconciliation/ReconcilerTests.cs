using System.Globalization;
using System.Text;
using Annals.Index.Query;
using Annals.Testing;

namespace Annals.Archive.Tests.Reconciling;

public sealed class ReconcilerTests
{
    private static readonly QueryClock Clock = QueryClock.From(TimeProvider.System);

    [Fact]
    public void Records_of_either_side_alone_are_found_and_counted_by_day_type_and_operation()
    {
        var result = Reconcile(
            [Record("1", 1, "a"), Record("2", 1, "a"), Record("3", 2, "b"), Record("4", 2, "b")],
            [Record("1", 1, "a"), Record("3", 2, "b"), Record("4", 2, "b"), Record("5", 2, "b"), Record("6", 3, "b")],
            out var missing);

        Assert.Equal(
            [("2026-03-01", "a", 2, 1, 1, 0), ("2026-03-02", "b", 2, 3, 0, 1), ("2026-03-03", "b", 0, 1, 0, 1)],
            result.Groups.Select(counts => (counts.Group.Day.ToString("O", CultureInfo.InvariantCulture), counts.Group.Action, counts.Export, counts.Archive, counts.OnlyExport, counts.OnlyArchive)));
        Assert.All(result.Groups, counts => Assert.Equal(("microsoft365", "ExchangeItem"), (counts.Group.Source, counts.Group.Kind)));
        Assert.Equal((4, 5, 1, 2, false), (result.Export, result.Archive, result.OnlyExport, result.OnlyArchive, result.IsEqual));
        Assert.Equal(["2, export:2"], missing);
        Assert.Equal(["5", "6"], result.OnlyArchiveIds);
    }

    [Fact]
    public void A_record_counts_once_however_often_and_however_written_it_comes()
    {
        var again = Record("1", 1, "a").Replace("\"Id\":", "\"Id\" : ", StringComparison.Ordinal);

        var result = Reconcile([Record("1", 1, "a"), again, Record("1", 1, "a")], [again, Record("1", 1, "a")], out var missing);

        Assert.Equal((1, 1, 2, true), (result.Export, result.Archive, result.Repeated, result.IsEqual));
        Assert.Empty(missing);
    }

    [Fact]
    public void A_record_that_both_have_with_another_operation_is_no_difference()
    {
        var result = Reconcile([Record("1", 1, "a")], [Record("1", 2, "b")], out _);

        Assert.True(result.IsEqual);
        Assert.Equal(("a", 1, 1), Assert.Single(result.Groups) is var counts ? (counts.Group.Action, counts.Export, counts.Archive) : default);
    }

    [Fact]
    public void Records_without_an_id_are_told_apart_by_their_value()
    {
        const string One = """{"time":"2026-03-01T08:00:00Z","action":"a","n":1}""";
        const string Two = """{"time":"2026-03-01T08:00:00Z","action":"a","n":2}""";

        var result = Reconcile([One, Two], ["""{"n":1,"action":"a","time":"2026-03-01T08:00:00Z"}"""], out var missing);

        Assert.Equal((2, 1, 1), (result.Export, result.Archive, result.OnlyExport));
        Assert.Equal([", export:2"], missing);
    }

    [Fact]
    public void What_cannot_be_compared_is_counted_and_not_taken_for_missing()
    {
        var result = Reconcile(
            [Record("1", 1, "a"), Record("2", 1, "b"), """{"Id":"3","Operation":"a","RecordType":2,"Workload":"Exchange","UserId":"u"}""", "{\"broken\"}", "no record"],
            [Record("1", 1, "a")],
            out var missing,
            "action:a");

        Assert.Equal((1, 1, 1, 1, 2), (result.Export, result.Archive, result.Outside, result.Untimed, result.Refused));
        Assert.True(result.IsEqual);
        Assert.Empty(missing);
    }

    [Fact]
    public void More_records_than_fit_are_an_error_and_no_wrong_answer()
    {
        var query = QueryParser.Parse("", Clock);
        var first = new Reconciler(query, recordsMax: 2);
        var second = new Reconciler(query, recordsMax: 2);

        Assert.Throws<ArchiveException>(() => Read(first, [Record("1", 1, "a"), Record("2", 1, "a"), Record("3", 1, "a")]));
        Read(second, [Record("1", 1, "a"), Record("2", 1, "a")]);
        second.AddArchived(Encoding.UTF8.GetBytes(Record("3", 1, "a")));
        second.AddArchived(Encoding.UTF8.GetBytes(Record("3", 1, "a")));
        second.AddArchived(Encoding.UTF8.GetBytes(Record("4", 1, "a")));
        Assert.Throws<ArchiveException>(() => second.AddArchived(Encoding.UTF8.GetBytes(Record("5", 1, "a"))));
    }

    [Fact]
    public void The_range_is_that_of_the_compared_records_and_times_before_1970_have_their_day()
    {
        var reconciler = new Reconciler(QueryParser.Parse("", Clock));
        Assert.Null(reconciler.Range);

        Read(reconciler, ["""{"id":"1","time":"1969-12-31T23:59:59.999999Z","action":"a"}""", """{"id":"2","time":"1970-01-01T00:00:00Z","action":"a"}"""]);

        Assert.Equal((-1, 0), reconciler.Range);
        Assert.Equal(["1969-12-31", "1970-01-01"], reconciler.Complete().Groups.Select(counts => counts.Group.Day.ToString("O", CultureInfo.InvariantCulture)));
        Assert.Equal(["import"], reconciler.Sources);
    }

    /// <summary>The sets are compared with what sets of ids say.</summary>
    [Fact]
    public void Whatever_is_left_out_on_either_side_is_found()
    {
        var random = Seed.Random(nameof(ReconcilerTests));
        for (var round = 0; round < Seed.Rounds(30, 500); round++)
        {
            var all = Enumerable.Range(0, random.Next(1, 60)).Select(i => (Id: i.ToString(CultureInfo.InvariantCulture), Record: Record(i.ToString(CultureInfo.InvariantCulture), 1 + (i % 5), i % 2 == 0 ? "a" : "b"))).ToList();
            var export = all.Where(_ => random.Next(5) > 0).ToList();
            var archive = all.Where(_ => random.Next(5) > 0).OrderBy(_ => random.Next()).ToList();

            var result = Reconcile(export.ConvertAll(one => one.Record), archive.ConvertAll(one => one.Record), out var missing);

            Assert.Equal(export.Select(one => one.Id).Except(archive.Select(one => one.Id)), missing.Select(line => line.Split(',')[0]));
            Assert.Equal(archive.Select(one => one.Id).Except(export.Select(one => one.Id)), result.OnlyArchiveIds);
            Assert.Equal((export.Count, archive.Count), (result.Export, result.Archive));
        }
    }

    private static Reconciliation Reconcile(IReadOnlyList<string> export, IReadOnlyList<string> archive, out List<string> missing, string query = "")
    {
        var reconciler = new Reconciler(QueryParser.Parse(query, Clock));
        Read(reconciler, export);
        foreach (var record in archive)
        {
            reconciler.AddArchived(Encoding.UTF8.GetBytes(record));
        }

        missing = [.. reconciler.OnlyExport(Lines(export), "export", CancellationToken.None).Select(record => $"{record.Id}, {record.Place}")];
        return reconciler.Complete();
    }

    private static void Read(Reconciler reconciler, IReadOnlyList<string> records) => reconciler.ReadExport(Lines(records), "export", null, CancellationToken.None);

    private static MemoryStream Lines(IReadOnlyList<string> records) => new(Encoding.UTF8.GetBytes(string.Join('\n', records)));

    private static string Record(string id, int day, string operation) =>
        $$"""{"CreationTime":"2026-03-{{day.ToString("00", CultureInfo.InvariantCulture)}}T08:00:00","Id":"{{id}}","Operation":"{{operation}}","OrganizationId":"5d4b2f0a-0000-4000-8000-000000000001","RecordType":2,"UserKey":"k","UserType":0,"Workload":"Exchange","UserId":"anna@example.com"}""";
}
