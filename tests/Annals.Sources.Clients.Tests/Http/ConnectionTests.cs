using System.Net;
using System.Security.Cryptography.X509Certificates;
using Annals.Sources.Microsoft365;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Sources.Tests.Http;

/// <summary>What holds for the requests of both vendors, shown with those of one.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_fails_for_a_moment_is_asked_again(int status)
    {
        var failures = 3;
        await using var stub = await VendorStub.StartAsync(context => failures-- > 0 ? context.JsonAsync(status, "") : context.JsonAsync(200, "[]"));
        using var client = stub.Activity();

        Assert.Empty(await client.ListSubscriptionsAsync(TestContext.Current.CancellationToken));

        Assert.Equal(4, stub.Calls.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(501)]
    public async Task What_would_fail_again_is_not_asked_again(int status)
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(status, """{"error":{"code":"AF20022","message":"No subscription found for the specified content type."}}"""));
        using var client = stub.Activity();

        var error = await Assert.ThrowsAsync<ManagementActivityException>(() => client.ListSubscriptionsAsync(TestContext.Current.CancellationToken));

        Assert.Equal(((HttpStatusCode)status, "AF20022", false), (error.Status, error.Code, error.IsThrottled));
        Assert.Single(stub.Calls);
    }

    [Fact]
    public async Task A_service_that_stays_busy_is_given_up_after_so_many_tries_and_the_error_says_what_was_attempted()
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(503, ""));
        using var client = stub.Activity(http: VendorStub.Quick with { RetriesMax = 2 });

        var error = await Assert.ThrowsAsync<ManagementActivityException>(() => client.ListSubscriptionsAsync(TestContext.Current.CancellationToken));

        Assert.Equal("Listing the subscriptions failed with status 503.", error.Message);
        Assert.True(error.MayPass);
        Assert.Equal(3, stub.Calls.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_wait_that_the_service_asks_for_is_kept_to_the_second_whatever_the_own_clock_says(bool asDate)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var served = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var failed = new TaskCompletionSource();
        await using var stub = await VendorStub.StartAsync(async context =>
        {
            context.Response.Headers.Date = served.ToString("R");
            if (failed.Task.IsCompleted)
            {
                await context.JsonAsync(200, "[]");
                return;
            }

            context.Response.Headers.RetryAfter = asDate ? served.AddSeconds(90).ToString("R") : "90";
            await context.JsonAsync(429, "");
            failed.SetResult();
        });
        using var client = stub.Activity(time);

        var listing = client.ListSubscriptionsAsync(TestContext.Current.CancellationToken);
        await failed.Task;
        while (client.Clock.Offset == TimeSpan.Zero)
        {
            await Task.Yield();
        }

        for (var second = 0; second < 89; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(listing.IsCompleted);
        Assert.Single(stub.Calls);
        while (stub.Calls.Count < 2)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Empty(await listing);
    }

    [Fact]
    public async Task A_wait_that_is_longer_than_is_bearable_ends_the_request_at_once()
    {
        await using var stub = await VendorStub.StartAsync(context =>
        {
            context.Response.Headers.RetryAfter = "86400";
            return context.JsonAsync(429, "");
        });
        using var client = stub.Activity();

        var error = await Assert.ThrowsAsync<ManagementActivityException>(() => client.ListSubscriptionsAsync(TestContext.Current.CancellationToken));

        Assert.True(error.IsThrottled);
        Assert.Single(stub.Calls);
    }

    [Fact]
    public async Task A_token_is_used_until_shortly_before_its_end_and_fetched_anew_when_it_is_refused()
    {
        var time = new FakeTimeProvider();
        var refused = "";
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(context.Request.Headers.Authorization == refused ? 401 : 200, "[]"));
        using var client = stub.Activity(time);

        await client.ListSubscriptionsAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMinutes(54));
        await client.ListSubscriptionsAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMinutes(2));
        await client.ListSubscriptionsAsync(TestContext.Current.CancellationToken);
        refused = "Bearer token-2";
        await client.ListSubscriptionsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2", "Bearer token-3"], stub.Calls.Select(call => call.Authorization));
    }

    [Fact]
    public async Task A_token_that_is_refused_although_it_is_new_ends_the_request()
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(401, ""));
        using var client = stub.Activity();

        var error = await Assert.ThrowsAsync<ManagementActivityException>(() => client.ListSubscriptionsAsync(TestContext.Current.CancellationToken));

        Assert.Equal((HttpStatusCode.Unauthorized, null), (error.Status, error.Code));
        Assert.Equal(2, stub.Calls.Count);
    }

    [Fact]
    public async Task The_time_of_the_service_is_learnt_from_its_answers()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var told = new DateTimeOffset(2026, 3, 1, 11, 50, 0, TimeSpan.Zero);
        await using var stub = await VendorStub.StartAsync(context =>
        {
            context.Response.Headers.Date = told.ToString("R");
            return context.JsonAsync(200, "[]");
        });
        using var client = stub.Activity(time);
        Assert.Equal(time.GetUtcNow(), client.Clock.Now);

        await client.ListSubscriptionsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(told, client.Clock.Now);
        told = time.GetUtcNow().AddSeconds(1);
        await client.ListSubscriptionsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TimeSpan.Zero, client.Clock.Offset);
    }

    [Fact]
    public async Task All_requests_go_through_the_proxy_those_for_tokens_too()
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, "[]"));
        var cloud = new Microsoft365Cloud("elsewhere", new Uri("http://manage.example.com"), new Uri("http://login.example.com"));
        var http = VendorStub.Quick with { Proxy = new WebProxy(stub.Origin) };
        using var credential = EntraClientCredential.WithSecret(VendorStub.TenantId, "client", "secret", cloud, http);
        using var client = new ManagementActivityClient(new ManagementActivityOptions { TenantId = VendorStub.TenantId, Cloud = cloud, Http = http }, credential);

        Assert.Empty(await client.ListSubscriptionsAsync(TestContext.Current.CancellationToken));

        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task A_server_is_trusted_when_its_authority_is_named_and_else_not()
    {
        using var certificate = VendorStub.SelfSigned();
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, "[]"), certificate);
        using var trusting = stub.Activity(http: VendorStub.Quick with { Authorities = new X509Certificate2Collection(certificate) });
        using var doubting = stub.Activity(http: VendorStub.Quick with { RetriesMax = 0 });

        Assert.Empty(await trusting.ListSubscriptionsAsync(TestContext.Current.CancellationToken));

        await Assert.ThrowsAsync<HttpRequestException>(() => doubting.ListSubscriptionsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var stub = await VendorStub.StartAsync(context =>
        {
            context.Response.Headers.Location = "https://elsewhere.example.com/";
            return context.JsonAsync(302, "");
        });
        using var client = stub.Activity();

        var error = await Assert.ThrowsAsync<ManagementActivityException>(() => client.ListSubscriptionsAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Found, error.Status);
    }

    [Fact]
    public async Task An_answer_that_does_not_begin_is_given_up()
    {
        var time = new FakeTimeProvider();
        var came = new TaskCompletionSource();
        await using var stub = await VendorStub.StartAsync(async context =>
        {
            came.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        using var client = stub.Activity(time, VendorStub.Quick with { RetriesMax = 0 });

        var listing = client.ListSubscriptionsAsync(TestContext.Current.CancellationToken);
        await came.Task;
        while (!listing.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Equal("The service did not answer within 100 s.", (await Assert.ThrowsAsync<HttpRequestException>(() => listing)).Message);
    }

    [Fact]
    public async Task A_pause_that_is_longer_than_an_answer_may_take_is_waited_for_and_is_no_failure()
    {
        var time = new FakeTimeProvider();
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, "[]"));
        using var client = stub.Activity(time, VendorStub.Quick with { RetriesMax = 0 });
        await client.ListSubscriptionsAsync(TestContext.Current.CancellationToken);
        client.Rate.Pause(TimeSpan.FromMinutes(4));

        var listing = client.ListSubscriptionsAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(239));
        Assert.False(listing.IsCompleted);
        Assert.Single(stub.Calls);
        while (stub.Calls.Count < 2 && !listing.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Empty(await listing);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task An_answer_that_stops_in_the_middle_is_given_up_whatever_its_status(int status)
    {
        var time = new FakeTimeProvider();
        var begun = new TaskCompletionSource();
        await using var stub = await VendorStub.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync("[");
            await context.Response.Body.FlushAsync();
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        using var client = stub.Activity(time, VendorStub.Quick with { RetriesMax = 0 });

        var listing = client.ListSubscriptionsAsync(TestContext.Current.CancellationToken);
        await begun.Task;
        while (!listing.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        var error = await Assert.ThrowsAnyAsync<Exception>(() => listing);
        Assert.True(status == 200 ? error is IOException or HttpRequestException : error is ManagementActivityException or HttpRequestException, error.ToString());
    }

    [Fact]
    public async Task Nobody_is_asked_when_the_caller_has_given_up()
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, "[]"));
        using var client = stub.Activity();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ListSubscriptionsAsync(new CancellationToken(canceled: true)));

        Assert.Empty(stub.Calls);
    }
}
