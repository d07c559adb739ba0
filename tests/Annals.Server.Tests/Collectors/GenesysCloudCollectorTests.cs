using System.Globalization;
using Annals.Collectors.Connections;
using Annals.Server.Tests.GenesysCloud;

namespace Annals.Server.Tests.Collectors;

/// <summary>The collector of Genesys Cloud against the product's own server.</summary>
public sealed class GenesysCloudCollectorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_audits_of_all_services_are_collected_once()
    {
        var stored = Enumerable.Range(0, 40).Select(i => Audits.Rest($"a{i:00}", GenesysServer.Now.AddDays(-80).AddDays(2 * i), service: i % 2 == 0 ? "Architect" : "Quality")).ToList();
        await using var vendor = await GenesysServer.StartAsync(stored);
        await using var archive = await Archive.OpenAsync(vendor.Clock);
        using var collector = archive.Collector("genesys", Options(vendor));

        var first = await PumpedAsync(vendor, collector.RunOnceAsync(Cancelled));
        vendor.Clock.Advance(TimeSpan.FromMinutes(10));
        var second = await PumpedAsync(vendor, collector.RunOnceAsync(Cancelled));
        var status = collector.Status();

        Assert.True(first && second);
        Assert.Equal(40, archive.Records().Count);
        Assert.Equal(20, status.Streams.Single(stream => stream.Stream == "Architect").Stored);
        Assert.Empty(status.Gaps);
    }

    /// <summary>Queries are asked for again after a wait.</summary>
    private static async Task<bool> PumpedAsync(GenesysServer vendor, Task<bool> round)
    {
        while (await Task.WhenAny(round, Task.Delay(25, Cancelled)) != round)
        {
            vendor.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await round;
    }

    private static ConnectionOptions Options(GenesysServer vendor)
    {
        var (client, secret) = vendor.AddClient();
        return new ConnectionOptions
        {
            Source = ConnectionOptions.GenesysCloud,
            ClientId = client.Id.ToString("D", CultureInfo.InvariantCulture),
            ClientSecret = secret,
            ApiUrl = vendor.Url,
            Services = ["Architect", "Quality"],
            RequestsPerMinute = 100_000,
        };
    }
}
