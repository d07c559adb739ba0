using System.Globalization;
using System.Text.Json;
using Annals.Server.Access;
using Annals.Server.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Api.Tailing;

public sealed class TailTests
{
    [Fact]
    public async Task Records_come_while_they_arrive_and_a_reader_that_comes_back_misses_none()
    {
        await using var server = await TestServer.StartAsync();
        using var writer = await server.SignedInAsync(Scopes.RecordsAppend);
        using var http = await server.SignedInAsync(Scopes.RecordsRead);

        string last;
        using (var tail = await TailReader.OpenAsync(http, "/v1/tail?q=action:door.open"))
        {
            await writer.AppendAsync(Json.Record("1"), Json.Record("2", action: "door.close"), """{"id":"3","time":"2026-11-01T08:00:00Z","action":"door.open","odd":"line\nbreak"}""");
            var first = await tail.NextAsync();
            var second = await tail.NextAsync();
            Assert.Equal("1", first.Data.GetProperty("id").GetString());
            Assert.Equal("line\nbreak", second.Data.GetProperty("record").GetProperty("odd").GetString());
            last = second.Id;
        }

        await writer.AppendAsync(Json.Record("4"));
        using var again = await TailReader.OpenAsync(http, "/v1/tail?q=action:door.open", last);
        Assert.Equal("4", (await again.NextAsync()).Data.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_tail_ends_when_its_reader_loses_the_right()
    {
        await using var server = await TestServer.StartAsync();
        var (client, secret) = server.AddClient([Scopes.RecordsRead]);
        using var writer = await server.SignedInAsync(Scopes.RecordsAppend);
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await TestServer.TokenAsync(http, client.Id, secret));
        using var tail = await TailReader.OpenAsync(http, "/v1/tail");

        server.Services.GetRequiredService<ClientStore>().Remove(client.Tenant, client.Id, TestServer.Tester);
        await writer.AppendAsync(Json.Record("1"));

        Assert.Equal("end", await tail.EndAsync());
    }

    [Fact]
    public async Task A_tail_ends_when_the_secret_of_its_reader_is_replaced()
    {
        await using var server = await TestServer.StartAsync();
        var (client, secret) = server.AddClient([Scopes.RecordsRead]);
        using var writer = await server.SignedInAsync(Scopes.RecordsAppend);
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await TestServer.TokenAsync(http, client.Id, secret));
        using var tail = await TailReader.OpenAsync(http, "/v1/tail");

        server.RotateClient(client);
        await writer.AppendAsync(Json.Record("1"));

        Assert.Equal("end", await tail.EndAsync());
    }

    [Fact]
    public async Task A_tail_of_a_person_ends_with_the_session()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("alice", Scopes.Reader);
        using var writer = await server.SignedInAsync(Scopes.RecordsAppend);
        using var alice = await Person.SignInAsync(server, "alice");
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Add("Cookie", alice.Cookie);
        using var tail = await TailReader.OpenAsync(http, "/v1/tail");

        using var signedOut = await alice.SendAsync(HttpMethod.Delete, "/v1/session");
        await writer.AppendAsync(Json.Record("1"));

        Assert.Equal("end", await tail.EndAsync());
    }

    /// <summary>Reads server-sent events as the WHATWG describes them.</summary>
    private sealed class TailReader(HttpResponseMessage answer, StreamReader lines) : IDisposable
    {
        public static async Task<TailReader> OpenAsync(HttpClient http, string path, string? lastEventId = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            if (lastEventId is not null)
            {
                request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
            }

            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            var reader = new TailReader(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
            Assert.StartsWith(":", await reader.LineAsync(), StringComparison.Ordinal);
            return reader;
        }

        public async Task<(string Id, JsonElement Data)> NextAsync()
        {
            var id = "";
            while (true)
            {
                var line = await LineAsync();
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    id = line[4..];
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    var data = JsonDocument.Parse(line[6..]).RootElement;
                    Assert.Equal(id, data.GetProperty("position").GetInt64().ToString(CultureInfo.InvariantCulture));
                    return (id, data);
                }
            }
        }

        /// <summary>Reads to the event that ends the tail.</summary>
        public async Task<string> EndAsync()
        {
            while (true)
            {
                var line = await LineAsync();
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                {
                    return line[7..];
                }
            }
        }

        public void Dispose()
        {
            lines.Dispose();
            answer.Dispose();
        }

        private async Task<string> LineAsync() => await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) ?? throw new EndOfStreamException("The tail ended.");
    }
}
