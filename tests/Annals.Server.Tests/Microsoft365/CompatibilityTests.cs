using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Annals.Server.Tests.Microsoft365;

/// <summary>Requests as known clients write them (reference/microsoft365.md, section 4).</summary>
public sealed partial class CompatibilityTests
{
    [Fact]
    public async Task Wazuh_puts_the_client_id_into_paths_and_starts_at_every_poll()
    {
        await using var fixture = await FeedFixture.StartAsync();
        var feed = $"/api/v1.0/{fixture.Client.Id}/activity/feed";
        await fixture.SubscribeAsync("Audit.Exchange");
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        using var form = new ByteArrayContent([]);
        form.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");

        using var start = await fixture.Http.PostAsync(FeedFixture.Path($"{feed}/subscriptions/start?contentType=Audit.Exchange"), form);
        using var content = await fixture.GetAsync($"{feed}/subscriptions/content?contentType=Audit.Exchange&startTime=2026-03-01T11:00:00Z&endTime=2026-03-01T12:30:00Z");

        Assert.Equal((400, "AF20024", "The subscription is already enabled. No property change."), await FeedFixture.ErrorAsync(start));
        var item = Assert.Single((await content.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray());
        Assert.StartsWith($"{fixture.Server.Url}api/v1.0/{fixture.TenantId}/activity/feed/audit/", item.GetProperty("contentUri").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strict_setting_takes_the_tenant_and_configured_organisations_only()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?>
        {
            ["Microsoft365:StrictTenant"] = "true",
            ["Microsoft365:Tenants:default:OrganizationIds:0"] = "5d4b2f0a-0000-4000-8000-000000000001",
        });

        using var client = await fixture.GetAsync($"/api/v1.0/{fixture.Client.Id}/activity/feed/subscriptions/list");
        using var organisation = await fixture.GetAsync("/api/v1.0/5D4B2F0A-0000-4000-8000-000000000001/activity/feed/subscriptions/list");

        Assert.Equal("AF20010", (await FeedFixture.ErrorAsync(client)).Code);
        Assert.Equal(HttpStatusCode.OK, organisation.StatusCode);
    }

    [Fact]
    public async Task Paths_query_names_and_the_scheme_word_are_taken_in_any_case_under_both_versions()
    {
        await using var fixture = await FeedFixture.StartAsync();
        await fixture.SubscribeAsync("Audit.Exchange");
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        fixture.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("bearer", fixture.Http.DefaultRequestHeaders.Authorization!.Parameter);

        foreach (var prefix in (string[])["/api/v1.0", "/api/v1", "/API/V1.0"])
        {
            using var answer = await fixture.GetAsync(
                $"{prefix}/{fixture.TenantId}/Activity/Feed/Subscriptions/Content?CONTENTTYPE=audit.exchange&starttime=2026-03-01T11:00&EndTime=2026-03-01T12:30&publisherIdentifier={Guid.NewGuid()}");
            var item = Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray());
            Assert.Equal("audit.exchange", item.GetProperty("contentType").GetString());
            using var blob = await fixture.GetAsync($"{prefix}/{fixture.TenantId}/activity/feed/Audit/{item.GetProperty("contentId").GetString()}");
            Assert.Equal(HttpStatusCode.OK, blob.StatusCode);
        }
    }

