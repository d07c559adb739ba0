using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Microsoft365;

/// <summary>Issue "The server", must show 4: each error of the feed's table, provoked by a request.</summary>
public sealed class FeedErrorTests
{
    private const string Exchange = "contentType=Audit.Exchange";

    public static TheoryData<string, string, int, string, string> Requests => new()
    {
        { "GET", "{feed}/subscriptions/content", 400, "AF20001", "Missing parameter: contentType." },
        { "POST", "{feed}/subscriptions/start", 400, "AF20001", "Missing parameter: contentType." },
        { "GET", "{feed}/subscriptions/content?contentType=Audit.Exchange&startTime=yesterday&endTime=2026-03-01", 400, "AF20002", "Invalid parameter type: startTime. Expected type: datetime." },
        { "GET", "{feed}/subscriptions/list?PublisherIdentifier=me", 400, "AF20002", "Invalid parameter type: PublisherIdentifier. Expected type: guid." },
        { "GET", "/api/v1.0/11111111-2222-4333-8444-555555555555/activity/feed/subscriptions/list", 400, "AF20010", "The tenant ID passed in the URL (11111111-2222-4333-8444-555555555555) does not match the tenant ID passed in the access token ({tid})." },
        { "GET", "/api/v1.0/00000000-0000-0000-0000-000000000000/activity/feed/subscriptions/list", 400, "AF20011", "Specified tenant ID (00000000-0000-0000-0000-000000000000) does not exist in the system or has been deleted." },
        { "GET", "/api/v1.0/contoso.example.com/activity/feed/subscriptions/list", 400, "AF20013", "The tenant ID passed in the URL (contoso.example.com) is not a valid GUID." },
        { "GET", "{feed}/subscriptions/content?contentType=Audit.Everything", 400, "AF20020", "The specified content type is not valid." },
        { "POST", "{feed}/subscriptions/stop?contentType=Audit.Everything", 400, "AF20020", "The specified content type is not valid." },
        { "GET", "{feed}/subscriptions/content?contentType=Audit.SharePoint", 400, "AF20022", "No subscription found for the specified content type." },
        { "GET", "{feed}/subscriptions/notifications?contentType=Audit.SharePoint", 400, "AF20022", "No subscription found for the specified content type." },
        { "POST", "{feed}/subscriptions/stop?contentType=Audit.SharePoint", 400, "AF20022", "No subscription found for the specified content type." },
        { "GET", "{feed}/subscriptions/content?contentType=Audit.General", 400, "AF20023", "The subscription was disabled." },
        { "POST", "{feed}/subscriptions/stop?contentType=Audit.General", 400, "AF20023", "The subscription was disabled." },
        { "POST", "{feed}/subscriptions/start?contentType=Audit.Exchange", 400, "AF20024", "The subscription is already enabled. No property change." },
        { "GET", "{feed}/subscriptions/content?contentType=Audit.Exchange&startTime=2026-03-01", 400, "AF20030", "Start time and end time must both be specified (or both omitted)." },
        { "GET", "{feed}/subscriptions/content?contentType=Audit.Exchange&startTime=2026-03-01&endTime=2026-03-01", 400, "AF20055", "*" },
        { "GET", "{feed}/subscriptions/content?contentType=Audit.Exchange&startTime=2026-02-28&endTime=2026-03-01T00:00:01", 400, "AF20055", "*" },
        { "GET", "{feed}/subscriptions/content?contentType=Audit.Exchange&nextPage=2015101900R022885001761", 400, "AF20031", "Invalid nextPage Input: 2015101900R022885001761." },
        { "GET", "{feed}/audit/20260301110000000000000$20260301110100000000999$audit_exchange$Audit_Exchange$annals", 404, "AF20050", "The specified content (20260301110000000000000$20260301110100000000999$audit_exchange$Audit_Exchange$annals) does not exist." },
        { "GET", "{feed}/audit/492638008028$492638008028$tenantspo2015043022$0a1b$04", 400, "AF20052", "Blob key 492638008028$492638008028$tenantspo2015043022$0a1b$04 in the url is invalid" },
        { "GET", "{feed}/audit/..%2f..%2fserver.key", 400, "AF20052", "*" },
        { "GET", "{feed}/nothing", 404, "NotFound", "*" },
        { "GET", "/api/v1.0/", 404, "NotFound", "*" },
        { "DELETE", "{feed}/subscriptions/list", 405, "MethodNotAllowed", "*" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Each_error_has_its_status_its_code_and_its_shape(string method, string path, int status, string code, string message)
    {
        await using var fixture = await FeedFixture.StartAsync();
        await fixture.SubscribeAsync("Audit.Exchange", "Audit.General");
        using var stopped = await fixture.Http.PostAsync(FeedFixture.Path($"{fixture.Feed}/subscriptions/stop?contentType=Audit.General"), null);
        Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{feed}", fixture.Feed, StringComparison.Ordinal).Replace("{tid}", fixture.TenantId.ToString(), StringComparison.Ordinal));

        using var answer = await fixture.Http.SendAsync(request);

        var error = await FeedFixture.ErrorAsync(answer);
        Assert.Equal((status, code), (error.Status, error.Code));
        if (message != "*")
        {
            Assert.Equal(message.Replace("{tid}", fixture.TenantId.ToString(), StringComparison.Ordinal), error.Message);
        }
    }

    [Theory]
    [InlineData("", 400, "AF20053")]
    [InlineData("no language!", 400, "AF20054")]
    [InlineData("en-US;q=2", 400, "AF20054")]
    public async Task A_header_Accept_Language_names_one_language(string header, int status, string code)
    {
        await using var fixture = await FeedFixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, FeedFixture.Path($"{fixture.Feed}/resources/dlpSensitiveTypes"));
        request.Headers.TryAddWithoutValidation("Accept-Language", header.Length == 0 ? "en-US, de-DE" : header);

        using var answer = await fixture.Http.SendAsync(request);

        var error = await FeedFixture.ErrorAsync(answer);
        Assert.Equal((status, code), (error.Status, error.Code));
    }

    [Theory]
    [InlineData("no token", 401, "Unauthorized")]
    [InlineData("forged token", 401, "Unauthorized")]
    [InlineData("no scope", 401, "AF10001")]
    public async Task Whoever_may_not_read_gets_401(string fault, int status, string code)
    {
        await using var fixture = await FeedFixture.StartAsync();
        using var http = fault == "no scope" ? await fixture.Server.SignedInAsync(Scopes.RecordsAppend, Scopes.Admin) : fixture.Server.Anonymous();
        if (fault == "forged token")
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", fixture.Http.DefaultRequestHeaders.Authorization!.Parameter![..^3] + "abc");
        }

        foreach (var path in (string[])["/subscriptions/list", "/subscriptions/content?contentType=DLP.All", "/audit/x", "/resources/dlpSensitiveTypes"])
        {
            using var answer = await http.GetAsync(FeedFixture.Path(fixture.Feed + path));
            var error = await FeedFixture.ErrorAsync(answer);
            Assert.Equal((status, code), (error.Status, error.Code));
        }
    }

