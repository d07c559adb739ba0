using System.Text.Json;

namespace Annals.Server.Tests.GenesysCloud;

/// <summary>Looks at error answers.</summary>
internal static class ErrorCheck
{
    private static readonly string[] Members = ["message", "code", "status", "messageWithParams", "messageParams", "contextId", "details", "errors"];

    /// <summary>Checks status, content type, code and every member of the shape.</summary>
    public static async Task<JsonElement> ExpectAsync(HttpResponseMessage answer, int status, string code, string? field = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        var error = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(status == 429 ? [.. Members, "limit"] : Members, error.EnumerateObject().Select(member => member.Name));
        Assert.Equal((code, status), (error.GetProperty("code").GetString(), error.GetProperty("status").GetInt32()));
        Assert.Equal(answer.Headers.GetValues("ININ-Correlation-Id").Single(), error.GetProperty("contextId").GetString());
        Assert.False(string.IsNullOrEmpty(error.GetProperty("message").GetString()));
        Assert.Equal(error.GetProperty("message").GetString(), error.GetProperty("messageWithParams").GetString());
        Assert.Equal(("{}", "[]"), (error.GetProperty("messageParams").GetRawText(), error.GetProperty("errors").GetRawText()));
        Assert.Equal(JsonValueKind.Array, error.GetProperty("details").ValueKind);
        if (field is not null)
        {
            Assert.Equal($$"""[{"errorCode":"{{code}}","fieldName":"{{field}}"}]""", error.GetProperty("details").GetRawText());
        }

        return error;
    }
}
