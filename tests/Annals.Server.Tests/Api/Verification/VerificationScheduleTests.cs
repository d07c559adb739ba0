using System.Globalization;
using Annals.Server.Api.Verification;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Server.Tests.Api.Verification;

public sealed class VerificationScheduleTests
{
    [Theory]
    [InlineData("2026-11-26T02:59:59Z", "03:00", "2026-11-26T03:00:00Z")]
    [InlineData("2026-11-26T03:00:00Z", "03:00", "2026-11-27T03:00:00Z")]
    [InlineData("2026-12-31T23:30:00Z", "23:00", "2027-01-01T23:00:00Z")]
    [InlineData("2026-11-26T01:00:00+02:00", "00:00", "2026-11-26T00:00:00Z")]
    public void The_next_time_is_later_and_in_utc(string after, string at, string next) =>
        Assert.Equal(
            DateTimeOffset.Parse(next, CultureInfo.InvariantCulture),
            VerificationSchedule.Next(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture), TimeOnly.Parse(at, CultureInfo.InvariantCulture)));

    [Fact]
    public async Task Every_tenant_is_verified_once_a_day()
    {
        await using var server = await TestServer.StartAsync(["a", "b"], new Dictionary<string, string?> { ["Verification:Daily"] = "false" });
        var runs = server.Services.GetRequiredService<VerificationRuns>();
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddHours(2.5));
        using var both = new CountdownEvent(2);
        server.Services.GetRequiredService<VerificationResults>().Ended += _ => both.Signal();
        using var schedule = new VerificationSchedule(runs, server.Services.GetRequiredService<TenantRegistry>(), server.Services.GetRequiredService<Loops>(), Options.Create(new VerificationOptions()), time, NullLogger<VerificationSchedule>.Instance);
        await schedule.StartAsync(TestContext.Current.CancellationToken);

        // The loop waits on the clock as soon as it has begun; it is pushed on until both are verified.
        for (var i = 0; i < 300 && !both.Wait(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken); i++)
        {
            if (time.GetUtcNow() < DateTimeOffset.UnixEpoch.AddHours(3))
            {
                time.Advance(TimeSpan.FromMinutes(1));
            }
        }

        await schedule.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, both.CurrentCount);
        Assert.All(server.Services.GetRequiredService<TenantRegistry>().All, served => Assert.Null(Assert.Single(runs.Of(served.Tenant.Description.Id)).StartedBy));
    }
}
