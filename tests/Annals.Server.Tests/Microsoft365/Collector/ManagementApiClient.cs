using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Annals.Server.Tests.Microsoft365.Collector;

/// <summary>
/// A client of the Office 365 Management Activity API, written from the vendor's reference alone: nothing of the server's code is used here, neither its types nor its
/// names. It does what collectors do: subscribe, list in windows, follow pages, fetch blobs.
/// </summary>
internal sealed class ManagementApiClient(HttpClient http, string root, string tenant, string clientId, string secret) : IDisposable
{
    private const int AttemptsMax = 5;

    /// <summary>Content types that a collector subscribes to.</summary>
    public static readonly IReadOnlyList<string> ContentTypes = ["Audit.AzureActiveDirectory", "Audit.Exchange", "Audit.SharePoint", "Audit.General", "DLP.All"];

    private string? token;

    /// <summary>Pages read so far.</summary>
    public int Pages { get; private set; }

    /// <summary>Fetches a token from the v1 endpoint, as most old clients do.</summary>
    public async Task SignInAsync()
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("resource", "https://manage.office.com"), new("client_id", clientId), new("client_secret", secret)]);
        using var answer = await http.PostAsync(new Uri($"{root}/{tenant}/oauth2/token?api-version=1.0"), form);
        var body = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"No token: {(int)answer.StatusCode} {body}");
        }

        using var json = JsonDocument.Parse(body);
        token = json.RootElement.GetProperty("access_token").GetString();
        _ = long.Parse(json.RootElement.GetProperty("expires_in").GetString()!, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>Starts what is not started; that it was started already is as good.</summary>
    public async Task SubscribeAsync()
    {
        using var listed = JsonDocument.Parse(await GetTextAsync($"{Feed}/subscriptions/list"));
        var started = listed.RootElement.EnumerateArray().Where(s => s.GetProperty("status").GetString() == "enabled").Select(s => s.GetProperty("contentType").GetString()).ToHashSet();
        foreach (var type in ContentTypes.Where(type => !started.Contains(type)))
        {
            using var request = Request(HttpMethod.Post, $"{Feed}/subscriptions/start?contentType={type}");
            request.Content = new ByteArrayContent([]);
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.OK && !text.Contains("AF20024", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{type} was not started: {(int)answer.StatusCode} {text}");
            }
        }
    }

    /// <summary>Lists the content of a type from a moment to another, in windows of 24 hours at most.</summary>
    public async Task<List<ContentBlob>> ListAsync(string type, DateTimeOffset from, DateTimeOffset to)
    {
        var blobs = new List<ContentBlob>();
        for (var start = from; start < to;)
        {
            var end = to - start > TimeSpan.FromHours(24) ? start.AddHours(24) : to;
            for (var next = $"{Feed}/subscriptions/content?contentType={type}&startTime={Moment(start)}&endTime={Moment(end)}"; next is not null;)
            {
                using var answer = await GetAsync(next);
                Pages++;
                using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                blobs.AddRange(json.RootElement.EnumerateArray().Select(item => new ContentBlob(
                    item.GetProperty("contentId").GetString()!,
                    item.GetProperty("contentUri").GetString()!,
                    item.GetProperty("contentType").GetString()!,
                    item.GetProperty("contentCreated").GetDateTimeOffset(),
                    item.GetProperty("contentExpiration").GetDateTimeOffset())));
                next = answer.Headers.TryGetValues("NextPageUri", out var following) ? following.Single() : null;
            }

            start = end;
        }

        return blobs;
    }

    /// <summary>Fetches the records of a blob, each as its text.</summary>
    public async Task<List<string>> FetchAsync(ContentBlob blob)
    {
        using var json = JsonDocument.Parse(await GetTextAsync(blob.Uri));
        return [.. json.RootElement.EnumerateArray().Select(record => record.GetRawText())];
    }

    public void Dispose() => http.Dispose();

    private string Feed => $"{root}/api/v1.0/{tenant}/activity/feed";

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private async Task<string> GetTextAsync(string uri)
    {
        using var answer = await GetAsync(uri);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> GetAsync(string uri)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = Request(HttpMethod.Get, uri);
            var answer = await http.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return answer;
            }

            var text = await answer.Content.ReadAsStringAsync();
            var status = answer.StatusCode;
            answer.Dispose();
            if (attempt == AttemptsMax)
            {
                throw new InvalidOperationException($"GET {uri}: {(int)status} {text}");
            }

            if (status == HttpStatusCode.Unauthorized)
            {
                await SignInAsync();
            }
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string uri)
    {
        var request = new HttpRequestMessage(method, uri);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}

/// <summary>A content blob as a listing names it.</summary>
internal sealed record ContentBlob(string Id, string Uri, string Type, DateTimeOffset Created, DateTimeOffset Expiration);
