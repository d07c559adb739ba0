using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Annals.Server.Access;
using Annals.Server.Storage;
using Annals.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Microsoft365;

/// <summary>
/// Every row of the vendor's two error tables (reference, sections 1 and 3), provoked by a request: status, content type, code and shape. Issue "The server", must show 4.
/// One answer that the reference tells of beside the tables cannot happen: 400 with a sentence <c>StartSubscription [CorrId=…</c> as its code says that auditing is switched
/// off in the tenant, and an archive has no such switch. <c>AF50005</c> and <c>AF50006</c> come with 503 instead of the 500 that the reference infers: a collector that goes by
/// the status alone, as most do, then knows that the request may be sent again.
/// </summary>
public sealed partial class ErrorTableTests
{
    private const string Exchange = "contentType=Audit.Exchange";
    private const string Internal = "An internal error occurred. Retry the request.";
    private const string Storage = "Reading or writing the archive failed. Nothing that was acknowledged is lost. The server's log says why.";
    private const string NoSubscription = "No subscription found for the specified content type.";
    private const string BadWindow = "Start time and end time must both be specified (or both omitted) and must be less than or equal to 24 hours apart, with the start time before the end time.";
    private const string BadWindowOfAge = "Start time and end time must both be specified (or both omitted) and must be less than or equal to 24 hours apart, with the start time no more than 7 days in the past and start time before the end time.";
    private const string NoSuchBlob = "20260301110000000000000$20260301110100000000999$audit_exchange$Audit_Exchange$annals";
    private const string OldBlob = "492638008028$492638008028$tenantspo2015043022$0a1b$04";
    private const string Hook = "https://hooks.example.com/a";
    private static readonly Guid Publisher = new("0b5a1c1e-0000-4000-8000-000000000001");

    /// <summary>Statuses that are not those of the table; see above why.</summary>
    private static readonly Dictionary<string, int> OwnStatuses = new() { ["AF50005"] = 503, ["AF50006"] = 503 };

