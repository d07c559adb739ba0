using System.IO.Compression;
using System.Net;
using Annals.Server.Access;
using Annals.Server.Tests.Accounts;

namespace Annals.Server.Tests.Hosting;

public sealed class CompressionTests
{
    private static readonly (string, string) Accepted = ("Accept-Encoding", "gzip");

    [Fact]
    public async Task An_answer_is_packed_for_a_client_that_accepts_it_and_holds_the_same_bytes()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsAppend, Scopes.RecordsRead);
        var appended = await http.AppendAsync(Enumerable.Range(0, 50).Select(number => Json.Record($"a-{number}")));
        Assert.Equal(50, appended.GetProperty("stored").GetInt32());

        using var plain = await http.SendAsync("/v1/records?limit=50");
        using var packed = await http.SendAsync("/v1/records?limit=50", Accepted);

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
        var bytes = await packed.Content.ReadAsByteArrayAsync();
        var expected = await plain.Content.ReadAsStringAsync();
        Assert.True(bytes.Length < expected.Length / 2, $"{bytes.Length} of {expected.Length} bytes");
        using var unpacked = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        Assert.Equal(RowsOf(expected), RowsOf(await unpacked.ReadToEndAsync()));
    }

    [Fact]
    public async Task What_a_browser_asks_for_with_its_cookie_is_not_packed()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("alice", Scopes.Auditor);
        using var alice = await Person.SignInAsync(server, "alice");
        alice.Headers.Add("Accept-Encoding", "gzip");

        using var answer = await alice.GetAsync("/v1/records");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Tokens_and_secrets_are_not_packed()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.Admin);
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");

        using var client = await http.PostLinesAsync("/v1/clients", """{"name":"one","scopes":["records.read"]}""", "application/json");

        Assert.Equal(HttpStatusCode.Created, client.StatusCode);
        Assert.Empty(client.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_event_stream_is_not_packed()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsRead);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/tail", UriKind.Relative));
        request.Headers.Add("Accept-Encoding", "gzip");

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(("text/event-stream", 0), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentEncoding.Count));
    }

    private static IEnumerable<string> RowsOf(string answer) =>
        System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("records").EnumerateArray().Select(row => row.GetRawText());
}
