using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Annals.Server.Access;
using Annals.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Server.Tests.Hosting;

public sealed class RequestLimiterTests
{
    [Fact]
    public async Task A_caller_with_too_many_requests_a_minute_is_told_when_to_go_on_and_others_are_served()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.StartAsync(time: time, settings: new Dictionary<string, string?> { ["Limits:RequestsPerMinute"] = "3" });
        using var busy = await server.SignedInAsync(Scopes.RecordsRead);
        using var other = await server.SignedInAsync(Scopes.RecordsRead);
        var me = new Uri("/v1/me", UriKind.Relative);

        for (var i = 0; i < 3; i++)
        {
            using var served = await busy.GetAsync(me);
            Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        }

        using var tooMany = await busy.GetAsync(me);
        using var others = await other.GetAsync(me);
        time.Advance(TimeSpan.FromSeconds(20));
        using var later = await busy.GetAsync(me);

        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.OK], [tooMany.StatusCode, others.StatusCode, later.StatusCode]);
        Assert.Equal(TimeSpan.FromSeconds(20), tooMany.Headers.RetryAfter?.Delta);
        Assert.Equal("urn:annals:problem:too-many-requests", (await tooMany.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
    }

    [Fact]
    public void Requests_at_once_are_counted_until_they_end()
    {
        using var limiter = new RequestLimiter(Options.Create(new LimitOptions { RequestsAtOnce = 2 }), new FakeTimeProvider());
        var context = ContextOf("192.0.2.1");

        var first = limiter.AttemptAcquire(context);
        using var second = limiter.AttemptAcquire(context);
        using var third = limiter.AttemptAcquire(context);
        first.Dispose();
        first.Dispose();
        using var fourth = limiter.AttemptAcquire(context);
        using var fifth = limiter.AttemptAcquire(context);

        Assert.Equal([true, true, false, true, false], new[] { first, second, third, fourth, fifth }.Select(lease => lease.IsAcquired));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::2", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void An_IPv6_sender_is_told_by_its_network_and_a_mapped_address_is_the_IPv4_one(string one, string two, bool areOne) =>
        Assert.Equal(areOne, ClientAddress.NetworkOf(ContextOf(one)) == ClientAddress.NetworkOf(ContextOf(two)));

    [Fact]
    public void Only_so_many_senders_are_remembered()
    {
        using var limiter = new RequestLimiter(Options.Create(new LimitOptions { RequestsPerMinute = 1 }), new FakeTimeProvider());

        limiter.AttemptAcquire(ContextOf("192.0.2.1")).Dispose();
        for (var i = 0; i < RequestLimiter.SendersMax; i++)
        {
            limiter.AttemptAcquire(ContextOf(new IPAddress(i + 1).ToString())).Dispose();
        }

        using var forgotten = limiter.AttemptAcquire(ContextOf("192.0.2.1"));
        using var remembered = limiter.AttemptAcquire(ContextOf(new IPAddress(RequestLimiter.SendersMax).ToString()));
        Assert.Equal([true, false], [forgotten.IsAcquired, remembered.IsAcquired]);
    }

    [Theory]
    [InlineData("192.0.2.7", true)]
    [InlineData("192.0.2.0/24", true)]
    [InlineData("2001:db8::/32", true)]
    [InlineData("proxy.example.com", false)]
    [InlineData("192.0.2.0/33", false)]
    public async Task A_proxy_is_an_address_or_a_network_and_anything_else_stops_the_start(string proxy, bool isGood)
    {
        var settings = new Dictionary<string, string?> { ["Server:KnownProxies:0"] = proxy };

        if (isGood)
        {
            await using var server = await TestServer.StartAsync(settings: settings);
            Assert.NotNull(server.Url);
            return;
        }

        var error = await Assert.ThrowsAsync<ServerSettingsException>(() => TestServer.StartAsync(settings: settings));
        Assert.Contains("KnownProxies", error.Message, StringComparison.Ordinal);
    }

    private static DefaultHttpContext ContextOf(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }
}
