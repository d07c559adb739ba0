using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Annals.Server.Tests;

/// <summary>Requests and answers in JSON, with few words.</summary>
internal static class Json
{
    /// <summary>The answer to a GET, which must be 200.</summary>
    public static async Task<JsonElement> AskAsync(this HttpClient http, string path, params (string Name, string Value)[] headers)
    {
        using var answer = await http.SendAsync(path, headers);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A GET, whatever comes of it.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this HttpClient http, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request);
    }

    /// <summary>Appends records, one a line.</summary>
    public static async Task<JsonElement> AppendAsync(this HttpClient http, params IEnumerable<string> records)
    {
        using var answer = await http.PostLinesAsync("/v1/records", string.Join('\n', records));
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Posts lines of records.</summary>
    public static async Task<HttpResponseMessage> PostLinesAsync(this HttpClient http, string path, string lines, string type = "application/x-ndjson")
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(lines));
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        return await http.PostAsync(new Uri(path, UriKind.Relative), body);
    }

    /// <summary>A record of an own application.</summary>
    public static string Record(string id, string actor = "alice@example.com", string action = "door.open", string time = "2026-11-01T08:00:00Z", string outcome = "success", string more = "") =>
        $$"""{"id":"{{id}}","time":"{{time}}","actor":{"name":"{{actor}}"},"action":"{{action}}","target":{"name":"door 7"},"outcome":"{{outcome}}"{{more}}}""";
}
