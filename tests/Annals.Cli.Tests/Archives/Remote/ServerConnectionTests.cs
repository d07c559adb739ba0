using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Annals.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Annals.Cli.Tests.Archives.Remote;

public sealed class ServerConnectionTests
{
    private const string Scope = "\"size\":9,\"indexed\":9,\"partial\":false";
    private const string Id = "22222222-2222-4222-8222-222222222222";
    private const string Tenant = $$"""{"name":"default","id":"11111111-1111-4111-8111-111111111111","origin":"o","created":"2026-01-01T00:00:00Z","verifierKey":"k","size":9}""";

    [Fact]
    public async Task A_token_that_is_refused_is_renewed_once()
    {
        await using var server = await ScriptedServer.StartAsync(app => app.MapGet("/v1/records/count", context =>
        {
            if (context.Request.Headers.Authorization != "Bearer 2")
            {
                context.Response.StatusCode = 401;
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync($"{{\"count\":3,{Scope}}}");
        }));

        var result = await server.RunAsync("stats");

        Assert.Equal(new RunResult(0, "3 records\n", ""), result);
        Assert.Equal(2, server.Tokens);
    }

    [Fact]
    public async Task A_token_that_is_refused_twice_ends_the_command()
    {
        await using var server = await ScriptedServer.StartAsync(app => app.MapGet("/v1/records/count", context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        }));

        var result = await server.RunAsync("stats");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("does not accept the token", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, server.Tokens);
    }