    /// <summary>The client has an enabled subscription to Audit.Exchange and a stopped one to Audit.General, unless the case says otherwise.</summary>
    private static readonly Case[] Cases =
    [
        new("AF10001", "a client without the scope", 401, "The permission set () sent in the request does not include the expected permission.", Weak("/subscriptions/list")),
        new("AF10001", "a client without the scope asks for content", 401, "The permission set () sent in the request does not include the expected permission.", Weak("/subscriptions/content?contentType=DLP.All")),
        new("AF10001", "a client without the scope asks for a blob", 401, "The permission set () sent in the request does not include the expected permission.", Weak("/audit/x")),
        new("AF10001", "a client without the scope asks for names", 401, "The permission set () sent in the request does not include the expected permission.", Weak("/resources/dlpSensitiveTypes")),
        new("AF10001", "DLP content that the settings close", 401, "The permission set (ActivityFeed.Read) sent in the request does not include the expected permission.", Post("/subscriptions/start?contentType=DLP.All"))
        {
            Settings = { ["Microsoft365:DlpContent"] = "false" },
        },
        new("AF20001", "a listing of no content type", 400, "Missing parameter: contentType.", Get("/subscriptions/content")),
        new("AF20001", "a start of no content type", 400, "Missing parameter: contentType.", Post("/subscriptions/start")),
        new("AF20001", "a webhook without an address", 400, "Missing parameter: address.", Start("""{"webhook":{"authId":"x"}}""")),
        new("AF20002", "a time that is none", 400, "Invalid parameter type: startTime. Expected type: datetime.", Get($"/subscriptions/content?{Exchange}&startTime=yesterday&endTime=2026-03-01")),
        new("AF20002", "a time behind the end of the calendar", 400, "Invalid parameter type: startTime. Expected type: datetime.", Get($"/subscriptions/content?{Exchange}&startTime=9999-12-31T24:00&endTime=9999-12-31T24:00")),
        new("AF20002", "an expiration behind the end of the calendar", 400, "Invalid parameter type: expiration. Expected type: datetime.", Start($$$"""{"webhook":{"address":"{{{Hook}}}","expiration":"9999-12-31T24:00:00"}}""")),
        new("AF20002", "a publisher that is no GUID", 400, "Invalid parameter type: PublisherIdentifier. Expected type: guid.", Get("/subscriptions/list?PublisherIdentifier=me")),
        new("AF20002", "an expiration that is no time", 400, "Invalid parameter type: expiration. Expected type: datetime.", Start($$$"""{"webhook":{"address":"{{{Hook}}}","expiration":"soon"}}""")),
        new("AF20002", "a webhook that is a number", 400, "Invalid parameter type: webhook. Expected type: object.", Start("""{"webhook":5}""")),
        new("AF20002", "a body that is an array", 400, "Invalid parameter type: webhook. Expected type: object.", Start("[1]")),
        new("AF20002", "a body that ends too early", 400, "Invalid parameter type: webhook. Expected type: object.", Start("""{"webhook":""")),
        new("AF20003", "an expiration in the past", 400, "Expiration 2020-01-01T00:00:00 provided is set to past date and time.", Start($$$"""{"webhook":{"address":"{{{Hook}}}","expiration":"2020-01-01T00:00:00"}}""")),
        new("AF20010", "the address names another tenant", 400, "The tenant ID passed in the URL (11111111-2222-4333-8444-555555555555) does not match the tenant ID passed in the access token ({tid}).", Tenant("11111111-2222-4333-8444-555555555555")),
        new("AF20011", "the address names the GUID of zeros", 400, "Specified tenant ID (00000000-0000-0000-0000-000000000000) does not exist in the system or has been deleted.", Tenant("00000000-0000-0000-0000-000000000000")),
        new("AF20012", "a tenant that is not served here", 400, "Specified tenant ID ({tid}) is incorrectly configured in the system.", Post($"/subscriptions/start?{Exchange}"))
        {
            Settings = { ["Microsoft365:Tenants:default:Enabled"] = "false" },
            IsSubscribed = false,
        },
        new("AF20013", "the address names a domain", 400, "The tenant ID passed in the URL (contoso.example.com) is not a valid GUID.", Tenant("contoso.example.com")),
        new("AF20020", "a listing of an unknown content type", 400, "The specified content type is not valid.", Get("/subscriptions/content?contentType=Audit.Everything")),
        new("AF20020", "a stop of an unknown content type", 400, "The specified content type is not valid.", Post("/subscriptions/stop?contentType=Audit.Everything")),
        new("AF20021", "a webhook that does not answer 200", 400, "The webhook endpoint (https://127.0.0.1:9/hook) could not be validated. The endpoint did not return HTTP 200.", Start("""{"webhook":{"address":"https://127.0.0.1:9/hook"}}"""))
        {
            Settings = { ["Microsoft365:Webhooks"] = "true", ["Server:PublicUrl"] = "https://annals.example.com" },
        },
        new("AF20021", "a webhook without encryption", 400, "The webhook endpoint (http://hooks.example.com/a) could not be validated. The address must begin with HTTPS.", Start("""{"webhook":{"address":"http://hooks.example.com/a"}}"""))
        {
            Settings = { ["Microsoft365:Webhooks"] = "true", ["Server:PublicUrl"] = "https://annals.example.com" },
        },
        new("AF20021", "a webhook where the settings allow none", 400, $"The webhook endpoint ({Hook}) could not be validated. This server sends no notifications; list the content instead.", Start($$$"""{"webhook":{"address":"{{{Hook}}}"}}""")),
        new("AF20022", "a listing of what was never started", 400, NoSubscription, Get("/subscriptions/content?contentType=Audit.SharePoint")),
        new("AF20022", "notifications of what was never started", 400, NoSubscription, Get("/subscriptions/notifications?contentType=Audit.SharePoint")),
        new("AF20022", "a stop of what was never started", 400, NoSubscription, Post("/subscriptions/stop?contentType=Audit.SharePoint")),
        new("AF20023", "a listing of what was stopped", 400, "The subscription was disabled.", Get("/subscriptions/content?contentType=Audit.General")),
        new("AF20023", "a stop of what was stopped", 400, "The subscription was disabled.", Post("/subscriptions/stop?contentType=Audit.General")),
        new("AF20024", "a start of what is started", 400, "The subscription is already enabled. No property change.", Post($"/subscriptions/start?{Exchange}")),
        new("AF20030", "half a window", 400, "Start time and end time must both be specified (or both omitted).", Get($"/subscriptions/content?{Exchange}&startTime=2026-03-01")),
        new("AF20031", "a page that nobody was sent to", 400, "Invalid nextPage Input: 2015101900R022885001761.", Get($"/subscriptions/content?{Exchange}&nextPage=2015101900R022885001761")),
        new("AF20050", "a blob that is not there", 404, $"The specified content ({NoSuchBlob}) does not exist.", Get($"/audit/{NoSuchBlob}")),
        new("AF20051", "a blob behind the age of the settings", 400, "Content requested with the key {id} has already expired and cannot be retrieved.", ExpiredBlobAsync)
        {
            Settings = { ["Microsoft365:ContentAge"] = "7.00:00:00" },
        },
        new("AF20052", "an id of another kind", 400, $"Blob key {OldBlob} in the url is invalid", Get($"/audit/{OldBlob}")),
        new("AF20052", "an id that is a path", 400, "Blob key ..%2f..%2fserver.key in the url is invalid", Get("/audit/..%2f..%2fserver.key")),
        new("AF20053", "two languages", 400, "The header Accept-Language may name one language only.", Language("en-US, de-DE")),
        new("AF20054", "a language that is none", 400, "The header Accept-Language does not have the form of a language.", Language("no language!")),
        new("AF20054", "a language of more than full weight", 400, "The header Accept-Language does not have the form of a language.", Language("en-US;q=2")),
        new("AF20055", "an empty window", 400, BadWindow, Get($"/subscriptions/content?{Exchange}&startTime=2026-03-01&endTime=2026-03-01")),
        new("AF20055", "a window of more than a day", 400, BadWindow, Get($"/subscriptions/content?{Exchange}&startTime=2026-02-28&endTime=2026-03-01T00:00:01")),
        new("AF20055", "a window behind the age of the settings", 400, BadWindowOfAge, Get($"/subscriptions/content?{Exchange}&startTime=2026-02-20T12:00&endTime=2026-02-20T13:00"))
        {
            Settings = { ["Microsoft365:ContentAge"] = "7.00:00:00" },
        },
        new("AF429", "more requests than a publisher has in a minute", 403, $"Too many requests. Method=GetBlob, PublisherId={Publisher}", TooManyAsync)
        {
            Settings = { ["Microsoft365:RequestsPerMinute"] = "3" },
        },
        new("AF429", "starts that change something too often", 429, "Too many frequent subscription start requests. Please retry again after 14m 56s", TooManyStartsAsync)
        {
            Settings = { ["Microsoft365:StartInterval"] = "00:15:00" },
        },
        new("AF50000", "what nobody foresaw", 500, Internal, UnforeseenAsync),
        new("AF50005", "a blob whose file has lost its end", 503, Storage, CutOffAsync),
        new("AF50005", "a database of the server that cannot be opened", 503, Storage, NoDatabaseAsync),
        new("AF50006", "items of content that have to be made again", 503, Internal, BehindAsync),
        new("AF50006", "a listing that would wait longer for its items than the settings allow", 503, Internal, WaitingAsync)
        {
            Settings = { ["Microsoft365:ContentWaitMax"] = "100" },
        },
    ];

