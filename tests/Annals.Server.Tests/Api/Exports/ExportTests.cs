using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Annals.Server.Access;
using Annals.Server.Api.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Api.Exports;

public sealed class ExportTests
{
    private static readonly string[] All = [Scopes.RecordsAppend, Scopes.RecordsExport];

    [Theory]
    [InlineData("ndjson", "application/x-ndjson")]
    [InlineData("csv", "text/csv")]
    [InlineData("parquet", "application/vnd.apache.parquet")]
    public async Task An_export_ends_with_a_file_and_the_manifest_that_describes_it(string format, string type)
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(All);
        await http.AppendAsync(Enumerable.Range(0, 30).Select(i => Json.Record($"{i}", action: i % 3 == 0 ? "door.close" : "door.open")));

        var id = await http.ExportAsync($$"""{"q":"action:door.open","format":"{{format}}"}""");
        var done = await http.EndedAsync(id);
        using var download = await http.SendAsync($"/v1/exports/{id}/file");
        var file = await download.Content.ReadAsByteArrayAsync();
        var manifest = await http.AskAsync($"/v1/exports/{id}/manifest");
        var listed = await http.AskAsync("/v1/exports");

        Assert.Equal("done", done.GetProperty("state").GetString());
        Assert.Equal((20, 20), (done.GetProperty("records").GetInt32(), done.GetProperty("estimate").GetInt32()));
        Assert.Equal("action:door.open", done.GetProperty("query").GetString());
        Assert.Equal(type, download.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(file.Length, done.GetProperty("bytes").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), done.GetProperty("sha256").GetString());
        Assert.Equal(done.GetProperty("sha256").GetString(), manifest.GetProperty("sha256").GetString());
        Assert.Equal(20, manifest.GetProperty("count").GetInt32());
        Assert.Equal(id, Assert.Single(listed.GetProperty("exports").EnumerateArray()).GetProperty("id").GetString());
        Assert.All(FilesOf(server), path => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), path));
        Assert.Equal(2, FilesOf(server).Length);
    }

    [Fact]
    public async Task The_export_and_each_download_leave_their_receipts_and_no_more()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(All);
        await http.AppendAsync(Json.Record("1"));
        var before = server.Tenant().Size;

        var id = await http.ExportAsync();
        await http.EndedAsync(id);
        var exported = Receipts(server, before);
        using (await http.SendAsync($"/v1/exports/{id}/file", ("Range", "bytes=0-9")))
        using (await http.SendAsync($"/v1/exports/{id}/file", ("Range", "bytes=10-19")))
        using (await http.SendAsync($"/v1/exports/{id}/file", ("Range", "bytes=20-")))
        {
        }

        var inParts = Receipts(server, before);
        using var again = await http.SendAsync($"/v1/exports/{id}/file");
        var whole = Receipts(server, before);
        await http.AskAsync($"/v1/exports/{id}/manifest");
        await http.AskAsync("/v1/exports");

        Assert.Equal(["records.exported", "records.exported"], exported);
        Assert.Equal(["records.exported", "records.exported", "records.listed"], inParts);
        Assert.Equal([.. inParts, "records.listed"], whole);
        Assert.Equal(whole, Receipts(server, before));
    }

    [Fact]
    public async Task A_download_goes_on_behind_what_is_there()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(All);
        await http.AppendAsync(Json.Record("1"));
        var id = await http.ExportAsync();
        await http.EndedAsync(id);

        using var whole = await http.SendAsync($"/v1/exports/{id}/file");
        using var rest = await http.SendAsync($"/v1/exports/{id}/file", ("Range", "bytes=10-"), ("If-Range", whole.Headers.ETag!.ToString()));
        using var beyond = await http.SendAsync($"/v1/exports/{id}/file", ("Range", "bytes=100000-"));

        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal((await whole.Content.ReadAsByteArrayAsync())[10..], await rest.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task An_export_exists_for_the_caller_that_asked_only()
    {
        await using var server = await TestServer.StartAsync(["default", "other"]);
        using var http = await server.SignedInAsync(All);
        using var colleague = await server.SignedInAsync(Scopes.RecordsExport, Scopes.Admin);
        using var stranger = await server.SignedInAsync([Scopes.RecordsExport], sources: null, "other");
        var id = await http.ExportAsync();
        await http.EndedAsync(id);

        foreach (var other in new[] { colleague, stranger })
        {
            foreach (var path in (string[])["", "/file", "/manifest"])
            {
                Assert.Equal(await ProblemAsync(other, $"/v1/exports/{Guid.NewGuid()}{path}"), await ProblemAsync(other, $"/v1/exports/{id}{path}"));
            }

            using var cancel = await other.PostJsonAsync($"/v1/exports/{id}/cancel", "");
            using var remove = await other.DeleteAsync(new Uri($"/v1/exports/{id}", UriKind.Relative));
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (cancel.StatusCode, remove.StatusCode));
            Assert.Equal(0, (await other.AskAsync("/v1/exports")).GetProperty("exports").GetArrayLength());
        }

        Assert.Equal("done", (await http.EndedAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Receipts_are_exported_with_their_own_scope_only()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsExport);
        using var auditor = await server.SignedInAsync(Scopes.RecordsExport, Scopes.ReceiptsRead);

        using var refused = await http.PostJsonAsync("/v1/exports", """{"q":"source:annals"}""");
        var done = await auditor.EndedAsync(await auditor.ExportAsync("""{"q":"source:annals"}"""));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.True(done.GetProperty("records").GetInt64() > 0);
    }

    [Theory]
    [InlineData("""{"format":"xml"}""")]
    [InlineData("""{"q":"(a OR"}""")]
    [InlineData("""{"from":"yesterday or so"}""")]
    [InlineData("""{"query":"a"}""")]
    [InlineData("""{"q":1}""")]
    [InlineData("""{"q":"a","q":"b"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_request_with_a_mistake_is_refused(string body)
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsExport);

        using var answer = await http.PostJsonAsync("/v1/exports", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, (await http.AskAsync("/v1/exports")).GetProperty("exports").GetArrayLength());
    }

    [Fact]
    public async Task What_is_relative_to_now_means_the_moment_of_the_request()
    {
        var time = new ShiftedTime();
        using var held = new HeldWriter();
        await using var server = await TestServer.StartAsync(time: time, services: services => services.AddSingleton<IExportWriter>(held));
        using var http = await server.SignedInAsync(All);
        var id = await http.ExportAsync("""{"from":"now-1h"}""");
        await held.BegunAsync();
        var job = server.Services.GetRequiredService<ExportStore>().Of(server.Tenant().Description.Id, await IdOfAsync(http))[0];

        time.Shift(TimeSpan.FromHours(5));

        Assert.Equal("occurred>=now-1h", job.Query);
        Assert.NotEqual(server.Tenant().Parse(job.Query), job.Parse());
        Assert.InRange(job.NowMicros, (job.Created - DateTimeOffset.UnixEpoch).TotalMicroseconds - 1_000_000, (job.Created - DateTimeOffset.UnixEpoch).TotalMicroseconds + 1_000_000);
        held.End();
        await http.EndedAsync(id);
    }

    [Fact]
    public async Task An_export_expires_with_its_file_and_is_forgotten_later()
    {
        var time = new ShiftedTime();
        await using var server = await TestServer.StartAsync(time: time, settings: new Dictionary<string, string?> { ["Exports:KeptFor"] = "02:00:00" });
        using var http = await server.SignedInAsync(All);
        await http.AppendAsync(Json.Record("1"));
        var id = await http.ExportAsync();
        await http.EndedAsync(id);
        var jobs = server.Services.GetRequiredService<ExportJobs>();

        time.Shift(TimeSpan.FromMinutes(119));
        jobs.Sweep();
        var before = FilesOf(server).Length;
        time.Shift(TimeSpan.FromMinutes(2));
        jobs.Sweep();
        var expired = await http.AskAsync($"/v1/exports/{id}");
        using var file = await http.SendAsync($"/v1/exports/{id}/file");
        time.Shift(TimeSpan.FromHours(3));
        jobs.Sweep();

        Assert.Equal(2, before);
        Assert.Equal("expired", expired.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Gone, file.StatusCode);
        Assert.Empty(FilesOf(server));
        Assert.Equal(0, server.Services.GetRequiredService<ExportSpace>().Used);
        Assert.Equal(0, (await http.AskAsync("/v1/exports")).GetProperty("exports").GetArrayLength());
    }

    [Fact]
    public async Task Removing_an_export_removes_its_file_and_gives_its_room_back()
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { ["Exports:PerCallerMax"] = "1" });
        using var http = await server.SignedInAsync(All);
        await http.AppendAsync(Json.Record("1"));
        var id = await http.ExportAsync();
        var done = await http.EndedAsync(id);
        var space = server.Services.GetRequiredService<ExportSpace>();

        using var tooMany = await http.PostJsonAsync("/v1/exports", "{}");
        var used = space.Used;
        using var removed = await http.DeleteAsync(new Uri($"/v1/exports/{id}", UriKind.Relative));
        using var gone = await http.SendAsync($"/v1/exports/{id}");

        Assert.Equal(HttpStatusCode.Conflict, tooMany.StatusCode);
        Assert.Equal(done.GetProperty("bytes").GetInt64(), used);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (removed.StatusCode, gone.StatusCode));
        Assert.Empty(FilesOf(server));
        Assert.Equal(0, space.Used);
        await http.EndedAsync(await http.ExportAsync());
    }

    [Theory]
    [InlineData("Exports:BytesMax", "65536", "ndjson")]
    [InlineData("Exports:BytesMax", "65536", "parquet")]
    [InlineData("Exports:FreeBytesMin", "1125899906842624", "csv")]
    public async Task An_export_without_room_fails_with_the_reason_and_leaves_nothing(string limit, string value, string format)
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { [limit] = value });
        using var http = await server.SignedInAsync(All);
        await http.AppendAsync(Enumerable.Range(0, 100).Select(i => Json.Record($"{i}", more: $",\"context\":{{\"noise\":\"{Convert.ToBase64String(RandomNumberGenerator.GetBytes(1_200))}\"}}")));

        var failed = await http.EndedAsync(await http.ExportAsync($$"""{"format":"{{format}}"}"""));

        Assert.Equal("failed", failed.GetProperty("state").GetString());
        Assert.Contains(limit, failed.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Empty(FilesOf(server));
        Assert.Equal(0, server.Services.GetRequiredService<ExportSpace>().Used);
    }

    [Fact]
    public async Task An_ended_writing_leaves_no_draft()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(All);
        await http.AppendAsync(Json.Record("1"));
        var tenant = server.Tenant();
        using var running = new RunningExport(server.Services.GetRequiredService<CallerRights>(), TimeProvider.System, CancellationToken.None);
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();

        foreach (var format in Enum.GetValues<Annals.Archive.ExportFormat>())
        {
            var job = new ExportJob(Guid.NewGuid(), tenant.Description.Id, "x", "x", CallerKind.Client, "", 0, format, true, default);
            Assert.ThrowsAny<OperationCanceledException>(() => server.Services.GetRequiredService<IExportWriter>().Write(tenant, job, tenant.Parse(""), new Annals.Archive.Actor("x"), running, ended.Token));
        }

        Assert.Empty(FilesOf(server));
        Assert.Equal(0, server.Services.GetRequiredService<ExportSpace>().Used);
    }

    private static string[] FilesOf(TestServer server)
    {
        var folder = Path.Combine(server.Data.Path, "server", "exports");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    private static async Task<string> IdOfAsync(HttpClient http) => (await http.AskAsync("/v1/me")).GetProperty("id").GetString()!;

    private static async Task<string> ProblemAsync(HttpClient http, string path)
    {
        using var answer = await http.SendAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        return string.Join('\n', problem.EnumerateObject().Where(member => member.Name is not ("correlationId" or "traceId")).Select(member => $"{member.Name}: {member.Value}"));
    }

    /// <summary>Types of the receipts of reads from a position on, as the log holds them.</summary>
    private static string[] Receipts(TestServer server, long from)
    {
        var tenant = server.Tenant();
        return [.. Enumerable.Range((int)from, (int)(tenant.Size - from))
            .Where(position => tenant.IsReceipt(position))
            .Select(position => JsonElement.Parse(Encoding.UTF8.GetString(tenant.LogReader.ReadRecord(position).Payload.Span)).GetProperty("annals").GetString()!)
            .Where(type => type.StartsWith("records.", StringComparison.Ordinal))];
    }
}
