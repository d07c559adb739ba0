using Annals.Archive;
using Annals.Collectors.Connections;
using Annals.Server.Tests.Microsoft365;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Collectors;

/// <summary>The collector of Microsoft 365 against the product's own server, which imitates the vendor. What a vendor does wrong, the emulator's tests do.</summary>
public sealed class Microsoft365CollectorTests
{
    private static readonly Dictionary<string, string?> Vendor = new() { ["Microsoft365:PageSize"] = "2", ["Microsoft365:ContentAge"] = "7.00:00:00", ["Microsoft365:StartInterval"] = "00:15:00" };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_published_is_collected_once_and_the_ledger_says_up_to_when()
    {
        await using var vendor = await StartAsync();
        await using var archive = await Archive.OpenAsync(vendor.Time);
        using var collector = archive.Collector("contoso", Options(vendor));
        Assert.True(await collector.RunOnceAsync(Cancelled));

        var published = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            string[] records = [FeedFixture.Record($"e{i}"), FeedFixture.Record($"g{i}", 25, "MicrosoftTeams"), FeedFixture.Record($"d{i}", 11, "SharePoint")];
            await vendor.AppendItemAsync(records);
            published.AddRange(records);
        }

        Assert.True(await collector.RunOnceAsync(Cancelled));
        var status = collector.Status();

        Assert.Equal(published.Order(StringComparer.Ordinal), archive.Records());
        Assert.Equal(5, status.Streams.Count);
        Assert.All(status.Streams, stream => Assert.Equal(vendor.Time.GetUtcNow(), stream.CompleteUpTo));
        Assert.Equal(5, status.Streams.Single(stream => stream.Stream == "Audit.Exchange").Contents);
        Assert.Empty(status.Gaps);
        Assert.Equal(15, archive.Receipts("intake.closed").Count(receipt => receipt.Contains("\"kind\":\"content\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_process_that_takes_over_goes_on_where_the_ledger_ends()
    {
        await using var vendor = await StartAsync();
        await using var archive = await Archive.OpenAsync(vendor.Time);
        using (var first = archive.Collector("contoso", Options(vendor)))
        {
            await first.RunOnceAsync(Cancelled);
            await vendor.AppendItemAsync(FeedFixture.Record("a"));
            await first.RunOnceAsync(Cancelled);
        }

        await archive.ReopenAsync();
        File.Delete(archive.Tenant.Folder.Ledger);
        await vendor.AppendItemAsync(FeedFixture.Record("b"));
        vendor.Time.Advance(TimeSpan.FromHours(30));
        using var second = archive.Collector("contoso", Options(vendor));
        Assert.True(await second.RunOnceAsync(Cancelled));

        Assert.Equal([FeedFixture.Record("a"), FeedFixture.Record("b")], archive.Records());
        Assert.Equal(2, second.Status().Streams.Single(stream => stream.Stream == "Audit.Exchange").Contents);
        Assert.Empty(archive.Receipts("gap.opened"));
    }

    [Fact]
    public async Task What_was_out_of_reach_before_it_was_read_is_an_open_gap()
    {
        await using var vendor = await StartAsync();
        await using var archive = await Archive.OpenAsync(vendor.Time);
        using var collector = archive.Collector("contoso", Options(vendor));
        await collector.RunOnceAsync(Cancelled);
        var stopped = vendor.Time.GetUtcNow();
        await vendor.AppendItemAsync(FeedFixture.Record("lost"));
        vendor.Time.Advance(TimeSpan.FromDays(8));
        await vendor.SignInAsync();
        await vendor.AppendItemAsync(FeedFixture.Record("found"));

        Assert.True(await collector.RunOnceAsync(Cancelled));
        var gap = collector.Status().Gaps.Where(gap => gap.Stream.Name == "Audit.Exchange").ToList();

        Assert.Equal([FeedFixture.Record("found")], archive.Records());
        Assert.Equal((GapKind.OutOfReach, stopped, true), (Assert.Single(gap).Kind, gap[0].From, gap[0].IsOpen));
    }

    [Fact]
    public async Task The_time_while_a_subscription_was_off_is_an_open_gap_and_it_is_started_again()
    {
        await using var vendor = await StartAsync();
        await using var archive = await Archive.OpenAsync(vendor.Time);
        using var collector = archive.Collector("contoso", Options(vendor));
        await collector.RunOnceAsync(Cancelled);
        using (await vendor.Http.PostAsync(FeedFixture.Path($"{vendor.Feed}/subscriptions/stop?contentType=Audit.Exchange"), null, Cancelled))
        {
            vendor.Time.Advance(TimeSpan.FromMinutes(30));
        }

        var whileOff = await collector.RunOnceAsync(Cancelled);
        var again = await collector.RunOnceAsync(Cancelled);
        var gap = Assert.Single(collector.Status().Gaps);

        Assert.False(whileOff);
        Assert.True(again);
        Assert.Equal((GapKind.Disabled, "Audit.Exchange"), (gap.Kind, gap.Stream.Name));
    }

    private static Task<FeedFixture> StartAsync() => FeedFixture.StartAsync(Vendor, services: services => services.AddSingleton<IStartupFilter, DateHeader>());

    private static ConnectionOptions Options(FeedFixture vendor) => new()
    {
        Source = ConnectionOptions.Microsoft365,
        TenantId = vendor.TenantId,
        ClientId = vendor.Client.Id.ToString(),
        ClientSecret = vendor.Secret,
        ApiUrl = vendor.Server.Url,
        LoginUrl = vendor.Server.Url,
        History = TimeSpan.FromDays(1),
    };
}