    public static TheoryData<string> Names => [.. Cases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_row_of_the_feeds_table_has_its_status_its_code_and_its_shape(string name)
    {
        var row = Assert.Single(Cases, one => one.Name == name);
        await using var fixture = await FeedFixture.StartAsync(row.Settings);
        if (row.IsSubscribed)
        {
            await fixture.SubscribeAsync("Audit.Exchange", "Audit.General");
            using var stopped = await fixture.Http.PostAsync(FeedFixture.Path($"{fixture.Feed}/subscriptions/stop?contentType=Audit.General"), null);
            Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        }

        using var answer = await row.Provoke(fixture);

        var error = await FeedFixture.ErrorAsync(answer);
        var id = answer.RequestMessage!.RequestUri!.Segments[^1];
        var message = row.Message.Replace("{tid}", fixture.TenantId.ToString(), StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal);
        Assert.Equal((row.Status, row.Code, message), error);
        Assert.Equal(row.Status == 503, answer.Headers.RetryAfter is not null);
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void The_feeds_table_has_no_row_without_a_case_and_no_case_is_without_a_row()
    {
        var rows = ReferenceTable.Rows("microsoft365.md", "| Code | HTTP |")
            .SelectMany(row => Code().Matches(row[0]).SelectMany(code => Status().Matches(row[1]).Select(status => (code.Value, OwnStatuses.GetValueOrDefault(code.Value, int.Parse(status.Value, null))))))
            .ToList();

        Assert.True(rows.Count >= 25);
        Assert.Equal(rows.Order(), Cases.Select(one => (one.Code, one.Status)).Distinct().Order());
    }

    /// <summary>What the table does not have, in the same shape.</summary>
    [Theory]
    [InlineData("GET", "{feed}/nothing", 404, "NotFound")]
    [InlineData("GET", "/api/v1.0/", 404, "NotFound")]
    [InlineData("DELETE", "{feed}/subscriptions/list", 405, "MethodNotAllowed")]
    public async Task What_is_not_there_is_told_in_the_same_shape(string method, string path, int status, string code)
    {
        await using var fixture = await FeedFixture.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{feed}", fixture.Feed, StringComparison.Ordinal));

        using var answer = await fixture.Http.SendAsync(request);

        var error = await FeedFixture.ErrorAsync(answer);
        Assert.Equal((status, code), (error.Status, error.Code));
    }

    [Theory]
    [InlineData("no token")]
    [InlineData("forged token")]
    public async Task Who_is_not_known_gets_401(string fault)
    {
        await using var fixture = await FeedFixture.StartAsync();
        using var http = fixture.Server.Anonymous();
        if (fault == "forged token")
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", fixture.Http.DefaultRequestHeaders.Authorization!.Parameter![..^3] + "abc");
        }

        foreach (var path in (string[])["/subscriptions/list", "/subscriptions/content?contentType=DLP.All", "/audit/x", "/resources/dlpSensitiveTypes"])
        {
            using var answer = await http.GetAsync(FeedFixture.Path(fixture.Feed + path));
            var error = await FeedFixture.ErrorAsync(answer);
            Assert.Equal((401, "Unauthorized"), (error.Status, error.Code));
        }
    }

    [Theory]
    [InlineData($$$"""{"webhook":{"address":"{{{Hook}}}","expiration":"2020-01-01T00:00:00"}}""", "AF20003")]
    [InlineData($$$"""{"webhook":{"address":"{{{Hook}}}"}}""", "AF20021")]
    [InlineData("""{"webhook":""", "AF20002")]
    public async Task A_webhook_that_cannot_be_changes_nothing(string body, string code)
    {
        await using var fixture = await FeedFixture.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await fixture.StartAsync("Audit.Exchange", content);

        Assert.Equal(code, (await FeedFixture.ErrorAsync(answer)).Code);
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
    public async Task Too_many_requests_of_one_publisher_hinder_no_other_one_and_end_with_the_minute()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:RequestsPerMinute"] = "3" });
        using var refused = await TooManyAsync(fixture);

        using var other = await fixture.GetAsync($"{fixture.Feed}/subscriptions/list");
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        using var later = await fixture.GetAsync($"{fixture.Feed}/subscriptions/list?PublisherIdentifier={Publisher}");

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.OK], [refused.StatusCode, other.StatusCode, later.StatusCode]);
    }

    [Fact]
    public async Task Publishers_that_are_made_up_share_one_count()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:RequestsPerMinute"] = "2" });
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await fixture.GetAsync($"{fixture.Feed}/subscriptions/list?PublisherIdentifier={Guid.NewGuid()}");
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 18), HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], statuses);
    }

    [Fact]
    public async Task Starts_that_come_too_often_may_be_sent_again_after_the_time_that_they_are_told()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:StartInterval"] = "00:15:00" });
        await fixture.SubscribeAsync("Audit.Exchange");
        using var early = await TooManyStartsAsync(fixture);

        fixture.Time.Advance(TimeSpan.FromSeconds((14 * 60) + 56));
        using var later = await fixture.StartAsync("Audit.Exchange");
        using var same = await fixture.StartAsync("Audit.Exchange");

        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.OK], [early.StatusCode, later.StatusCode]);
        Assert.Equal("AF20024", (await FeedFixture.ErrorAsync(same)).Code);
    }

    [Fact]
    public async Task What_cannot_be_answered_yet_is_answered_when_it_is_asked_again()
    {
        await using var fixture = await FeedFixture.StartAsync();
        await fixture.SubscribeAsync("Audit.Exchange");
        using var behind = await BehindAsync(fixture);

        using var again = await fixture.Http.GetAsync(behind.RequestMessage!.RequestUri);

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], [behind.StatusCode, again.StatusCode]);
    }

    private static Func<FeedFixture, Task<HttpResponseMessage>> Get(string path) => fixture => fixture.GetAsync(fixture.Feed + path);

    private static Func<FeedFixture, Task<HttpResponseMessage>> Post(string path) => fixture => fixture.Http.PostAsync(FeedFixture.Path(fixture.Feed + path), null);

    private static Func<FeedFixture, Task<HttpResponseMessage>> Tenant(string segment) => fixture => fixture.GetAsync($"/api/v1.0/{segment}/activity/feed/subscriptions/list");

    private static Func<FeedFixture, Task<HttpResponseMessage>> Start(string body) => async fixture =>
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await fixture.StartAsync("Audit.SharePoint", content);
    };

    private static Func<FeedFixture, Task<HttpResponseMessage>> Weak(string path) => async fixture =>
    {
        using var http = await fixture.Server.SignedInAsync(Scopes.RecordsAppend, Scopes.Admin);
        return await http.GetAsync(FeedFixture.Path(fixture.Feed + path));
    };

    private static Func<FeedFixture, Task<HttpResponseMessage>> Language(string header) => fixture => fixture.Http.SendAsync($"{fixture.Feed}/resources/dlpSensitiveTypes", ("Accept-Language", header));

    private static async Task<HttpResponseMessage> ExpiredBlobAsync(FeedFixture fixture)
    {
        var uri = await BlobAsync(fixture, 1);
        fixture.Time.Advance(TimeSpan.FromDays(8));
        await fixture.SignInAsync();
        return await fixture.Http.GetAsync(uri);
    }

    private static async Task<HttpResponseMessage> TooManyAsync(FeedFixture fixture)
    {
        for (var i = 0; i < 3; i++)
        {
            using var answer = await fixture.GetAsync($"{fixture.Feed}/subscriptions/list?publisherIdentifier={Publisher}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        return await fixture.GetAsync($"{fixture.Feed}/audit/x?PublisherIdentifier={Publisher}");
    }

    private static async Task<HttpResponseMessage> TooManyStartsAsync(FeedFixture fixture)
    {
        using var stop = await fixture.Http.PostAsync(FeedFixture.Path($"{fixture.Feed}/subscriptions/stop?{Exchange}"), null);
        fixture.Time.Advance(TimeSpan.FromSeconds(4));
        return await fixture.StartAsync("Audit.Exchange");
    }

    private static Task<HttpResponseMessage> UnforeseenAsync(FeedFixture fixture)
    {
        fixture.Server.Services.GetRequiredService<ServerDatabase>().Execute("DROP TABLE microsoft365_subscriptions");
        return fixture.GetAsync($"{fixture.Feed}/subscriptions/list");
    }

    private static async Task<HttpResponseMessage> CutOffAsync(FeedFixture fixture)
    {
        var uri = await BlobAsync(fixture, DiskFaults.RecordsInFile);
        DiskFaults.CutOffRecords(fixture.Server.Tenant());
        return await fixture.Http.GetAsync(uri);
    }

    private static Task<HttpResponseMessage> NoDatabaseAsync(FeedFixture fixture) =>
        DiskFaults.WithoutDatabaseAsync(fixture.Server.Services, () => fixture.GetAsync($"{fixture.Feed}/subscriptions/list"));

    private static async Task<HttpResponseMessage> WaitingAsync(FeedFixture fixture)
    {
        await fixture.AppendAsync([.. Enumerable.Range(0, 600).Select(i => FeedFixture.Record($"r{i}"))]);
        return await fixture.GetAsync($"{fixture.Feed}/subscriptions/content?{Exchange}");
    }

    /// <summary>Spoils the derived list of content: the server finds that out when it reads it, throws it away and makes it again.</summary>
    private static async Task<HttpResponseMessage> BehindAsync(FeedFixture fixture)
    {
        var uri = await BlobAsync(fixture, 1);
        await using (var items = new SqliteConnection($"Data Source={fixture.Server.Tenant().Folder.Content};Pooling=false"))
        {
            await items.OpenAsync();
            await using var spoil = items.CreateCommand();
            spoil.CommandText = "UPDATE items SET positions = x'80'";
            Assert.Equal(1, await spoil.ExecuteNonQueryAsync());
        }

        return await fixture.Http.GetAsync(uri);
    }

    /// <summary>Stores an item of content and gives its address.</summary>
    private static async Task<Uri> BlobAsync(FeedFixture fixture, int records)
    {
        await fixture.AppendItemAsync([.. Enumerable.Range(0, records).Select(i => FeedFixture.Record($"r{i}"))]);
        return new Uri(Assert.Single(await fixture.ListAsync()).GetProperty("contentUri").GetString()!);
    }

    [GeneratedRegex(@"AF\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\d{3}", RegexOptions.CultureInvariant)]
    private static partial Regex Status();

    /// <summary>A way to a row of the table.</summary>
    private sealed record Case(string Code, string What, int Status, string Message, Func<FeedFixture, Task<HttpResponseMessage>> Provoke)
    {
        public string Name => $"{Code}: {What}";

        public Dictionary<string, string?> Settings { get; } = [];

        public bool IsSubscribed { get; init; } = true;
    }
}
