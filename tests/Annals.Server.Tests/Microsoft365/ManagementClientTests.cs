using System.Text;
using Annals.Server.Tests.Microsoft365.Collector;
using Annals.Sources.Samples;
using Annals.Testing;

namespace Annals.Server.Tests.Microsoft365;

/// <summary>Issue "The server", must show 3.</summary>
public sealed class ManagementClientTests
{
    private static readonly Dictionary<string, string?> SmallPages = new() { ["Microsoft365:PageSize"] = "3" };

    [Fact]
    public async Task A_client_ends_with_exactly_the_stored_records_and_sees_the_same_ids_again()
    {
        await using var fixture = await FeedFixture.StartAsync(SmallPages);
        var begin = fixture.Time.GetUtcNow();
        foreach (var batch in Samples(1_500).Chunk(100))
        {
            await fixture.AppendAsync(batch);
            fixture.Time.Advance(TimeSpan.FromHours(5));
            await fixture.SignInAsync();
        }

        await CheckAsync(fixture, begin);
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public async Task A_client_ends_with_exactly_the_real_records_of_an_archive()
    {
        await using var fixture = await FeedFixture.StartAsync(SmallPages);
        var begin = fixture.Time.GetUtcNow();
        foreach (var file in (string[])["elastic-beats-o365.ndjson", "sekoia-o365.ndjson", "purview-export-auditdata.ndjson", "elastic-edge-cases.ndjson"])
        {
            foreach (var batch in File.ReadLines(SharedData.PathOf($"data/m365/{file}")).Chunk(70))
            {
                await fixture.AppendAsync(batch);
                fixture.Time.Advance(TimeSpan.FromHours(1));
                await fixture.SignInAsync();
            }
        }

        await CheckAsync(fixture, begin);
    }

    [Fact]
    public async Task A_client_misses_nothing_while_three_writers_append_and_its_windows_end_at_its_own_now()
    {
        var clock = new FastClock(speed: 300);
        await using var fixture = await FeedFixture.StartAsync(SmallPages, time: clock);
        var tenant = fixture.Server.Tenant();
        using var collector = fixture.MakeCollector();
        await collector.SignInAsync();
        await collector.SubscribeAsync();
        var writers = Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(() => WriteAsync(fixture, writer))));

        var seen = new List<ContentBlob>();
        var from = clock.GetUtcNow().AddHours(-1);
        var records = new List<string>();
        for (var isLast = false; !isLast;)
        {
            if (writers.IsCompleted)
            {
                // Everything is stored: one more window that ends after every item was closed.
                isLast = true;
                clock.Skip(TimeSpan.FromMinutes(3));
            }

            var now = Milliseconds(clock.GetUtcNow());
            foreach (var type in ManagementApiClient.ContentTypes)
            {
                var blobs = await collector.ListAsync(type, from, now);
                seen.AddRange(blobs);
                foreach (var blob in blobs)
                {
                    records.AddRange(await collector.FetchAsync(blob));
                }
            }

            from = now;
        }

        await writers;
        Assert.Equal(seen.Count, seen.Select(blob => blob.Id).Distinct().Count());
        Assert.Equal(FeedFixture.Stored(tenant).Order(StringComparer.Ordinal), records.Order(StringComparer.Ordinal));
        Assert.True(records.Count > 300, $"Only {records.Count} records were written.");
    }

    private static async Task CheckAsync(FeedFixture fixture, DateTimeOffset begin)
    {
        fixture.Time.Advance(TimeSpan.FromMinutes(2));
        await fixture.SignInAsync();
        using var collector = fixture.MakeCollector();
        await collector.SignInAsync();
        await collector.SubscribeAsync();
        await collector.SubscribeAsync();
        var first = await ListAllAsync(collector, begin, fixture.Time.GetUtcNow());
        var pages = collector.Pages;
        var again = await ListAllAsync(collector, begin, fixture.Time.GetUtcNow());
        var records = new List<string>();
        foreach (var blob in first)
        {
            Assert.True(blob.Expiration > fixture.Time.GetUtcNow());
            records.AddRange(await collector.FetchAsync(blob));
        }

        Assert.Equal(first.Select(blob => blob.Id), again.Select(blob => blob.Id));
        Assert.Equal(FeedFixture.Stored(fixture.Server.Tenant()).Order(StringComparer.Ordinal), records.Order(StringComparer.Ordinal));
        Assert.True(first.Count > 20);
        var windows = (int)Math.Ceiling((fixture.Time.GetUtcNow() - begin) / TimeSpan.FromDays(1));
        Assert.True(pages > windows * ManagementApiClient.ContentTypes.Count, "Pages must be followed.");
    }

    private static async Task<List<ContentBlob>> ListAllAsync(ManagementApiClient collector, DateTimeOffset from, DateTimeOffset to)
    {
        var all = new List<ContentBlob>();
        foreach (var type in ManagementApiClient.ContentTypes)
        {
            all.AddRange(await collector.ListAsync(type, from, to));
        }

        return all;
    }

    private static List<string> Samples(int count)
    {
        using var stream = new MemoryStream();
        var to = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        new SampleGenerator(new SampleOptions { From = to.AddDays(-30), To = to, Count = count, Users = 20, Seed = 7, Sources = SampleSources.Microsoft365 | SampleSources.GenesysCloud }).WriteTo(stream, null, CancellationToken.None);
        return [.. Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static async Task WriteAsync(FeedFixture fixture, int writer)
    {
        (int Type, string Workload)[] kinds = [(2, "Exchange"), (15, "AzureActiveDirectory"), (6, "SharePoint"), (25, "MicrosoftTeams"), (11, "SharePoint")];
        using var http = await fixture.WriterAsync();
        for (var i = 0; i < 40; i++)
        {
            var records = Enumerable.Range(0, 5).Select(n => FeedFixture.Record($"w{writer}-{i}-{n}", kinds[(i + n) % 5].Type, kinds[(i + n) % 5].Workload, padding: 100_000 * (n % 3)));
            await FeedFixture.AppendAsync(http, [.. records]);
        }
    }

    private static DateTimeOffset Milliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    /// <summary>A clock that runs faster than the real one, so that minutes pass while work is done.</summary>
    private sealed class FastClock(int speed) : TimeProvider
    {
        private readonly DateTimeOffset begin = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        private readonly long started = System.GetTimestamp();
        private long skipped;

        public override DateTimeOffset GetUtcNow() => begin + (System.GetElapsedTime(started) * speed) + TimeSpan.FromTicks(Interlocked.Read(ref skipped));

        public void Skip(TimeSpan span) => Interlocked.Add(ref skipped, span.Ticks);
    }
}
