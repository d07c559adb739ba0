using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Annals.Archive;
using Annals.Server.Access;

namespace Annals.Server.Tests.Api.Appending;

public sealed class AppendTests
{
    [Fact]
    public async Task A_record_is_stored_once_found_at_once_and_given_back_byte_for_byte()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsAppend, Scopes.RecordsRead);
        const string Odd = """{ "id":"1", "time" : "2026-11-01T08:00:00Z","action":"door.open", "weight":1.0e0, "id2":"é\u0041" }""";

        var first = await http.AppendAsync(Odd);
        var again = await http.AppendAsync("""{"time":"2026-11-01T08:00:00Z","id":"1","action":"door.open","weight":1.0e0,"id2":"éA"}""");
        var position = first.GetProperty("verdicts")[0].GetProperty("position").GetInt64();
        using var raw = await http.SendAsync($"/v1/records/{position}/raw");
        var found = await http.AskAsync("/v1/records?q=action:door.open");

        Assert.Equal("stored", first.GetProperty("verdicts")[0].GetProperty("verdict").GetString());
        Assert.Equal("duplicate", again.GetProperty("verdicts")[0].GetProperty("verdict").GetString());
        Assert.Equal(position, again.GetProperty("verdicts")[0].GetProperty("position").GetInt64());
        Assert.Equal(Odd, await raw.Content.ReadAsStringAsync());
        Assert.Equal("attachment", raw.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", raw.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(position, Assert.Single(found.GetProperty("records").EnumerateArray()).GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task More_records_than_allowed_are_413_and_those_that_were_stored_are_duplicates_in_smaller_requests()
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { ["Limits:AppendRecordsMax"] = "20000" });
        using var http = await server.SignedInAsync(Scopes.RecordsAppend);
        var records = Enumerable.Range(0, 40_000).Select(i => $$"""{"id":"{{i}}"}""").ToList();

        using var refused = await http.PostLinesAsync("/v1/records", string.Join('\n', records));
        var first = await http.AppendAsync(records.Take(20_000));
        var second = await http.AppendAsync(records.Skip(20_000));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Contains("too-many-records", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(20_000, first.GetProperty("stored").GetInt32() + first.GetProperty("duplicate").GetInt32());
        Assert.Equal(20_000, second.GetProperty("stored").GetInt32());
    }

    [Fact]
    public async Task A_packed_body_of_very_many_lines_is_given_up_early()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsAppend);
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a\n", 20_000_000))));
        }

        using var body = new ByteArrayContent(packed.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", "application/x-ndjson");
        body.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
        using var answer = await http.PostAsync(new Uri("/v1/records", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Each_record_has_its_verdict_in_its_place()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsAppend);

        using var answer = await http.PostLinesAsync("/v1/records", string.Join('\n', Json.Record("1"), "nonsense", Json.Record("1"), Json.Record("1", action: "door.close"), "{\"a\":", """{"annals":"tenant.created","id":"x"}"""));

        var verdicts = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("verdicts").EnumerateArray().ToList();
        Assert.Equal(["stored", "refused", "duplicate", "variant", "refused", "stored"], verdicts.Select(verdict => verdict.GetProperty("verdict").GetString()));
        Assert.Equal(Enumerable.Range(0, 6), verdicts.Select(verdict => verdict.GetProperty("index").GetInt32()));
        Assert.Equal(verdicts[0].GetProperty("position").GetInt64(), verdicts[3].GetProperty("first").GetInt64());
    }

    [Fact]
    public async Task A_client_appends_to_its_own_sources_only_and_never_to_a_vendors_unless_named()
    {
        await using var server = await TestServer.StartAsync();
        using var any = await server.SignedInAsync(Scopes.RecordsAppend);
        using var payroll = await server.SignedInAsync([Scopes.RecordsAppend], ["payroll"]);
        using var collector = await server.SignedInAsync([Scopes.RecordsAppend], ["microsoft365"]);
        const string Vendor = """{"Id":"4f6a2b3c-1111-4222-8333-444455556666","CreationTime":"2026-11-01T08:00:00","Operation":"UserLoggedIn","OrganizationId":"4f6a2b3c-1111-4222-8333-444455556667","RecordType":15,"UserKey":"k","UserType":0,"Workload":"AzureActiveDirectory","UserId":"a@example.com"}""";

        using var refused = await any.PostLinesAsync("/v1/records", Vendor);
        using var elsewhere = await payroll.PostLinesAsync("/v1/records?source=billing", Json.Record("1"));
        using var receipts = await any.PostLinesAsync("/v1/records?source=annals", Json.Record("1"));
        var own = await payroll.AppendAsync("""{"what":"ever"}""");
        var taken = await collector.AppendAsync(Vendor);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, receipts.StatusCode);
        Assert.Equal(1, own.GetProperty("stored").GetInt32());
        Assert.Equal(1, taken.GetProperty("stored").GetInt32());
    }

    [Fact]
    public async Task A_gzip_body_is_read_and_its_decompressed_bytes_are_counted()
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { ["Limits:AppendBodyBytesMax"] = "1048576" });
        using var http = await server.SignedInAsync(Scopes.RecordsAppend);

        using var small = await PostGzipAsync(http, Json.Record("1"));
        using var bomb = await PostGzipAsync(http, $"{{\"x\":\"{new string('y', 50 << 20)}\"}}");

        Assert.Equal(HttpStatusCode.OK, small.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, bomb.StatusCode);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("", 415)]
    [InlineData("application/json", 400)]
    public async Task A_body_that_is_not_read_is_refused_with_the_reason(string type, int status)
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsAppend);

        using var answer = await http.PostLinesAsync("/v1/records", "", type);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_clean_stop_and_verifies()
    {
        using var folder = new Annals.Testing.TestFolder();
        var data = new DataFolder(folder.Path);
        await using (var server = await TestServer.StartAsync(data: data))
        {
            using var http = await server.SignedInAsync(Scopes.RecordsAppend);
            await http.AppendAsync(Enumerable.Range(0, 1000).Select(i => Json.Record($"{i}")));
        }

        using var tenant = await Tenant.OpenAsync(data.Tenant(TenantName.Default), new TenantOptions(), TimeProvider.System, CancellationToken.None);
        Assert.Equal(1000, tenant.Count(tenant.Parse("action:door.open"), CancellationToken.None).Count);
    }

    private static async Task<HttpResponseMessage> PostGzipAsync(HttpClient http, string text)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(text));
        }

        using var body = new ByteArrayContent(packed.ToArray());
        body.Headers.ContentEncoding.Add("gzip");
        body.Headers.TryAddWithoutValidation("Content-Type", "application/x-ndjson");
        return await http.PostAsync(new Uri("/v1/records", UriKind.Relative), body);
    }
}
