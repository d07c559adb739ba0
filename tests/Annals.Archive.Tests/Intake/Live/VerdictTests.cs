using System.Text;
using static Annals.Archive.Tests.Intake.Live.LiveFixture;

namespace Annals.Archive.Tests.Intake.Live;

public sealed class VerdictTests
{
    private const string Genesys = """{"id":"11111111-0000-4000-8000-000000000001","userHomeOrgId":"o","user":{"id":"u"},"serviceName":"Quality","eventDate":"2026-03-01T10:00:00Z","action":"VIEW","entityType":"Calibration","entity":{"id":"e"}}""";

    [Fact]
    public async Task Every_record_of_a_batch_gets_its_verdict_in_its_place()
    {
        await using var fixture = new LiveFixture();

        var results = await fixture.AppendAsync(
            Record("a"), "not json", Record("b"), Record("a"), """{ "time":"2026-03-01T10:00:00Z", "action":"open", "id":"a" }""", Record("a", "close"), Record("a", "close"), "[1]", Record("a", "stop"));

        // Position 1 is the opening receipt.
        Assert.Equal(
            [
                new AppendResult(AppendVerdict.Stored, 2),
                new AppendResult(AppendVerdict.Refused, null, null, results[1].Reason),
                new AppendResult(AppendVerdict.Stored, 3),
                new AppendResult(AppendVerdict.Duplicate, 2),
                new AppendResult(AppendVerdict.Duplicate, 2),
                new AppendResult(AppendVerdict.Variant, 4, 2),
                new AppendResult(AppendVerdict.Duplicate, 4),
                new AppendResult(AppendVerdict.Refused, null, null, results[7].Reason),
                new AppendResult(AppendVerdict.Variant, 5, 2),
            ],
            results);
        Assert.All([results[1], results[7]], refused => Assert.False(string.IsNullOrEmpty(refused.Reason)));
        Assert.Equal([Record("a"), Record("b"), Record("a", "close"), Record("a", "stop")], Enumerable.Range(2, 4).Select(position => fixture.Text(position)));
        Assert.Equal([2L, 2, 4, 5], (await fixture.AppendAsync(Record("a"), """{"id":"a","action":"open","time":"2026-03-01T10:00:00Z"}""", Record("a", "close"), Record("a", "stop"))).Select(result => result.Position!.Value));
        Assert.Equal(new IntakeCounts(13, 4, 7, 2, 2), fixture.Intake.Status.Taken);
    }

    [Fact]
    public async Task Another_shape_of_a_record_with_unique_ids_is_a_hidden_variant()
    {
        await using var fixture = new LiveFixture();
        var origin = Client with { Sources = new HashSet<string> { "genesys-cloud" } };

        var results = await fixture.AppendAsync(origin, Genesys, Genesys.Replace("VIEW", "view", StringComparison.Ordinal));

        Assert.Equal([new AppendResult(AppendVerdict.Stored, 2), new AppendResult(AppendVerdict.HiddenVariant, 3, 2)], results);
    }

    [Fact]
    public async Task A_client_appends_to_its_sources_only()
    {
        await using var fixture = new LiveFixture();
        var own = Client with { Sources = new HashSet<string> { "shop" } };

        Assert.Equal(AppendVerdict.Refused, (await fixture.AppendAsync(Genesys))[0].Verdict);
        Assert.Equal(AppendVerdict.Refused, (await fixture.AppendAsync(own, Record("a")))[0].Verdict);
        Assert.Equal(AppendVerdict.Stored, (await fixture.AppendAsync(own with { SourceName = "shop" }, Record("a")))[0].Verdict);
        Assert.Equal(AppendVerdict.Stored, (await fixture.AppendAsync(Record("a")))[0].Verdict);
        foreach (var name in new[] { "annals", "genesys-cloud", "Shop", "", "other" })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => fixture.AppendAsync(own with { SourceName = name }, Record("b")));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => fixture.AppendAsync(new AppendOrigin(Client.Client) { SourceName = "annals", Sources = new HashSet<string> { "annals" } }, Record("b")));
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.AppendAsync(new AppendOrigin(Client.Client) { SourceName = "microsoft365" }, Record("b")));
        Assert.Equal(0, fixture.Intake.Status.WaitingRecords);
    }

    [Fact]
    public async Task A_record_over_the_limit_is_refused_and_those_around_it_are_stored()
    {
        await using var fixture = new LiveFixture();
        var batch = Batch(Record("a"));
        batch.Add(new byte[AppendBatch.RecordBytesMax + 1]);
        batch.Add(Encoding.UTF8.GetBytes(Record("long", new string('x', AppendBatch.RecordBytesMax - Record("long", "").Length))));
        batch.Refuse("An element of the array is no object.");
        batch.Add(Encoding.UTF8.GetBytes(Record("b")));

        var results = await fixture.Intake.AppendAsync(batch, Client, CancellationToken.None);

        Assert.Equal([AppendVerdict.Stored, AppendVerdict.Refused, AppendVerdict.Stored, AppendVerdict.Refused, AppendVerdict.Stored], results.Select(result => result.Verdict));
        Assert.Equal("An element of the array is no object.", results[3].Reason);
        Assert.Throws<ObjectDisposedException>(() => batch.Record(0));
        Assert.Equal(AppendBatch.RecordBytesMax, fixture.Log.Reader.ReadRecord(results[2].Position!.Value).Payload.Length);
    }

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(2, 1_000_000)]
    [InlineData(7, 1_000_000)]
    [InlineData(1_000, 1)]
    [InlineData(1_000, 150)]
    public async Task Verdicts_do_not_depend_on_where_groups_end(int records, int bytes)
    {
        await using var fixture = new LiveFixture(new LiveIntakeOptions { GroupRecordsMax = records, GroupBytesMax = bytes });
        var sent = Enumerable.Range(0, 50).SelectMany(i => new[] { Record($"r{i % 20}"), Record($"r{i % 20}", i % 3 == 0 ? "open" : "close") }).ToArray();

        var results = await fixture.AppendAsync(sent);

        var stored = new Dictionary<string, long>();
        for (var i = 0; i < sent.Length; i++)
        {
            var id = sent[i][..sent[i].IndexOf(',', StringComparison.Ordinal)];
            if (stored.TryGetValue(sent[i], out var position))
            {
                Assert.Equal(new AppendResult(AppendVerdict.Duplicate, position), results[i]);
                continue;
            }

            stored[sent[i]] = results[i].Position!.Value;
            var first = stored.Where(pair => pair.Key.StartsWith(id, StringComparison.Ordinal)).Min(pair => pair.Value);
            Assert.Equal(first == results[i].Position ? AppendVerdict.Stored : AppendVerdict.Variant, results[i].Verdict);
            Assert.Equal(first == results[i].Position ? null : first, results[i].First);
            Assert.Equal(sent[i], fixture.Text(results[i].Position!.Value));
        }

        Assert.Equal(stored.Count, fixture.Log.Size - 2);
    }

    [Fact]
    public async Task A_batch_without_records_has_no_verdicts()
    {
        await using var fixture = new LiveFixture();

        Assert.Empty(await fixture.AppendAsync());
        Assert.Equal(1, fixture.Log.Size);
    }
}
