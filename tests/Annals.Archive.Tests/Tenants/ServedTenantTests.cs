using System.Globalization;
using Annals.Archive.Tests.Intake.Live;
using Annals.Index;
using Annals.Log;
using Annals.Testing;

namespace Annals.Archive.Tests.Tenants;

public sealed class ServedTenantTests
{
    private static readonly AppendOrigin Client = new(new Actor("collector") { Id = "c-1", Type = "client" });
    private static readonly Actor Reader = new("Ada Example") { Id = "u-1", Type = "user" };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_was_acknowledged_is_found_at_once_and_after_the_index_has_it()
    {
        using var fixture = new TenantFixture();
        await using (var served = await OpenAsync(fixture))
        {
            for (var i = 0; i < 20; i++)
            {
                await served.Intake.AppendAsync(Batch(i * 100, 100), Client, CancellationToken.None);
                Assert.Equal((i + 1) * 100, Count(served.Tenant, "source:import"));
                Assert.Equal(1, Count(served.Tenant, $"thing-{(i * 100) + 50}"));
            }

            await served.StopAsync();
            Assert.Equal(0, served.Feeder.Lag);
            Assert.Equal(served.Tenant.Size, Annals.Log.Checkpoint.Parse(served.Tenant.Checkpoint.Text.Span).Size);
            Assert.Equal(2_000, Count(served.Tenant, "source:import"));
        }

        using var tenant = await fixture.OpenAsync();
        Assert.Equal(2_000, TenantFixture.Count(tenant, "source:import"));
        Assert.Equal(1, TenantFixture.Count(tenant, "source:annals action:intake.closed collector"));
    }