    [Fact]
    public async Task A_server_that_asks_for_patience_is_asked_again()
    {
        var attempts = 0;
        await using var server = await ScriptedServer.StartAsync(app => app.MapGet("/v1/records/count", context =>
        {
            if (attempts++ == 0)
            {
                context.Response.StatusCode = 503;
                context.Response.Headers.RetryAfter = "1";
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync($"{{\"count\":3,{Scope}}}");
        }));

        Assert.Equal(new RunResult(0, "3 records\n", ""), await server.RunAsync("stats"));
    }

    [Theory]
    [InlineData(400, """{"title":"t","detail":"The server says no."}""", 2, "The server says no.")]
    [InlineData(403, """{"title":"t","detail":"The server says no."}""", 3, "The server says no.")]
    [InlineData(503, """{"title":"Busy","detail":null}""", 3, "Busy.")]
    [InlineData(500, "[", 3, "answered 500")]
    public async Task Errors_are_told_in_the_servers_words(int status, string body, int exitCode, string words)
    {
        await using var server = await ScriptedServer.StartAsync(app => app.MapGet("/v1/records/count", context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/problem+json";
            return context.Response.WriteAsync(body);
        }));

        var result = await server.RunAsync("stats");

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"query\":\"\",\"records\":[{\"position\":\"one\"}]}")]
    [InlineData("{\"query\":\"\",\"records\":[{\"recorded\":\"2026-01-01T00:00:00Z\"}]}")]
    [InlineData("{\"query\":\"\",\"records\":[7]}")]
    public async Task An_answer_that_is_none_of_ours_is_told(string body)
    {
        await using var server = await ScriptedServer.StartAsync(app =>
        {
            app.MapGet("/v1/records/count", context => context.Response.WriteAsync(body));
            app.MapGet("/v1/records", context => context.Response.WriteAsync(body == "{}" ? "<" : body));
        });

        var stats = await server.RunAsync("stats");
        var search = await server.RunAsync("search");

        Assert.Equal((3, 3), (stats.ExitCode, search.ExitCode));
        Assert.Contains("cannot be read", stats.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be read", search.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_is_no_answer()
    {
        await using var server = await ScriptedServer.StartAsync(app => app.MapGet("/v1/records", async context =>
        {
            await context.Response.WriteAsync($"{{\"query\":\"\",{Scope},\"next\":null,\"records\":[{Shown(1)},");
            await context.Response.Body.FlushAsync();
            context.Abort();
        }));

        var result = await server.RunAsync("search", "--format", "ndjson");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("cannot be reached", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_of_any_length_come_through_as_their_bytes()
    {
        string[] records = [.. new[] { 1, 1000, 70_000, 3_000_000, 5 }.Select(length => $"{{\"a\" : \"{new string('x', length)}\", \"b\":[[{{ }}]]}}")];
        await using var server = await ScriptedServer.StartAsync(app => app.MapGet("/v1/records", context =>
            context.Response.WriteAsync($"{{\"query\":\"\",\"later\":{{\"x\":[1]}},{Scope},\"next\":null,\"records\":[{string.Join(',', records.Select((record, i) => $"{{\"position\":{i},\"recorded\":\"2026-01-01T00:00:00Z\",\"source\":\"import\",\"ip\":[],\"record\":{record}}}"))}],\"more\":1}}")));

        var result = await server.RunAsync("search", "--format", "ndjson");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(records, result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task An_import_that_is_put_off_counts_what_the_first_attempt_stored_as_stored()
    {
        using var folder = new TestFolder();
        await File.WriteAllLinesAsync(folder.File("r.ndjson"), Enumerable.Range(0, 4).Select(ExampleArchive.Record), TestContext.Current.CancellationToken);
        var bodies = new List<string>();
        await using var server = await ScriptedServer.StartAsync(app =>
        {
            app.MapGet("/v1/tenant", context => context.Response.WriteAsync(Tenant));
            app.MapPost("/v1/records", async context =>
            {
                bodies.Add(await new StreamReader(context.Request.Body, Encoding.UTF8).ReadToEndAsync());
                if (bodies.Count == 1)
                {
                    context.Response.StatusCode = 503;
                    context.Response.Headers.RetryAfter = "1";
                    return;
                }

                // The first stands below the size before: it is an old one. The second and third were stored by the attempt that was put off, as one record.
                await context.Response.WriteAsync("""{"read":4,"verdicts":[{"index":0,"verdict":"duplicate","position":3},{"index":1,"verdict":"duplicate","position":9},{"index":2,"verdict":"duplicate","position":9}]}""");
            });
        });

        var result = await server.RunAsync("import", folder.File("r.ndjson"), "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(bodies[0], bodies[1]);
        Assert.Equal("[" + string.Join(',', Enumerable.Range(0, 4).Select(ExampleArchive.Record)) + "]", bodies[1]);
        using var sums = JsonDocument.Parse(result.Output);
        Assert.Equal((4, 2, 2), (sums.RootElement.GetProperty("read").GetInt32(), sums.RootElement.GetProperty("stored").GetInt32(), sums.RootElement.GetProperty("duplicate").GetInt32()));
    }

    [Fact]
    public async Task A_long_import_is_sent_in_pieces_in_the_order_of_the_file()
    {
        using var folder = new TestFolder();
        string[] records = [.. Enumerable.Range(0, 30).Select(i => $"{{\"id\":\"{i}\",\"text\":\"{new string('x', 500_000)}\"}}")];
        await File.WriteAllLinesAsync(folder.File("r.ndjson"), records, TestContext.Current.CancellationToken);
        var received = new List<string>();
        await using var server = await ScriptedServer.StartAsync(app =>
        {
            app.MapGet("/v1/tenant", context => context.Response.WriteAsync(Tenant));
            app.MapPost("/v1/records", async context =>
            {
                using var body = await JsonDocument.ParseAsync(context.Request.Body);
                received.AddRange(body.RootElement.EnumerateArray().Select(record => record.GetRawText()));
                Assert.InRange(context.Request.ContentLength!.Value, 1, 5 << 20);
                await context.Response.WriteAsync($$"""{"read":{{body.RootElement.GetArrayLength()}},"verdicts":[]}""");
            });
        });

        var result = await server.RunAsync("import", folder.File("r.ndjson"));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(records, received);
    }

    [Fact]
    public async Task A_tail_that_breaks_goes_on_behind_the_last_record()
    {
        var asked = new List<string>();
        await using var server = await ScriptedServer.StartAsync(app =>
        {
            app.MapGet("/v1/tenant", context => context.Response.WriteAsync(Tenant));
            app.MapGet("/v1/tail", async context =>
            {
                asked.Add(context.Request.Headers["Last-Event-ID"].ToString());
                switch (asked.Count)
                {
                    case 1:
                        await context.Response.WriteAsync($": follows\n\nid: 11\ndata: {Shown(11)}\n\nid: 12\ndata: {Shown(12)[..20]}");
                        break;
                    case 2:
                        context.Response.StatusCode = 503;
                        break;
                    default:
                        await context.Response.WriteAsync($"id: 12\ndata: {Shown(12)}\n\n");
                        break;
                }
            });
        });

        var result = await server.RunAsync("tail", "--limit", "2", "--format", "ndjson");

        Assert.Equal(new RunResult(0, "{\"n\":11}\n{\"n\":12}\n", ""), result);
        Assert.Equal(["8", "11", "11"], asked);
    }

    [Fact]
    public async Task A_tail_ends_when_the_right_to_read_is_gone()
    {
        await using var server = await ScriptedServer.StartAsync(app =>
        {
            app.MapGet("/v1/tenant", context => context.Response.WriteAsync(Tenant));
            app.MapGet("/v1/tail", context => context.Response.WriteAsync("event: end\ndata: {\"reason\":\"not-authorized\"}\n\n"));
        });

        var result = await server.RunAsync("tail");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("may no longer read", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_waited_for_fetched_checked_and_removed_there()
    {
        using var folder = new TestFolder();
        const string Records = "{\"a\":1}\n";
        var steps = new List<string>();
        await using var server = await ExportingServerAsync(Records, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Records))), steps);

        var file = await server.RunAsync("export", "action:a", "--format", "csv", "--no-guard", "-o", folder.File("out.csv"));
        var stream = await server.RunAsync("export", "-o", "-");

        Assert.Equal((0, ""), (file.ExitCode, file.Error));
        Assert.StartsWith("1 records, 8 bytes in ", file.Output, StringComparison.Ordinal);
        Assert.Equal(Records, await File.ReadAllTextAsync(folder.File("out.csv"), TestContext.Current.CancellationToken));
        Assert.Contains("\"count\":1", await File.ReadAllTextAsync(folder.File("out.csv.manifest.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((0, Records), (stream.ExitCode, stream.Output));
        Assert.Contains("\"count\":1", stream.Error, StringComparison.Ordinal);
        Assert.Equal(
            [
                """post {"q":"action:a","format":"csv","guard":false}""", "running", "done", "manifest", "file", "delete",
                """post {"q":"*","format":"ndjson","guard":true}""", "running", "done", "manifest", "file", "delete",
            ],
            steps);
    }

    [Fact]
    public async Task An_export_that_is_not_what_its_manifest_tells_of_leaves_no_file()
    {
        using var folder = new TestFolder();
        await using var server = await ExportingServerAsync("{\"a\":1}\n", new string('0', 64), []);

        var result = await server.RunAsync("export", "-o", folder.File("out.ndjson"));

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("not the one that its manifest tells of", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task An_export_that_failed_tells_the_reason()
    {
        using var folder = new TestFolder();
        await using var server = await ScriptedServer.StartAsync(app =>
        {
            app.MapPost("/v1/exports", context => context.Response.WriteAsync($$"""{"id":"{{Id}}","state":"failed","records":0,"reason":"The disk of the server is full."}"""));
            app.MapDelete($"/v1/exports/{Id}", context => Task.CompletedTask);
        });

        var result = await server.RunAsync("export", "-o", folder.File("out.ndjson"));

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("The disk of the server is full.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"good\":true,\"verdict\":\"consistent\",\"faults\":[]", 0, "consistent\n9 entries, 1 of them erased")]
    [InlineData("\"good\":false,\"verdict\":\"broken\",\"faults\":[{\"file\":\"f\",\"offset\":3,\"first\":null,\"last\":null,\"reason\":\"r\"}]", 1, "f at byte 3: r\nremark\nbroken\n")]
    [InlineData("\"good\":null,\"verdict\":null,\"reason\":\"It was stopped.\",\"faults\":[]", 3, "It was stopped.")]
    public async Task A_verification_is_waited_for_and_told(string verdict, int exitCode, string words)
    {
        await using var server = await ScriptedServer.StartAsync(app =>
        {
            app.MapPost("/v1/verifications", context => context.Response.WriteAsync($$"""{"id":"{{Id}}","state":"running","size":0,"checked":0,"erased":0,"faults":[],"remarks":[]}"""));
            app.MapGet($"/v1/verifications/{Id}", context => context.Response.WriteAsync($$"""{"id":"{{Id}}","state":"done","size":9,"checked":9,"erased":1,"remarks":["remark"],{{verdict}}}"""));
        });

        var result = await server.RunAsync("verify");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(words, (result.Output + result.Error).Replace("remark\nconsistent", "consistent", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static Task<ScriptedServer> ExportingServerAsync(string records, string digest, List<string> steps) => ScriptedServer.StartAsync(app =>
    {
        app.MapPost("/v1/exports", async context =>
        {
            steps.Add("post " + await new StreamReader(context.Request.Body, Encoding.UTF8).ReadToEndAsync());
            await context.Response.WriteAsync($$"""{"id":"{{Id}}","state":"queued","records":0}""");
        });
        app.MapGet($"/v1/exports/{Id}", context =>
        {
            steps.Add(steps[^1] == "running" ? "done" : "running");
            return context.Response.WriteAsync($$"""{"id":"{{Id}}","state":"{{steps[^1]}}","records":1}""");
        });
        app.MapGet($"/v1/exports/{Id}/manifest", context =>
        {
            steps.Add("manifest");
            return context.Response.WriteAsync($$"""{"count":1,"length":{{records.Length}},"sha256":"{{digest}}"}""");
        });
        app.MapGet($"/v1/exports/{Id}/file", context =>
        {
            steps.Add("file");
            return context.Response.WriteAsync(records);
        });
        app.MapDelete($"/v1/exports/{Id}", context =>
        {
            steps.Add("delete");
            return Task.CompletedTask;
        });
    });

    private static string Shown(int position) => $"{{\"position\":{position},\"recorded\":\"2026-01-01T00:00:00Z\",\"source\":\"import\",\"outcome\":\"unknown\",\"ip\":[],\"record\":{{\"n\":{position}}}}}";
}
