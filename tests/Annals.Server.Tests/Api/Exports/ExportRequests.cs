using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Annals.Server.Tests.Api.Exports;

/// <summary>Asking for exports, with few words.</summary>
internal static class ExportRequests
{
    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient http, string path, string body) => http.PostLinesAsync(path, body, "application/json");

    /// <summary>Asks for an export and gives its id.</summary>
    public static async Task<string> ExportAsync(this HttpClient http, string body = "{}")
    {
        using var answer = await http.PostJsonAsync("/v1/exports", body);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Waits until an export has ended.</summary>
    public static async Task<JsonElement> EndedAsync(this HttpClient http, string id)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var export = await http.AskAsync($"/v1/exports/{id}");
            if (export.GetProperty("state").GetString() is not ("queued" or "running"))
            {
                return export;
            }

            await Task.Delay(20, late.Token);
        }
    }
}
