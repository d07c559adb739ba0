using System.Globalization;
using System.Net.Http.Json;
using System.Net;
using System.Text.Json;
using System.Text;
using Annals.Records.Microsoft365;
using Annals.Server.Microsoft365.Subscriptions;
using Annals.Server.Microsoft365.Webhooks;
using Annals.Sources.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Microsoft365;

public sealed class WebhookTests : IAsyncLifetime
{
    private HookListener hook = null!;

    public async ValueTask InitializeAsync() => hook = await HookListener.StartAsync();

    public ValueTask DisposeAsync() => hook.DisposeAsync();

    [Fact]
    public async Task A_webhook_is_validated_and_then_told_of_new_items()
    {
        await using var fixture = await StartAsync();
        await fixture.AppendItemAsync(FeedFixture.Record("before"));

        using var started = await StartAsync(fixture, "secret-of-the-client");
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        await fixture.AppendItemAsync(FeedFixture.Record("b"), FeedFixture.Record("c"));
        Assert.False(await RunAsync(fixture));
        Assert.False(await RunAsync(fixture));

        var webhook = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("webhook");
        Assert.Equal(["status", "address", "authId", "expiration"], webhook.EnumerateObject().Select(member => member.Name));
        Assert.Equal("enabled", webhook.GetProperty("status").GetString());
        var listed = await fixture.ListAsync();
        Assert.Equal([2, 3], [hook.Requests.Count, listed.Count]);
        var requests = hook.Requests.ToList();
        Assert.Equal("application/json; charset=utf-8", requests[0].ContentType);
        Assert.Equal($"{{\"validationCode\":\"{requests[0].ValidationCode}\"}}", requests[0].Body);
        Assert.All(requests, request => Assert.Equal("secret-of-the-client", request.AuthId));
        Assert.Equal("application/json; utf-8", requests[1].ContentType);
        var told = JsonSerializer.Deserialize<JsonElement>(requests[1].Body).EnumerateArray().ToList();
        Assert.All(told, item => Assert.Equal(["clientId", "contentCreated", "contentExpiration", "contentId", "contentType", "contentUri", "tenantId"], item.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)));
        Assert.Equal(listed[1..].Select(Id), told.Select(Id));
        Assert.All(told, item => Assert.StartsWith("https://annals.example.com/api/v1.0/", item.GetProperty("contentUri").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_sent_can_be_listed()
    {
        await using var fixture = await StartAsync(("Microsoft365:PageSize", "1"));
        using var started = await StartAsync(fixture);
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        hook.Status = 500;
        await RunAsync(fixture);
        hook.Status = 200;
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(fixture);

        using var first = await fixture.GetAsync($"{fixture.Feed}/subscriptions/notifications?contentType=Audit.Exchange");
        using var second = await fixture.GetAsync(new Uri(first.Headers.GetValues("NextPageUri").Single()).PathAndQuery);
        var sent = (await first.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Concat((await second.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray()).ToList();

        Assert.Equal(["failed", "success"], sent.Select(item => item.GetProperty("notificationStatus").GetString()));
        Assert.Equal(Id(sent[0]), Id(sent[1]));
        Assert.Matches(@"^2026-03-01T12:02:\d\d\.\d{3}Z$", sent[1].GetProperty("notificationSent").GetString());
        Assert.False(second.Headers.Contains("NextPageUri"));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task An_address_that_does_not_answer_exactly_200_is_not_taken(int status)
    {
        await using var fixture = await StartAsync();
        hook.Status = status;

        using var answer = await StartAsync(fixture);

        Assert.Equal((400, "AF20021", $"The webhook endpoint ({hook.Address}) could not be validated. The endpoint did not return HTTP 200."), await FeedFixture.ErrorAsync(answer));
        Assert.Single(hook.Requests);
        Assert.Equal("[]", await fixture.Http.GetStringAsync(FeedFixture.Path($"{fixture.Feed}/subscriptions/list")));
    }

    [Theory]
    [InlineData("http://localhost/hook")]
    [InlineData("ftp://hooks.example.com/")]
    [InlineData("hooks.example.com")]
    [InlineData("https://user:word@hooks.example.com/")]
    public async Task An_address_must_begin_with_HTTPS(string address)
    {
        await using var fixture = await StartAsync();

        using var answer = await StartAsync(fixture, address: address);

        var error = await FeedFixture.ErrorAsync(answer);
        Assert.Equal("AF20021", error.Code);
        Assert.EndsWith("The address must begin with HTTPS.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_webhook_is_taken_too_and_the_same_start_again_changes_nothing()
    {
        await using var fixture = await StartAsync();
        using var bare = Body($$$"""{"address":"{{{hook.Address}}}","authId":"x","expiration":""}""");
        using var wrapped = Body($$$"""{"webhook":{"address":"{{{hook.Address}}}","authId":"x","expiration":null}}""");

        using var first = await fixture.StartAsync("Audit.Exchange", bare);
        using var second = await fixture.StartAsync("Audit.Exchange", wrapped);
        using var without = await fixture.StartAsync("Audit.Exchange");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("AF20024", (await FeedFixture.ErrorAsync(second)).Code);
        Assert.Single(hook.Requests);
        Assert.Equal(JsonValueKind.Null, (await without.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("webhook").ValueKind);
    }

    [Fact]
    public async Task A_failing_webhook_is_tried_again_with_growing_gaps_and_then_disabled_until_it_is_started_again()
    {
        await using var fixture = await StartAsync(("Microsoft365:WebhookFailuresMax", "4"));
        using var started = await StartAsync(fixture);
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        hook.Status = 503;
        var attempts = new List<int>();
        for (var minute = 0; minute < 12; minute++)
        {
            var before = hook.Requests.Count;
            await RunAsync(fixture);
            if (hook.Requests.Count > before)
            {
                attempts.Add(minute);
            }

            fixture.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([0, 1, 3, 7], attempts);
        var subscription = (await fixture.Http.GetFromJsonAsync<JsonElement>(FeedFixture.Path($"{fixture.Feed}/subscriptions/list")))[0];
        Assert.Equal(("enabled", "disabled"), (subscription.GetProperty("status").GetString(), subscription.GetProperty("webhook").GetProperty("status").GetString()));
        Assert.Single(await fixture.ListAsync());

        hook.Status = 200;
        using var again = await StartAsync(fixture);
        Assert.Equal("enabled", (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("webhook").GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_expired_webhook_gets_nothing_more_and_is_enabled_by_a_later_expiration()
    {
        await using var fixture = await StartAsync();
        using var body = Body($$$"""{"webhook":{"address":"{{{hook.Address}}}","expiration":"2026-03-01T12:30:00"}}""");
        using var started = await fixture.StartAsync("Audit.Exchange", body);
        fixture.Time.Advance(TimeSpan.FromHours(1));
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        await RunAsync(fixture);

        Assert.Single(hook.Requests);
        var listed = (await fixture.Http.GetFromJsonAsync<JsonElement>(FeedFixture.Path($"{fixture.Feed}/subscriptions/list")))[0];
        Assert.Equal("expired", listed.GetProperty("webhook").GetProperty("status").GetString());
        using var again = await StartAsync(fixture);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_sent_for_a_stopped_subscription_or_a_removed_client()
    {
        await using var fixture = await StartAsync();
        using var started = await StartAsync(fixture);
        using var general = Body($$$"""{"webhook":{"address":"{{{hook.Address}}}"}}""");
        using var second = await fixture.StartAsync("Audit.General", general);
        await fixture.AppendItemAsync(FeedFixture.Record("a"), FeedFixture.Record("b", 25, "MicrosoftTeams"));
        using var stopped = await fixture.Http.PostAsync(FeedFixture.Path($"{fixture.Feed}/subscriptions/stop?contentType=Audit.Exchange"), null);
        fixture.Server.RemoveClient(fixture.Client);

        await RunAsync(fixture);

        Assert.All(hook.Requests, request => Assert.NotEmpty(request.ValidationCode));
    }

    [Fact]
    public async Task No_address_of_this_machine_is_ever_connected_to_unless_a_test_says_so()
    {
        await using var fixture = await StartAsync(allowed: PublicAddresses.IsPublic);

        foreach (var host in (string[])["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "2130706433"])
        {
            using var answer = await StartAsync(fixture, address: string.Create(CultureInfo.InvariantCulture, $"https://{host}:{hook.Port}/hook"));
            Assert.Equal("AF20021", (await FeedFixture.ErrorAsync(answer)).Code);
        }

        Assert.Empty(hook.Requests);
    }

    [Fact]
    public async Task The_service_sends_by_itself()
    {
        await using var fixture = await StartAsync(byHand: false);
        using var started = await StartAsync(fixture);
        await hook.NextAsync();
        await fixture.AppendItemAsync(FeedFixture.Record("a"));

        // The service may be between two rounds: each step of the clock begins another one.
        var arrival = hook.NextAsync();
        for (var i = 0; i < 200 && !arrival.IsCompleted; i++)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(arrival, Task.Delay(TimeSpan.FromMilliseconds(50)));
        }

        Assert.Single(JsonSerializer.Deserialize<JsonElement>((await arrival).Body).EnumerateArray());
    }

    [Fact]
    public async Task Webhooks_need_the_public_address_of_the_server()
    {
        var error = await Assert.ThrowsAsync<ServerSettingsException>(async () => await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:Webhooks"] = "true" }));

        Assert.Contains("Server:PublicUrl", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("198.51.100.7", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("ff02::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("2001:db8::1", false)]
    public void Only_addresses_of_the_public_internet_are_allowed(string address, bool expected) =>
        Assert.Equal(expected, PublicAddresses.IsPublic(IPAddress.Parse(address)));

    private static string Id(JsonElement item) => item.GetProperty("contentId").GetString()!;

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    [Theory]
    [InlineData("Microsoft365:Tenants:default:Enabled", ContentType.Exchange)]
    [InlineData("Microsoft365:DlpContent", ContentType.Dlp)]
    public async Task What_the_settings_have_closed_since_is_not_sent_any_more(string setting, ContentType type)
    {
        await using var fixture = await StartAsync((setting, "false"));
        var now = fixture.Time.GetUtcNow();
        fixture.Server.Services.GetRequiredService<SubscriptionStore>().Put(
            new Subscription(fixture.TenantId, fixture.Client.Id.ToString(), type, "x", IsEnabled: true, now, new Webhook(hook.Address, null, null, IsEnabled: true, -1, 0, now)));
        await fixture.AppendItemAsync(FeedFixture.Record("a", type == ContentType.Dlp ? 13 : 2));

        Assert.False(await RunAsync(fixture));

        Assert.Empty(hook.Requests);
    }

    [Fact]
    public async Task An_attempt_that_failed_counts_as_a_start_so_that_nobody_is_asked_again_and_again()
    {
        await using var fixture = await StartAsync(("Microsoft365:StartInterval", "00:15:00"));
        hook.Status = 500;

        using var first = await StartAsync(fixture);
        using var second = await StartAsync(fixture);
        fixture.Time.Advance(TimeSpan.FromMinutes(15));
        hook.Status = 200;
        using var third = await StartAsync(fixture);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], [first.StatusCode, second.StatusCode, third.StatusCode]);
        Assert.Equal(2, hook.Requests.Count);
    }

    [Fact]
    public async Task A_webhook_that_is_changed_still_gets_what_it_is_owed()
    {
        await using var fixture = await StartAsync();
        using var started = await StartAsync(fixture, "old");
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        hook.Status = 500;
        await RunAsync(fixture);
        hook.Status = 200;
        fixture.Time.Advance(TimeSpan.FromHours(1));
        using var changed = await StartAsync(fixture, "new");

        await RunAsync(fixture);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var told = Assert.Single(hook.Requests, request => request.ValidationCode.Length == 0 && request.AuthId == "new");
        Assert.Equal(Id((await fixture.ListAsync())[0]), Id(JsonElement.Parse(told.Body)[0]));
    }

    private static async Task<bool> RunAsync(FeedFixture fixture) =>
        await fixture.Server.Services.GetRequiredService<Notifier>().RunAsync(fixture.Server.Tenant(), CancellationToken.None);

    private Task<FeedFixture> StartAsync(params (string Key, string Value)[] settings) => StartAsync(IPAddress.IsLoopback, byHand: true, settings);

    private Task<FeedFixture> StartAsync(Func<IPAddress, bool> allowed) => StartAsync(allowed, byHand: true);

    private Task<FeedFixture> StartAsync(bool byHand) => StartAsync(IPAddress.IsLoopback, byHand);

    private Task<FeedFixture> StartAsync(Func<IPAddress, bool> allowed, bool byHand, params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        all["Microsoft365:Webhooks"] = "true";
        all["Server:PublicUrl"] = "https://annals.example.com";
        return FeedFixture.StartAsync(all, services: services =>
        {
            services.AddSingleton(new WebhookConnection { IsAllowed = allowed, Certificates = (_, shown, _, _) => shown?.GetCertHashString() == hook.Thumbprint });
            if (byHand)
            {
                services.Remove(services.Single(service => service.ImplementationType == typeof(NotifierService)));
            }
        });
    }

    private async Task<HttpResponseMessage> StartAsync(FeedFixture fixture, string? authId = null, string? address = null)
    {
        using var body = new StringContent(
            JsonSerializer.Serialize(new { webhook = new { address = address ?? hook.Address, authId, expiration = "" } }), Encoding.UTF8, "application/json");
        return await fixture.StartAsync("Audit.Exchange", body);
    }
}