    [Fact]
    public async Task The_index_follows_the_log_by_itself()
    {
        using var fixture = new TenantFixture();
        await using var served = await OpenAsync(fixture, new FeederOptions { LagMax = 200, Interval = TimeSpan.FromDays(1) });

        await served.Intake.AppendAsync(Batch(0, 1_000), Client, CancellationToken.None);

        var started = TimeProvider.System.GetTimestamp();
        while (served.Feeder is { Lag: >= 200 } or { LastSuccess: null })
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience);
            await Task.Yield();
        }

        Assert.Null(served.Feeder.LastError);
    }

    [Fact]
    public async Task Import_and_live_intake_exclude_each_other()
    {
        using var fixture = new TenantFixture();
        await using (var served = await OpenAsync(fixture))
        {
            await Assert.ThrowsAsync<ArchiveException>(() => fixture.ImportAsync(served.Tenant, [TenantFixture.Source("{}")]));
            await served.StopAsync();
            Assert.Equal(1, (await fixture.ImportAsync(served.Tenant, [TenantFixture.Source("{}")])).Total.Stored);
        }

        using var tenant = await fixture.OpenAsync();
        ArchiveException? refused = null;
        var intake = new IntakeOptions { Progress = _ => refused ??= Assert.Throws<ArchiveException>(() => tenant.BeginLiveIntake(new LiveIntakeOptions())) };
        await tenant.ImportAsync([TenantFixture.Source("{\"n\":1}")], intake, CancellationToken.None);
        Assert.NotNull(refused);
    }

    [Fact]
    public async Task Every_kind_of_read_goes_on_by_many_threads_beside_appends()
    {
        var random = Seed.Random(nameof(Every_kind_of_read_goes_on_by_many_threads_beside_appends));
        using var fixture = new TenantFixture();
        await using var served = await OpenAsync(fixture, new FeederOptions { LagMax = 100, Interval = TimeSpan.FromMilliseconds(20) });
        var tenant = served.Tenant;
        await served.Intake.AppendAsync(Batch(0, 500), Client, CancellationToken.None);
        var query = tenant.Parse("source:import");
        using var ended = new CancellationTokenSource();
        var appended = 500;
        var reads = 0;
        var readers = Enumerable.Range(0, 8).Select(reader => Task.Factory.StartNew(() => ReadOn(reader), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        void ReadOn(int first)
        {
            for (var turn = first; !ended.IsCancellationRequested; turn++)
            {
                Read(tenant, query, turn, Volatile.Read(ref appended));
                Interlocked.Increment(ref reads);
            }
        }

        for (var batch = 0; batch < Seed.Rounds(60, 2_000); batch++)
        {
            var count = random.Next(1, 200);
            await served.Intake.AppendAsync(Batch(appended, count), Client, CancellationToken.None);
            Volatile.Write(ref appended, appended + count);
        }

        await ended.CancelAsync();
        await Task.WhenAll(readers);

        Assert.Equal(appended, Count(tenant, "source:import"));
        Assert.InRange(reads, 8, int.MaxValue);
        var repeated = await served.Intake.AppendAsync(Batch(0, appended), Client, CancellationToken.None);
        Assert.All(repeated, result => Assert.Equal(AppendVerdict.Duplicate, result.Verdict));
        await served.StopAsync();
        Assert.Null(served.Feeder.LastError);
        Assert.All(fixture.Notices, notice => Assert.Contains("id tables", notice, StringComparison.Ordinal));
    }

    private static void Read(Tenant tenant, Annals.Index.Query.SearchQuery query, int turn, int appended)
    {
        var ticket = tenant.BeginRead(Reader, "search", query);
        switch (turn % 8)
        {
            case 0:
                var page = tenant.Search(query, 100, null, SearchOrder.NewestFirst, ticket, CancellationToken.None);
                Assert.All(tenant.Read(page, CancellationToken.None).Zip(page.Rows), pair => Assert.Equal(pair.First.Entry.RecordedMicros, pair.Second.RecordedMicros));
                break;
            case 1:
                Assert.InRange(tenant.Count(query, ticket, CancellationToken.None).Count, appended, int.MaxValue);
                break;
            case 2:
                var histogram = tenant.Histogram(query, TimeSpan.FromHours(1), ticket, CancellationToken.None);
                Assert.InRange(histogram.Buckets.Sum(bucket => bucket.Count), appended, int.MaxValue);
                break;
            case 3:
                var facet = tenant.Facet(query, FacetField.Action, 5, ticket, CancellationToken.None);
                Assert.InRange(facet.Values.Sum(value => value.Count), appended, int.MaxValue);
                break;
            case 4:
                Assert.Single(tenant.Show($"r-{turn % appended}", Reader, CancellationToken.None));
                break;
            case 5:
                var position = Assert.Single(tenant.PositionsOf($"r-{turn % appended}", Reader, CancellationToken.None));
                var proven = tenant.Prove(position, Reader);
                Assert.IsType<RecordProofVerdict.Good>(RecordProof.Check(proven.Proof, proven.Record.Span, NoteVerifier.Parse(tenant.Description.VerifierKey)));
                break;
            case 6:
                using (var output = new MemoryStream())
                {
                    Assert.InRange(tenant.Export(query, output, new ExportOptions(), Reader, CancellationToken.None).Count, appended, int.MaxValue);
                }

                break;
            default:
                Assert.Equal(1, Count(tenant, $"thing-{turn % appended}"));
                tenant.Values(query, IndexField.Source, "", 10, ticket, CancellationToken.None);
                Assert.Empty(tenant.Show("none", Reader, CancellationToken.None));
                break;
        }
    }

    private static long Count(Tenant tenant, string query)
    {
        var parsed = tenant.Parse(query);
        return tenant.Count(parsed, tenant.BeginRead(Reader, "count", parsed), CancellationToken.None).Count;
    }

    private static Task<ServedTenant> OpenAsync(TenantFixture fixture, FeederOptions? feeder = null) => ServedTenant.OpenAsync(
        fixture.Folder,
        new TenantOptions { Actor = new Actor("tester"), LockPatience = TimeSpan.Zero, Notice = fixture.Notices.Add },
        new ServingOptions { Feeder = feeder ?? new FeederOptions() },
        TimeProvider.System,
        CancellationToken.None);

    private static AppendBatch Batch(int from, int count) => LiveFixture.Batch(Enumerable.Range(from, count).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"id":"r-{{i}}","time":"2026-03-01T10:00:00Z","action":"open","target":"thing-{{i}}"}""")));
}
