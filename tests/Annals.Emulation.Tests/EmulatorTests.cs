namespace Annals.Emulation.Tests;

/// <summary>What is served without faults, and the clock.</summary>
public sealed class EmulatorTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_faults_exactly_what_was_published_is_served()
    {
        var plan = FaultPlan.Create(new EmulationOptions { Start = Start, Length = TimeSpan.FromDays(3), RecordsPerDay = 200 });
        await using var emulator = await Emulator.StartAsync(plan, outside: null, Cancelled);
        using var feed = new FeedCollector(emulator);
        using var audits = new AuditCollector(emulator);

        await feed.RoundAsync();
        for (var time = Start; time <= Start.AddDays(3); time = time.AddHours(3))
        {
            await emulator.SetTimeAsync(time);
            await feed.RoundAsync();
        }

        await audits.RoundAsync(TimeSpan.FromDays(4));

        Assert.True(feed.Errors.Count == 0, string.Join("\n", feed.Errors.Take(5)));
        Assert.True(audits.Errors.Count == 0, string.Join("\n", audits.Errors.Take(5)));
        var (missing, surplus) = feed.Held.Against(plan.Expected().Where(record => record.Source == Publication.Microsoft365));
        Assert.Empty(missing);
        Assert.Empty(surplus);
        (missing, surplus) = audits.Held.Against(plan.Expected().Where(record => record.Source == Publication.GenesysCloud));
        Assert.Empty(missing);
        Assert.Empty(surplus);
        var report = emulator.Report();
        Assert.Empty(report.Violations);
        Assert.Equal(0, report.BlobsFetchedAgain);
        Assert.Equal(plan.Publications.Sum(publication => publication.Records.Count), report.Published);
    }

    [Fact]
    public async Task Answers_carry_the_time_of_the_clock_and_the_folder_is_gone_afterwards()
    {
        var plan = FaultPlan.Create(new EmulationOptions { Start = Start, Length = TimeSpan.FromDays(2), RecordsPerDay = 5 });
        var emulator = await Emulator.StartAsync(plan, outside: null, Cancelled);
        using var http = new HttpClient();

        using var before = await http.GetAsync(new Uri(emulator.Url, "/api/v2/audits/query/servicemapping"), Cancelled);
        await emulator.SetTimeAsync(Start.AddHours(30));
        await emulator.SetTimeAsync(Start.AddHours(1));
        using var after = await http.GetAsync(new Uri(emulator.Url, $"/api/v1.0/{emulator.TenantId}/activity/feed/subscriptions/list"), Cancelled);
        var folder = emulator.Folder;
        Assert.True(Directory.Exists(folder));
        await emulator.DisposeAsync();

        Assert.Equal(Start, before.Headers.Date);
        Assert.Equal(Start.AddHours(30), after.Headers.Date);
        Assert.False(Directory.Exists(folder));
    }
}
