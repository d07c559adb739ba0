using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Annals.Emulation.Tests;

/// <summary>What a client does wrong is told, and what is pushed arrives.</summary>
public sealed class ReportTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Violations_are_told_in_json_and_in_text()
    {
        await using var emulator = await StartAsync("F3", "F10");
        using var http = await SignedInAsync(emulator);
        var feed = $"/api/v1.0/{emulator.TenantId}/activity/feed";

        using var bare = await http.GetAsync(new Uri($"{feed}/subscriptions/list", UriKind.Relative), Cancelled);
        using var first = await http.PostAsync(new Uri($"{feed}/subscriptions/start?contentType=Audit.General&PublisherIdentifier={emulator.TenantId}", UriKind.Relative), null, Cancelled);
        using var second = await http.PostAsync(new Uri($"{feed}/subscriptions/start?contentType=Audit.General&PublisherIdentifier={emulator.TenantId}", UriKind.Relative), null, Cancelled);
        using var report = JsonDocument.Parse(await http.GetStringAsync(new Uri("/emulator/report", UriKind.Relative), Cancelled));
        using var text = new StringWriter();
        emulator.Report().WriteTo(text);

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.BadRequest), (bare.StatusCode, first.StatusCode, second.StatusCode));
        Assert.Contains("AF429", await bare.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal(["no-publisher", "start-too-soon"], report.RootElement.GetProperty("violations").EnumerateArray().Select(violation => violation.GetProperty("kind").GetString()));
        Assert.Equal(2, report.RootElement.GetProperty("requests").GetProperty("microsoft365.start").GetInt64());
        Assert.Equal(1, report.RootElement.GetProperty("fired").GetProperty("F10 no-publisher").GetInt64());
        Assert.Equal(emulator.Report().Expected.Count(), report.RootElement.GetProperty("expected").GetArrayLength());
        Assert.Contains("start-too-soon", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_follows_a_foreign_address_is_noted()
    {
        await using var emulator = await StartAsync("F3");
        using var http = await SignedInAsync(emulator);
        var fault = emulator.Plan.Faults.Single(fault => fault.Kind == "foreign-host");
        var feed = $"/api/v1.0/{emulator.TenantId}/activity/feed/subscriptions";
        using var start = await http.PostAsync(new Uri($"{feed}/start?contentType={fault.Stream}&PublisherIdentifier={emulator.TenantId}", UriKind.Relative), null, Cancelled);
        await emulator.SetTimeAsync(fault.From.AddHours(1));
        await SignInAsync(http, emulator);

        // Other variants of the fault may be met first.
        var next = emulator.Url;
        for (var i = 0; i < 5 && next.Port == emulator.Url.Port; i++)
        {
            next = await NextAsync(http, $"{feed}/content?contentType={fault.Stream}&PublisherIdentifier={emulator.TenantId}");
        }

        using var followed = await http.GetAsync(next, Cancelled);
        var again = await NextAsync(http, $"{feed}/content?contentType={fault.Stream}&PublisherIdentifier={emulator.TenantId}");

        Assert.NotEqual(emulator.Url.Port, next.Port);
        Assert.Equal(HttpStatusCode.NotFound, followed.StatusCode);
        Assert.Equal("token-at-foreign-host", Assert.Single(emulator.Report().Violations).Kind);
        Assert.Equal(emulator.Url.Port, again.Port);
    }

    [Fact]
    public async Task With_F15_tokens_are_for_the_resource_of_the_cloud_only()
    {
        await using var emulator = await StartAsync("F15");

        using var own = await TokenAsync(emulator, emulator.Url.GetLeftPart(UriPartial.Authority));
        using var cloud = await TokenAsync(emulator, emulator.Resource.GetLeftPart(UriPartial.Authority));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (own.StatusCode, cloud.StatusCode));
        Assert.Contains("AADSTS500011", await own.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_are_pushed_when_their_audits_are_published()
    {
        var received = new List<(string? Authorization, JsonElement Event)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var listener = builder.Build();
        listener.Urls.Add("http://127.0.0.1:0");
        listener.Run(async context =>
        {
            received.Add((context.Request.Headers.Authorization, await context.Request.ReadFromJsonAsync<JsonElement>(Cancelled)));
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        });
        await listener.StartAsync(Cancelled);
        var plan = FaultPlan.Create(new EmulationOptions { Start = Start, Length = TimeSpan.FromDays(4), Faults = new HashSet<string> { "G12" }, PushTo = new Uri(listener.Urls.First()), PushKey = "key" });
        await using var emulator = await Emulator.StartAsync(plan, outside: null, Cancelled);

        await emulator.SetTimeAsync(Start.AddDays(4));

        var report = emulator.Report();
        Assert.NotEmpty(received);
        Assert.Equal((received.Count, 0L), ((int)report.Pushed, report.PushesFailed));
        Assert.Empty(report.NotFired);
        var ids = plan.Expected().Where(record => record.Source == Publication.GenesysCloud).Select(record => record.Id).ToHashSet();
        Assert.All(received, push =>
        {
            Assert.Equal("Bearer key", push.Authorization);
            Assert.Contains(push.Event.GetProperty("detail").GetProperty("eventBody").GetProperty("id").GetString()!, ids);
        });
    }

    private static async Task<Uri> NextAsync(HttpClient http, string listing)
    {
        using var page = await http.GetAsync(new Uri(listing, UriKind.Relative), Cancelled);
        return new Uri(page.Headers.GetValues("NextPageUri").Single());
    }

    private static Task<Emulator> StartAsync(params string[] faults) =>
        Emulator.StartAsync(FaultPlan.Create(new EmulationOptions { Start = Start, Length = TimeSpan.FromDays(6), RecordsPerDay = 20, Faults = faults.ToHashSet() }), outside: null, Cancelled);

    private static async Task<HttpClient> SignedInAsync(Emulator emulator)
    {
        var http = new HttpClient { BaseAddress = emulator.Url };
        await SignInAsync(http, emulator);
        return http;
    }

    private static async Task SignInAsync(HttpClient http, Emulator emulator)
    {
        using var answer = await TokenAsync(emulator, emulator.Resource.GetLeftPart(UriPartial.Authority));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("access_token").GetString());
    }

    private static async Task<HttpResponseMessage> TokenAsync(Emulator emulator, string resource)
    {
        using var http = new HttpClient { BaseAddress = emulator.Url };
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", emulator.ClientId), new("client_secret", emulator.Secret), new("scope", $"{resource}/.default")]);
        return await http.PostAsync(new Uri($"/{emulator.TenantId}/oauth2/v2.0/token", UriKind.Relative), form, Cancelled);
    }
}