    [Fact]
    public async Task DLP_content_can_be_closed_by_a_setting()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:DlpContent"] = "false" });

        using var answer = await fixture.StartAsync("DLP.All");

        var error = await FeedFixture.ErrorAsync(answer);
        Assert.Equal((401, "AF10001", "The permission set (ActivityFeed.Read) sent in the request does not include the expected permission."), error);
    }

    [Theory]
    [InlineData("""{"webhook":{"address":"https://hooks.example.com/a","expiration":"2020-01-01T00:00:00"}}""", "AF20003")]
    [InlineData("""{"webhook":{"address":"https://hooks.example.com/a","expiration":"soon"}}""", "AF20002")]
    [InlineData("""{"webhook":{"address":"https://hooks.example.com/a"}}""", "AF20021")]
    [InlineData("""{"webhook":{"authId":"x"}}""", "AF20001")]
    [InlineData("""{"webhook":5}""", "AF20002")]
    [InlineData("""[1]""", "AF20002")]
    [InlineData("""{"webhook":""", "AF20002")]
    public async Task A_webhook_that_cannot_be_changes_nothing(string body, string code)
    {
        await using var fixture = await FeedFixture.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await fixture.StartAsync("Audit.Exchange", content);

        var error = await FeedFixture.ErrorAsync(answer);
        Assert.Equal((400, code), (error.Status, error.Code));
        using var listed = await fixture.GetAsync($"{fixture.Feed}/subscriptions/list");
        Assert.Equal("[]", await listed.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_in_the_same_shape()
    {
        await using var fixture = await FeedFixture.StartAsync();
        using var content = new StringContent(new string(' ', 100_000), Encoding.UTF8, "application/json");

        using var answer = await fixture.StartAsync("Audit.Exchange", content);

        Assert.Equal((413, "RequestEntityTooLarge"), (await FeedFixture.ErrorAsync(answer)) switch { var (status, code, _) => (status, code) });
    }

    [Fact]
    public async Task A_tenant_that_is_not_served_is_badly_configured()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:Tenants:default:Enabled"] = "false" });

        using var answer = await fixture.StartAsync("Audit.Exchange");

        Assert.Equal((400, "AF20012", $"Specified tenant ID ({fixture.TenantId}) is incorrectly configured in the system."), await FeedFixture.ErrorAsync(answer));
    }

    [Fact]
    public async Task Content_behind_the_limit_of_the_settings_cannot_be_listed_or_fetched()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:ContentAge"] = "7.00:00:00" });
        await fixture.SubscribeAsync("Audit.Exchange");
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        var uri = Assert.Single(await fixture.ListAsync()).GetProperty("contentUri").GetString()!;
        fixture.Time.Advance(TimeSpan.FromDays(8));
        await fixture.SignInAsync();

        using var blob = await fixture.Http.GetAsync(new Uri(uri));
        using var listing = await fixture.GetAsync($"{fixture.Feed}/subscriptions/content?{Exchange}&startTime=2026-03-01T12:00&endTime=2026-03-01T13:00");

        Assert.Equal((400, "AF20051"), (await FeedFixture.ErrorAsync(blob)) switch { var (status, code, _) => (status, code) });
        Assert.Equal((400, "AF20055"), (await FeedFixture.ErrorAsync(listing)) switch { var (status, code, _) => (status, code) });
    }

    [Fact]
    public async Task Too_many_requests_of_one_publisher_are_refused_with_403_until_the_next_minute()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:RequestsPerMinute"] = "2" });
        var publisher = Guid.NewGuid();
        var statuses = new List<int>();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await fixture.GetAsync($"{fixture.Feed}/subscriptions/list?publisherIdentifier={publisher}");
            statuses.Add((int)answer.StatusCode);
        }

        using var refused = await fixture.GetAsync($"{fixture.Feed}/audit/x?PublisherIdentifier={publisher}");
        using var other = await fixture.GetAsync($"{fixture.Feed}/subscriptions/list");
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        using var later = await fixture.GetAsync($"{fixture.Feed}/subscriptions/list?PublisherIdentifier={publisher}");

        Assert.Equal([200, 200], statuses);
        Assert.Equal((403, "AF429", $"Too many requests. Method=GetBlob, PublisherId={publisher}"), await FeedFixture.ErrorAsync(refused));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [other.StatusCode, later.StatusCode]);
    }

    [Fact]
    public async Task Starts_that_change_something_too_often_get_429_where_the_settings_say_so()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:StartInterval"] = "00:15:00" });
        await fixture.SubscribeAsync("Audit.Exchange");
        using var stop = await fixture.Http.PostAsync(FeedFixture.Path($"{fixture.Feed}/subscriptions/stop?{Exchange}"), null);
        fixture.Time.Advance(TimeSpan.FromSeconds(4));

        using var early = await fixture.StartAsync("Audit.Exchange");
        fixture.Time.Advance(TimeSpan.FromMinutes(15));
        using var later = await fixture.StartAsync("Audit.Exchange");
        using var same = await fixture.StartAsync("Audit.Exchange");

        Assert.Equal((429, "AF429", "Too many frequent subscription start requests. Please retry again after 14m 56s"), await FeedFixture.ErrorAsync(early));
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        Assert.Equal("AF20024", (await FeedFixture.ErrorAsync(same)).Code);
    }

    [Fact]
    public async Task What_fails_in_the_server_is_AF50000_without_a_word_of_the_cause()
    {
        await using var fixture = await FeedFixture.StartAsync();
        fixture.Server.Services.GetRequiredService<ServerDatabase>().Execute("DROP TABLE microsoft365_subscriptions");

        using var answer = await fixture.GetAsync($"{fixture.Feed}/subscriptions/list");

        Assert.Equal((500, "AF50000", "An internal error occurred. Retry the request."), await FeedFixture.ErrorAsync(answer));
    }

    [Fact]
    public async Task Content_whose_record_is_damaged_on_the_disk_is_AF50005_and_may_be_asked_for_again()
    {
        await using var fixture = await FeedFixture.StartAsync();
        await fixture.SubscribeAsync("Audit.Exchange");
        await fixture.AppendItemAsync([.. Enumerable.Range(0, 3000).Select(i => FeedFixture.Record($"r{i}"))]);
        var uri = (await fixture.ListAsync())[0].GetProperty("contentUri").GetString()!;
        var file = Assert.Single(Directory.EnumerateFiles(fixture.Server.Data.Tenant(TenantName.Default).Segments, "*.data"));
        await using (var data = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            data.Position = 1024;
            await data.WriteAsync(new byte[64]);
        }

        using var answer = await fixture.Http.GetAsync(new Uri(uri));

        var error = await FeedFixture.ErrorAsync(answer);
        Assert.Equal((503, "AF50005"), (error.Status, error.Code));
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.DoesNotContain(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listing_that_would_wait_too_long_for_its_items_is_AF50006_and_may_be_asked_for_again()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:ContentWaitMax"] = "100" });
        await fixture.SubscribeAsync("Audit.Exchange");
        await fixture.AppendAsync([.. Enumerable.Range(0, 600).Select(i => FeedFixture.Record($"r{i}"))]);

        using var answer = await fixture.GetAsync($"{fixture.Feed}/subscriptions/content?{Exchange}");

        var error = await FeedFixture.ErrorAsync(answer);
        Assert.Equal((503, "AF50006"), (error.Status, error.Code));
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