    [Fact]
    public async Task The_content_type_is_echoed_as_it_was_sent()
    {
        await using var fixture = await FeedFixture.StartAsync();

        using var answer = await fixture.StartAsync("Audit.Sharepoint");
        using var listed = await fixture.GetAsync($"{fixture.Feed}/subscriptions/list");

        Assert.Equal("""{"contentType":"Audit.Sharepoint","status":"enabled","webhook":null}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("""[{"contentType":"Audit.Sharepoint","status":"enabled","webhook":null}]""", await listed.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("application/json", "")]
    [InlineData("application/json; utf-8", "")]
    [InlineData("application/x-www-form-urlencoded", "")]
    [InlineData("application/json", "{}")]
    [InlineData("application/json", """{"webhook":null}""")]
    [InlineData("application/json", "null")]
    [InlineData("text/plain", " \r\n")]
    public async Task A_start_without_a_webhook_is_taken_however_it_is_written(string? contentType, string body)
    {
        await using var fixture = await FeedFixture.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var answer = await fixture.StartAsync("Audit.General", content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("enabled", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_GET_may_have_a_content_type_and_an_empty_body()
    {
        await using var fixture = await FeedFixture.StartAsync();
        await fixture.SubscribeAsync("Audit.Exchange");
        using var request = new HttpRequestMessage(HttpMethod.Get, FeedFixture.Path($"{fixture.Feed}/subscriptions/content?contentType=Audit.Exchange")) { Content = new ByteArrayContent([]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var answer = await fixture.Http.SendAsync(request);

        Assert.Equal("[]", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Answers_have_the_headers_of_the_real_service_and_a_date()
    {
        await using var fixture = await FeedFixture.StartAsync();
        await fixture.SubscribeAsync("Audit.Exchange");
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        var blob = Assert.Single(await fixture.ListAsync()).GetProperty("contentUri").GetString()!;

        foreach (var uri in (string[])[$"{fixture.Feed}/subscriptions/list", $"{fixture.Feed}/subscriptions/content?contentType=Audit.Exchange", $"{fixture.Feed}/resources/dlpSensitiveTypes", blob, $"{blob}?PublisherIdentifier={Guid.NewGuid()}", $"{fixture.Feed}/subscriptions/notifications?contentType=Audit.Exchange"])
        {
            using var answer = await fixture.Http.GetAsync(new Uri(uri, UriKind.RelativeOrAbsolute));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
            Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
            Assert.Equal("no-cache", answer.Headers.Pragma.ToString());
            Assert.Equal("-1", answer.Content.Headers.GetValues("Expires").Single());
            Assert.NotNull(answer.Headers.Date);
            Assert.Equal(JsonValueKind.Array, (await answer.Content.ReadFromJsonAsync<JsonElement>()).ValueKind);
        }
    }

    [Fact]
    public async Task Items_have_the_members_and_the_times_of_the_reference()
    {
        await using var fixture = await FeedFixture.StartAsync();
        await fixture.SubscribeAsync("Audit.Exchange");
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        fixture.Time.Advance(TimeSpan.FromHours(2));

        var item = Assert.Single(await fixture.ListAsync());

        Assert.Equal(["contentType", "contentId", "contentUri", "contentCreated", "contentExpiration"], item.EnumerateObject().Select(member => member.Name));
        Assert.Equal("2026-03-01T12:01:00.000Z", item.GetProperty("contentCreated").GetString());
        Assert.Matches(@"^2026-03-08T14:\d\d:\d\d\.\d{3}Z$", item.GetProperty("contentExpiration").GetString());
        Assert.EndsWith("/" + item.GetProperty("contentId").GetString(), item.GetProperty("contentUri").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain('?', item.GetProperty("contentUri").GetString()!);
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-02")]
    [InlineData("2026-03-01T12:00", "2026-03-01T12:30")]
    [InlineData("2026-03-01T12:00:00", "2026-03-01T12:30:00")]
    [InlineData("2026-03-01T12:00Z", "2026-03-01T12:30Z")]
    [InlineData("2026-03-01T12:00:00.123456789Z", "2026-03-01T12:30:00.5Z")]
    [InlineData("2026-03-01T12:00:00+00:00", "2026-03-01T12:30:00+00:00")]
    [InlineData("2026-03-01T13:00:00%2B01:00", "2026-03-01T13:30:00%2B0100")]
    public async Task Times_are_taken_in_every_form_that_clients_send(string from, string to)
    {
        await using var fixture = await FeedFixture.StartAsync();
        await fixture.SubscribeAsync("Audit.Exchange");
        await fixture.AppendItemAsync(FeedFixture.Record("a"));

        using var answer = await fixture.GetAsync($"{fixture.Feed}/subscriptions/content?contentType=Audit.Exchange&startTime={from}&endTime={to}");

        Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray());
    }

    [Fact]
    public async Task The_next_page_is_an_absolute_address_with_a_lower_case_parameter_and_filled_in_times()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:PageSize"] = "2" });
        await fixture.SubscribeAsync("Audit.Exchange");
        for (var i = 0; i < 5; i++)
        {
            await fixture.AppendItemAsync(FeedFixture.Record($"a{i}"));
        }

        var ids = new List<string>();
        var pages = new List<int>();
        for (var next = new Uri($"{fixture.Feed}/subscriptions/content?contentType=Audit.Exchange", UriKind.Relative); next is not null;)
        {
            using var answer = await fixture.Http.GetAsync(next);
            var items = (await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().ToList();
            ids.AddRange(items.Select(item => item.GetProperty("contentId").GetString()!));
            pages.Add(items.Count);
            next = answer.Headers.TryGetValues("NextPageUri", out var named) ? new Uri(named.Single()) : null;
            if (next is not null)
            {
                Assert.Matches(
                    "^" + Regex.Escape($"{fixture.Server.Url}api/v1.0/{fixture.TenantId}/activity/feed/subscriptions/content?contentType=Audit.Exchange&startTime=2026-02-28T") + @"[0-9:.]+&endTime=2026-03-01T[0-9:.]+&nextpage=[A-Za-z0-9_-]+$",
                    next.OriginalString);
            }
        }

        Assert.Equal([2, 2, 1], pages);
        Assert.Equal(5, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_page_is_taken_however_its_parameters_are_written_and_is_good_for_its_listing_only()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:PageSize"] = "1" });
        await fixture.SubscribeAsync("Audit.Exchange", "Audit.General");
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        await fixture.AppendItemAsync(FeedFixture.Record("b"));
        const string Window = "startTime=2026-03-01T11:00&endTime=2026-03-01T12:30";
        using var first = await fixture.GetAsync($"{fixture.Feed}/subscriptions/content?contentType=Audit.Exchange&{Window}");
        var uri = first.Headers.GetValues("nextpageuri").Single();
        var page = PageParameter().Match(uri).Groups[1].Value;
        var altered = (page[0] == 'A' ? 'B' : 'A') + page[1..];

        foreach (var query in (string[])[$"contentType=Audit.Exchange&{Window}&nextPage={page}", $"contentType=Audit.Exchange&NEXTPAGE={page}", $"nextpage={page}", $"contentType=audit.exchange&endtime=2026-03-01T12:30:00Z&startTime=2026-03-01T11:00:00Z&nextpage={page}&PublisherIdentifier={Guid.NewGuid()}"])
        {
            using var answer = await fixture.GetAsync($"{fixture.Feed}/subscriptions/content?{query}");
            Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray());
            Assert.False(answer.Headers.Contains("NextPageUri"));
        }

        foreach (var query in (string[])[$"content?contentType=Audit.Exchange&nextPage={altered}", $"content?contentType=Audit.General&nextPage={page}", $"content?contentType=Audit.Exchange&startTime=2026-03-01T10:00&endTime=2026-03-01T12:30&nextPage={page}", $"notifications?contentType=Audit.Exchange&nextPage={page}", "content?contentType=Audit.Exchange&nextPage=%00"])
        {
            using var answer = await fixture.GetAsync($"{fixture.Feed}/subscriptions/{query}");
            Assert.Equal("AF20031", (await FeedFixture.ErrorAsync(answer)).Code);
        }

        var (client, secret) = fixture.Server.AddClient([Server.Access.Scopes.RecordsRead]);
        using var other = fixture.Server.Anonymous();
        other.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await FeedFixture.TokenAsync(other, fixture.TenantId.ToString(), client.Id, secret));
        using var started = await other.PostAsync(FeedFixture.Path($"{fixture.Feed}/subscriptions/start?contentType=Audit.Exchange"), null);
        using var foreign = await other.GetAsync(FeedFixture.Path($"{fixture.Feed}/subscriptions/content?nextpage={page}"));
        Assert.Equal("AF20031", (await FeedFixture.ErrorAsync(foreign)).Code);

        fixture.Time.Advance(TimeSpan.FromHours(23));
        await fixture.SignInAsync();
        fixture.Time.Advance(TimeSpan.FromHours(2));
        using var late = await fixture.GetAsync($"{fixture.Feed}/subscriptions/content?nextpage={page}");
        Assert.Equal("AF20031", (await FeedFixture.ErrorAsync(late)).Code);
    }

    [Fact]
    public async Task Blobs_stay_below_the_limit_of_readers()
    {
        await using var fixture = await FeedFixture.StartAsync();
        await fixture.SubscribeAsync("Audit.Exchange");
        await fixture.AppendItemAsync([.. Enumerable.Range(0, 60).Select(i => FeedFixture.Record($"r{i}", padding: 40_000))]);

        var items = await fixture.ListAsync();

        Assert.True(items.Count > 2);
        foreach (var item in items)
        {
            var bytes = await fixture.Http.GetByteArrayAsync(new Uri(item.GetProperty("contentUri").GetString()!));
            Assert.InRange(bytes.Length, 1, (1 << 20) - 1);
        }
    }

    [Fact]
    public async Task Content_of_more_than_seven_days_ago_is_listed_with_an_expiration_that_has_not_passed()
    {
        await using var fixture = await FeedFixture.StartAsync();
        await fixture.SubscribeAsync("Audit.Exchange");
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        fixture.Time.Advance(TimeSpan.FromDays(400));
        await fixture.SignInAsync();

        using var answer = await fixture.GetAsync($"{fixture.Feed}/subscriptions/content?contentType=Audit.Exchange&startTime=2026-03-01&endTime=2026-03-02");

        var item = Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray());
        Assert.True(DateTimeOffset.Parse(item.GetProperty("contentExpiration").GetString()!, CultureInfo.InvariantCulture) > fixture.Time.GetUtcNow());
    }

    [Fact]
    public async Task Names_of_sensitive_types_have_ids()
    {
        await using var fixture = await FeedFixture.StartAsync();

        var names = (await fixture.Http.GetFromJsonAsync<JsonElement>(FeedFixture.Path($"{fixture.Feed}/resources/dlpSensitiveTypes"))).EnumerateArray().ToList();

        Assert.All(names, name => Assert.True(Guid.TryParse(name.GetProperty("id").GetString(), out _) && name.GetProperty("name").GetString()!.Length > 0));
        Assert.Equal(names.Count, names.Select(name => name.GetProperty("id").GetString()).Distinct().Count());
        Assert.Contains(names, name => name.GetProperty("id").GetString() == "50842eb7-edc8-4019-85dd-5a5c1f2bb085");
    }

    [GeneratedRegex("&nextpage=([^&]+)$")]
    private static partial Regex PageParameter();
}
