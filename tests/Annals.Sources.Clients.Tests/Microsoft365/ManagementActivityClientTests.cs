using System.Net;
using System.Text;
using Annals.Sources.Http;
using Annals.Sources.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Sources.Tests.Microsoft365;

/// <summary>Against a server that answers as the reference says, and as the service is known to do otherwise.</summary>
public sealed class ManagementActivityClientTests
{
    private const string Feed = "/api/v1.0/11111111-2222-4333-8444-555555555555/activity/feed";
    private const string Publisher = "PublisherIdentifier=11111111-2222-4333-8444-555555555555";
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_asks_for_what_the_reference_says_and_names_the_publisher()
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, context.Request.Path.Value!.EndsWith("/start", StringComparison.Ordinal)
            ? """{"contentType":"Audit.Exchange","status":"enabled","webhook":{"status":"enabled","address":"https://hooks.example.com/","authId":"a","expiration":null}}"""
            : "[]"));
        using var client = stub.Activity();

        var started = await client.StartSubscriptionAsync("Audit.Exchange", new ActivityWebhook("https://hooks.example.com/", "a"), Cancelled);
        await client.StartSubscriptionAsync("DLP.All", cancellationToken: Cancelled);
        await client.StopSubscriptionAsync("Audit.Exchange", Cancelled);
        await client.ListSubscriptionsAsync(Cancelled);
        await client.ListContentAsync("Audit.Exchange", Noon, Noon.AddHours(24), Cancelled);
        await client.ListNotificationsAsync("Audit.Exchange", Noon, Noon.AddHours(1), Cancelled);
        await using (await client.OpenContentAsync(new Uri(stub.Origin, $"{Feed}/audit/a$b"), Cancelled))
        {
        }

        await client.ListSensitiveTypesAsync("de-DE", Cancelled);

        Assert.Equal((true, "https://hooks.example.com/", "enabled"), (started!.IsEnabled, started.Webhook!.Address, started.Webhook.Status));
        Assert.Equal(
            [
                ("POST", $"{Feed}/subscriptions/start?contentType=Audit.Exchange&{Publisher}", """{"webhook":{"address":"https://hooks.example.com/","authId":"a"}}"""),
                ("POST", $"{Feed}/subscriptions/start?contentType=DLP.All&{Publisher}", ""),
                ("POST", $"{Feed}/subscriptions/stop?contentType=Audit.Exchange&{Publisher}", ""),
                ("GET", $"{Feed}/subscriptions/list?{Publisher}", ""),
                ("GET", $"{Feed}/subscriptions/content?contentType=Audit.Exchange&startTime=2026-03-01T12:00:00&endTime=2026-03-02T12:00:00&{Publisher}", ""),
                ("GET", $"{Feed}/subscriptions/notifications?contentType=Audit.Exchange&startTime=2026-03-01T12:00:00&endTime=2026-03-01T13:00:00&{Publisher}", ""),
                ("GET", $"{Feed}/audit/a$b?{Publisher}", ""),
                ("GET", $"{Feed}/resources/dlpSensitiveTypes?{Publisher}", ""),
            ],
            stub.Calls.Select(call => (call.Method, call.Address, call.Body)));
    }

    [Fact]
    public async Task A_publisher_of_its_own_is_named_instead()
    {
        var publisher = new Guid("99999999-0000-4000-8000-000000000001");
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, "[]"));
        using var client = stub.Activity(publisher: publisher);

        await client.ListSubscriptionsAsync(Cancelled);

        Assert.Equal($"PublisherIdentifier={publisher}", Assert.Single(stub.Calls).Query);
    }

    [Fact]
    public async Task Already_started_is_as_good_as_started()
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(400, """{"error":{"code":"AF20024","message":"The subscription is already enabled. No property change."}}"""));
        using var client = stub.Activity();

        Assert.Null(await client.StartSubscriptionAsync("Audit.General", cancellationToken: Cancelled));
    }

    [Theory]
    [InlineData("NextPageUri")]
    [InlineData("nextpageuri")]
    [InlineData("NEXTPAGEURI")]
    public async Task Pages_are_followed_whatever_the_case_of_their_header_and_the_publisher_is_added_where_it_lacks(string header)
    {
        await using var stub = await VendorStub.StartAsync(context =>
        {
            if (!context.Request.Query.ContainsKey("nextPage"))
            {
                context.Response.Headers[header] = $"http://{context.Request.Host}{Feed.Replace("v1.0", "v1", StringComparison.Ordinal)}/subscriptions/content?contentType=Audit.Exchange&startTime=2026-03-01T12:00:00&endtime=2026-03-01T13:00:00&nextPage=2015101900R022885001761";
            }

            return context.JsonAsync(200, """[{"contentType":"Audit.Exchange","contentId":"1$2","contentUri":"http://x/1","contentCreated":"2026-03-01T12:00:00.123Z","contentExpiration":"2026-03-08T12:00:00.123Z"}]""");
        });
        using var client = stub.Activity();

        var first = await client.ListContentAsync("Audit.Exchange", Noon, Noon.AddHours(1), Cancelled);
        var second = await client.ListMoreContentAsync(first.Next!, Cancelled);

        Assert.Equal(("1$2", Noon.AddMilliseconds(123), Noon.AddDays(7).AddMilliseconds(123)), (first.Items[0].ContentId, first.Items[0].ContentCreated, first.Items[0].ContentExpiration));
        Assert.Null(second.Next);
        Assert.EndsWith($"&endtime=2026-03-01T13:00:00&nextPage=2015101900R022885001761&{Publisher}", stub.Calls[1].Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://evil.example.com/api/v1.0/x")]
    [InlineData("https://127.0.0.1/api/v1.0/x")]
    [InlineData("http://127.0.0.1.evil.example.com/")]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://user@evil.example.com/")]
    [InlineData("file:///etc/passwd")]
    public async Task The_token_goes_nowhere_else(string address)
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, "[]"));
        using var client = stub.Activity();

        await Assert.ThrowsAsync<ForeignAddressException>(() => client.ListMoreContentAsync(new Uri(address), Cancelled));
        await Assert.ThrowsAsync<ForeignAddressException>(() => client.ListMoreNotificationsAsync(new Uri(address), Cancelled));
        await Assert.ThrowsAsync<ForeignAddressException>(() => client.OpenContentAsync(new Uri(address), Cancelled));

        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData("""{"error":{"code":"AF429","message":"Too many requests. Method=GetBlob, PublisherId=00000000-0000-0000-0000-000000000000"}}""")]
    [InlineData("{'error':{'code':'AF429','message':'Too many requests. Method=GetBlob, PublisherId=00000000-0000-0000-0000-000000000000'}}")]
    public async Task Throttling_that_comes_as_403_is_waited_for(string body)
    {
        var failures = 2;
        await using var stub = await VendorStub.StartAsync(context => failures-- > 0 ? context.JsonAsync(403, body) : context.JsonAsync(200, "[]"));
        using var client = stub.Activity();

        Assert.Empty(await client.ListSubscriptionsAsync(Cancelled));

        Assert.Equal(3, stub.Calls.Count);
    }

    [Theory]
    [InlineData(400, """{"error":{"code":"StartSubscription [CorrId=1][TenantId=2","message":"] failed. Exception: x: Tenant 2 does not exist."}}""", "StartSubscription [CorrId=1][TenantId=2")]
    [InlineData(400, "", null)]
    [InlineData(404, "<html>not here</html>", null)]
    [InlineData(400, """{"error":"invalid"}""", null)]
    [InlineData(400, """{"error":null}""", null)]
    [InlineData(400, "[]", null)]
    public async Task An_error_is_told_whatever_its_body_is(int status, string body, string? code)
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(status, body));
        using var client = stub.Activity();

        var error = await Assert.ThrowsAsync<ManagementActivityException>(() => client.StartSubscriptionAsync("Audit.General", cancellationToken: Cancelled));

        Assert.Equal(((HttpStatusCode)status, code), (error.Status, error.Code));
        Assert.StartsWith($"Starting the subscription to Audit.General failed with status {status}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[{\"contentType\":5}]")]
    [InlineData("[{]")]
    [InlineData("")]
    public async Task A_listing_that_is_none_is_an_error_and_not_an_empty_one(string body)
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, body));
        using var client = stub.Activity();

        await Assert.ThrowsAsync<InvalidDataException>(() => client.ListContentAsync("Audit.Exchange", Noon, Noon.AddHours(1), Cancelled));
    }

    [Fact]
    public async Task Content_is_read_while_it_comes_and_its_bytes_are_those_that_were_sent()
    {
        var sent = Encoding.UTF8.GetBytes("[{\"Id\":\"1\"},  {\"Id\" : \"2\\u00e9\"}]");
        var read = new TaskCompletionSource();
        await using var stub = await VendorStub.StartAsync(async context =>
        {
            await context.Response.Body.WriteAsync(sent.AsMemory(0, 10));
            await context.Response.Body.FlushAsync();
            await read.Task;
            await context.Response.Body.WriteAsync(sent.AsMemory(10));
        });
        using var client = stub.Activity();

        await using var content = await client.OpenContentAsync(new Uri(stub.Origin, $"{Feed}/audit/1"), Cancelled);
        var bytes = new byte[sent.Length];
        await content.ReadExactlyAsync(bytes.AsMemory(0, 10), Cancelled);
        read.SetResult();
        await content.ReadExactlyAsync(bytes.AsMemory(10), Cancelled);

        Assert.Equal(sent, bytes);
        Assert.Equal(0, await content.ReadAsync(bytes, Cancelled));
    }

    [Fact]
    public async Task Content_that_ends_before_its_announced_length_is_no_content()
    {
        var opened = new TaskCompletionSource();
        await using var stub = await VendorStub.StartAsync(async context =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("[{\"Id\":\"1\"}]");
            await context.Response.Body.FlushAsync();
            await opened.Task;
            context.Abort();
        });
        using var client = stub.Activity();

        await using var content = await client.OpenContentAsync(new Uri(stub.Origin, $"{Feed}/audit/1"), Cancelled);
        opened.SetResult();

        await Assert.ThrowsAnyAsync<IOException>(() => content.CopyToAsync(Stream.Null, Cancelled));
    }

    [Fact]
    public async Task Content_that_stands_still_is_given_up()
    {
        var time = new FakeTimeProvider();
        await using var stub = await VendorStub.StartAsync(async context =>
        {
            await context.Response.WriteAsync("[");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        using var client = stub.Activity(time);
        await using var content = await client.OpenContentAsync(new Uri(stub.Origin, $"{Feed}/audit/1"), Cancelled);
        Assert.Equal(1, await content.ReadAsync(new byte[10], Cancelled));

        var reading = content.ReadAsync(new byte[10], Cancelled).AsTask();
        while (!reading.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Contains("stood still for 100 s", (await Assert.ThrowsAsync<IOException>(() => reading)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_clouds_are_those_of_the_reference()
    {
        Assert.Equal(
            ["https://manage.office.com/.default", "https://manage-gcc.office.com/.default", "https://manage.office365.us/.default", "https://manage.protection.apps.mil/.default"],
            Microsoft365Cloud.All.Select(cloud => cloud.Scope));
        Assert.Equal(
            ["login.microsoftonline.com", "login.microsoftonline.com", "login.microsoftonline.us", "login.microsoftonline.us"],
            Microsoft365Cloud.All.Select(cloud => cloud.Login.Host));
    }
}
