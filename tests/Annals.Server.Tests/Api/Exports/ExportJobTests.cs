using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Api.Exports;
using Annals.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Api.Exports;

/// <summary>What becomes of exports while they wait and run, with a writer that the test holds.</summary>
public sealed class ExportJobTests
{
    private const int DiskFull = 28;

    [Fact]
    public async Task A_running_export_tells_how_far_it_is_and_stops_when_it_is_cancelled()
    {
        using var held = new HeldWriter();
        await using var server = await StartAsync(held);
        using var http = await server.SignedInAsync(Scopes.RecordsExport);
        var id = await http.ExportAsync();
        await held.BegunAsync();

        var running = await http.AskAsync($"/v1/exports/{id}");
        using var file = await http.SendAsync($"/v1/exports/{id}/file");
        using var cancelled = await http.PostJsonAsync($"/v1/exports/{id}/cancel", "");
        using var again = await http.PostJsonAsync($"/v1/exports/{id}/cancel", "");

        Assert.Equal(("running", 4, 10), (running.GetProperty("state").GetString(), running.GetProperty("records").GetInt32(), running.GetProperty("estimate").GetInt32()));
        Assert.Equal(HttpStatusCode.Conflict, file.StatusCode);
        Assert.Equal("cancelled", (await cancelled.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task What_is_done_is_not_cancelled()
    {
        using var held = new HeldWriter();
        await using var server = await StartAsync(held);
        using var http = await server.SignedInAsync(Scopes.RecordsExport);
        var id = await http.ExportAsync();
        held.End();
        await http.EndedAsync(id);

        using var refused = await http.PostJsonAsync($"/v1/exports/{id}/cancel", "");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("done", (await http.EndedAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_waiting_export_is_cancelled_or_removed_without_ever_running()
    {
        using var held = new HeldWriter();
        await using var server = await StartAsync(held);
        using var http = await server.SignedInAsync(Scopes.RecordsExport);
        var first = await http.ExportAsync();
        await held.BegunAsync();
        var second = await http.ExportAsync();
        var third = await http.ExportAsync();

        using var cancelled = await http.PostJsonAsync($"/v1/exports/{second}/cancel", "");
        using var removed = await http.DeleteAsync(new Uri($"/v1/exports/{third}", UriKind.Relative));
        held.End();
        await http.EndedAsync(first);

        Assert.Equal("cancelled", (await http.EndedAsync(second)).GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, (await http.EndedAsync(second)).GetProperty("started").ValueKind);
        Assert.Equal(2, (await http.AskAsync("/v1/exports")).GetProperty("exports").GetArrayLength());
    }

    [Fact]
    public async Task A_caller_with_many_exports_does_not_hold_up_another()
    {
        using var held = new HeldWriter();
        await using var server = await StartAsync(held, running: 2);
        using var greedy = await server.SignedInAsync(Scopes.RecordsExport);
        using var modest = await server.SignedInAsync(Scopes.RecordsExport);
        await greedy.ExportAsync();
        await greedy.ExportAsync();
        await held.BegunAsync();
        await held.BegunAsync();
        var waiting = await greedy.ExportAsync();
        var quick = await modest.ExportAsync();

        held.End();
        await held.BegunAsync();

        Assert.Equal("running", (await modest.AskAsync($"/v1/exports/{quick}")).GetProperty("state").GetString());
        Assert.Equal("queued", (await greedy.AskAsync($"/v1/exports/{waiting}")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_full_disk_is_told_as_the_reason()
    {
        using var held = new HeldWriter();
        await using var server = await StartAsync(held);
        using var http = await server.SignedInAsync(Scopes.RecordsExport);

        held.End(new IOException("no room", DiskFull));
        var full = await http.EndedAsync(await http.ExportAsync());
        held.End(new IOException("/secret/path cannot be read"));
        var broken = await http.EndedAsync(await http.ExportAsync());
        held.End(new InvalidOperationException("what a record holds"));
        var unexpected = await http.EndedAsync(await http.ExportAsync());

        Assert.Contains("disk is full", full.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", broken.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("record holds", unexpected.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.All([full, broken, unexpected], export => Assert.Equal("failed", export.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task An_export_that_ran_when_the_server_stopped_is_begun_anew()
    {
        using var folder = new TestFolder();
        var data = new DataFolder(folder.Path);
        using var held = new HeldWriter();
        Guid client;
        string secret, id;
        await using (var first = await StartAsync(held, data: data))
        {
            (var added, secret) = first.AddClient([Scopes.RecordsExport]);
            client = added.Id;
            using var http = await SignInAsync(first, client, secret);
            id = await http.ExportAsync();
            await held.BegunAsync();
        }

        await using var second = await TestServer.StartAsync(data: data);
        using var after = await SignInAsync(second, client, secret);

        Assert.Equal("done", (await after.EndedAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task After_a_kill_an_export_is_begun_anew_but_not_for_ever_and_what_it_left_is_removed()
    {
        using var folder = new TestFolder();
        var data = new DataFolder(folder.Path);
        await using var server = await TestServer.StartAsync(data: data);
        var store = server.Services.GetRequiredService<ExportStore>();
        var jobs = server.Services.GetRequiredService<ExportJobs>();
        var files = server.Services.GetRequiredService<ExportFiles>();
        var tenant = server.Tenant().Description.Id;
        var now = DateTimeOffset.UnixEpoch;
        await server.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<ExportService>().Single().StopAsync(CancellationToken.None);
        var job = new ExportJob(Guid.NewGuid(), tenant, "owner", "owner", CallerKind.Account, "", 0, ExportFormat.Csv, true, now);
        store.TryAdd(job, 10, 10);

        var states = new List<ExportState>();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(job.Id, store.Take(now)?.Id);
            files.CreateFolder(tenant);
            File.WriteAllText(files.DraftOf(job), "begun");
            jobs.Recover();
            states.Add(store.Find(tenant, "owner", job.Id)!.State);
            Assert.False(File.Exists(files.DraftOf(job)));
        }

        Assert.Equal([ExportState.Queued, ExportState.Queued, ExportState.Failed], states);
    }

    [Fact]
    public async Task A_done_export_whose_file_is_lost_says_so_after_a_start()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsExport);
        var id = await http.ExportAsync();
        await http.EndedAsync(id);
        var job = server.Services.GetRequiredService<ExportStore>().Done().Single();
        File.Delete(server.Services.GetRequiredService<ExportFiles>().FileOf(job));

        using var lost = await http.SendAsync($"/v1/exports/{id}/file");
        server.Services.GetRequiredService<ExportJobs>().Recover();

        Assert.Equal(HttpStatusCode.Gone, lost.StatusCode);
        Assert.Equal("failed", (await http.EndedAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_export_of_a_user_who_lost_the_role_is_not_written()
    {
        await using var server = await TestServer.StartAsync();
        var user = server.AddUser("alice@example.com", "reader");
        var rights = server.Services.GetRequiredService<CallerRights>();
        var job = new ExportJob(Guid.NewGuid(), user.Tenant, user.Id.ToString(), user.Name, CallerKind.User, "", 0, ExportFormat.Csv, true, default);
        using var running = new RunningExport(rights, TimeProvider.System, CancellationToken.None);

        Assert.Throws<ExportRefusedException>(() => running.Begin(job.CallerFor(job.Parse())));
        running.Begin(job.CallerFor(job.Parse()) with { Scopes = new[] { Scopes.RecordsRead }.ToFrozenSet() });
    }

    [Fact]
    public async Task An_export_of_a_removed_client_is_not_written()
    {
        using var held = new HeldWriter();
        await using var server = await StartAsync(held);
        using var other = await server.SignedInAsync(Scopes.RecordsExport);
        var (client, secret) = server.AddClient([Scopes.RecordsExport]);
        using var http = await SignInAsync(server, client.Id, secret);
        await other.ExportAsync();
        await held.BegunAsync();
        await http.ExportAsync();
        server.Services.GetRequiredService<ClientStore>().Remove(client.Tenant, client.Id, TestServer.Tester);

        held.End();
        var last = await other.ExportAsync();
        await held.BegunAsync();
        held.End();
        await other.EndedAsync(last);

        var job = Assert.Single(server.Services.GetRequiredService<ExportStore>().Of(client.Tenant, client.Id.ToString()));
        Assert.Equal(ExportState.Failed, job.State);
        Assert.Contains("may not export", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_many_exports_wait_and_no_more()
    {
        using var held = new HeldWriter();
        await using var server = await StartAsync(held, waiting: 1);
        using var http = await server.SignedInAsync(Scopes.RecordsExport);
        await http.ExportAsync();
        await held.BegunAsync();
        await http.ExportAsync();

        using var refused = await http.PostJsonAsync("/v1/exports", "{}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    private static Task<TestServer> StartAsync(HeldWriter held, int running = 1, int waiting = 10, DataFolder? data = null) => TestServer.StartAsync(
        settings: new Dictionary<string, string?> { ["Exports:RunningMax"] = $"{running}", ["Exports:WaitingMax"] = $"{waiting}" },
        data: data,
        services: services => services.AddSingleton<IExportWriter>(held));

    private static async Task<HttpClient> SignInAsync(TestServer server, Guid client, string secret)
    {
        var http = server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await TestServer.TokenAsync(http, client, secret));
        return http;
    }
}
