using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Annals.Archive;
using Annals.Log;
using Annals.Server.Access;
using Annals.Server.Tests.Microsoft365.Collector;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Server.Tests.Microsoft365;

/// <summary>A server with one client of the Management Activity API, at a time of the test's choosing.</summary>
internal sealed class FeedFixture : IAsyncDisposable
{
    private HttpClient? writer;

    private FeedFixture(TestServer server, FakeTimeProvider? time, Client client, string secret, HttpClient http)
    {
        Server = server;
        Time = time!;
        Client = client;
        Secret = secret;
        Http = http;
    }

    public TestServer Server { get; }

    public FakeTimeProvider Time { get; }

    public Client Client { get; }

    public string Secret { get; }

    /// <summary>Signed in.</summary>
    public HttpClient Http { get; }

    public Guid TenantId => Client.Tenant;

    /// <summary>Begin of the paths of the feed.</summary>
    public string Feed => $"/api/v1.0/{TenantId}/activity/feed";

    public static async Task<FeedFixture> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, IReadOnlyList<string>? tenants = null, TimeProvider? time = null, Action<IServiceCollection>? services = null)
    {
        var clock = time is null ? new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)) : null;
        var all = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { ["Access:TokenLifetime"] = "1.00:00:00" };
        var server = await TestServer.StartAsync(tenants, all, time ?? clock, services: services);
        var (client, secret) = server.AddClient([Scopes.RecordsRead]);
        var http = server.Anonymous();
        var fixture = new FeedFixture(server, clock, client, secret, http);
        await fixture.SignInAsync();
        return fixture;
    }

    /// <summary>Fetches a new token, for instance because the time was moved on by more than a day.</summary>
    public async Task SignInAsync()
    {
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(Http, TenantId.ToString(), Client.Id, Secret));
        writer?.Dispose();
        writer = await WriterAsync();
    }

    public static async Task<string> TokenAsync(HttpClient http, string tenant, Guid client, string secret)
    {
        using var form = Form(("grant_type", "client_credentials"), ("scope", "https://manage.office.com/.default"), ("client_id", client.ToString()), ("client_secret", secret));
        using var answer = await http.PostAsync(Path($"/{tenant}/oauth2/v2.0/token"), form);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public static Uri Path(string path) => new(path, UriKind.Relative);

    /// <summary>A record of a content type, one line.</summary>
    public static string Record(string id, int type = 2, string workload = "Exchange", int padding = 0) =>
        $$"""{"CreationTime":"2026-03-01T11:00:00","Id":"{{id}}","Operation":"Do","OrganizationId":"5d4b2f0a-0000-4000-8000-000000000001","RecordType":{{type.ToString(CultureInfo.InvariantCulture)}},"UserKey":"k","UserType":0,"Workload":"{{workload}}","UserId":"anna@example.com","Note":"{{new string('n', padding)}}"}""";

    /// <summary>Stores records over the server's own interface.</summary>
    public Task AppendAsync(params string[] records) => AppendAsync(writer!, records);

    /// <inheritdoc cref="AppendAsync(string[])"/>
    public static async Task AppendAsync(HttpClient writer, params string[] records)
    {
        using var body = new StringContent(string.Join('\n', records), Encoding.UTF8, "application/x-ndjson");
        using var answer = await writer.PostAsync(Path("/v1/records?verdicts=problems"), body);
        answer.EnsureSuccessStatusCode();
        Assert.Equal(0, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("refused").GetInt32());
    }

    /// <summary>Somebody who may append records of both vendors.</summary>
    public Task<HttpClient> WriterAsync(string tenant = "default") => Server.SignedInAsync([Scopes.RecordsAppend], ["microsoft365", "genesys-cloud"], tenant);

    /// <summary>Stores records as one content item that can be listed.</summary>
    public async Task AppendItemAsync(params string[] records)
    {
        await AppendAsync(records);
        Time.Advance(TimeSpan.FromSeconds(61));
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(Path(path));

    public Task<HttpResponseMessage> StartAsync(string type, HttpContent? body = null) => Http.PostAsync(Path($"{Feed}/subscriptions/start?contentType={type}"), body);

    /// <summary>Starts a subscription that must be new.</summary>
    public async Task SubscribeAsync(params string[] types)
    {
        foreach (var type in types)
        {
            using var answer = await StartAsync(type);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>The items of a listing of the last 24 hours.</summary>
    public async Task<List<JsonElement>> ListAsync(string type = "Audit.Exchange")
    {
        using var answer = await GetAsync($"{Feed}/subscriptions/content?contentType={type}");
        answer.EnsureSuccessStatusCode();
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray()];
    }

    /// <summary>A collector with the fixture's client.</summary>
    public ManagementApiClient MakeCollector() => new(new HttpClient(), Server.Url.ToString().TrimEnd('/'), TenantId.ToString(), Client.Id.ToString(), Secret);

    /// <summary>The Microsoft 365 records that the tenant holds, as they are stored: read from the log itself.</summary>
    public static List<string> Stored(Tenant tenant)
    {
        var source = Digest16.Read(SHA256.HashData("microsoft365"u8));
        return [.. Enumerable.Range(0, (int)tenant.Size)
            .Select(position => tenant.LogReader.ReadRecord(position))
            .Where(record => record.Entry.Kind == EntryKind.Record && record.Entry.SourceId == source)
            .Select(record => Encoding.UTF8.GetString(record.Payload.Span))];
    }

    /// <summary>Status, code and message of an error in the feed's shape; fails when it has another.</summary>
    public static async Task<(int Status, string Code, string Message)> ErrorAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["error"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["code", "message"], body.GetProperty("error").EnumerateObject().Select(member => member.Name));
        return ((int)answer.StatusCode, body.GetProperty("error").GetProperty("code").GetString()!, body.GetProperty("error").GetProperty("message").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        writer?.Dispose();
        await Server.DisposeAsync();
    }
}
