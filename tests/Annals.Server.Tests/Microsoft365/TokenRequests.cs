using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Annals.Server.Tests.Microsoft365;

/// <summary>Requests to the token endpoints, and what is wrong with them.</summary>
internal static class TokenRequests
{
    public static Dictionary<string, string> V1(FeedFixture fixture, string resource = "https://manage.office.com") => new()
    {
        ["grant_type"] = "client_credentials", ["resource"] = resource, ["client_id"] = fixture.Client.Id.ToString(), ["client_secret"] = fixture.Secret,
    };

    public static Dictionary<string, string> V2(FeedFixture fixture) => With(Without(V1(fixture), "resource"), "scope", "https://manage.office.com/.default");

    public static Dictionary<string, string> With(Dictionary<string, string> form, string name, string value) => new(form) { [name] = value };

    public static Dictionary<string, string> Without(Dictionary<string, string> form, string name) => form.Where(field => field.Key != name).ToDictionary();

    /// <summary>Asks for a token.</summary>
    public static async Task<HttpResponseMessage> SendAsync(FeedFixture fixture, string path, Dictionary<string, string> form)
    {
        using var http = fixture.Server.Anonymous();
        using var content = new FormUrlEncodedContent(form);
        return await http.PostAsync(FeedFixture.Path(path), content);
    }

    /// <summary>Asks for a token; the answer, whatever it is, must not be kept by anybody.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(FeedFixture fixture, string path, Dictionary<string, string> form)
    {
        using var answer = await SendAsync(fixture, path, form);
        Assert.Equal("no-cache", answer.Headers.Pragma.ToString());
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Status, word and number of an error in the shape of the vendor's login host; fails when it has another.</summary>
    public static async Task<(int Status, string Word, int Code)> ErrorAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-cache", answer.Headers.Pragma.ToString());
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["error", "error_description", "error_codes", "timestamp", "trace_id", "correlation_id", "error_uri"], body.EnumerateObject().Select(member => member.Name));
        var code = Assert.Single(body.GetProperty("error_codes").EnumerateArray()).GetInt32();
        var (trace, correlation, timestamp) = (Text("trace_id"), Text("correlation_id"), Text("timestamp"));
        Assert.True(Guid.TryParse(trace, out _) && Guid.TryParse(correlation, out _));
        Assert.True(DateTime.TryParseExact(timestamp, "yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), timestamp);
        Assert.EndsWith($"code={code}", Text("error_uri"), StringComparison.Ordinal);
        var lines = Text("error_description").Split("\r\n");
        Assert.Matches($"^AADSTS{code}: .+", lines[0]);
        Assert.Equal([$"Trace ID: {trace}", $"Correlation ID: {correlation}", $"Timestamp: {timestamp}"], lines[1..]);
        return ((int)answer.StatusCode, Text("error"), code);

        string Text(string name) => body.GetProperty(name).GetString()!;
    }
}
