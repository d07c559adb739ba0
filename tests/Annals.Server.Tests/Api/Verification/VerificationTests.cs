using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Annals.Server.Access;
using Annals.Server.Api.Verification;
using Annals.Server.Observability;
using Annals.Server.Tests.Api.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Api.Verification;

public sealed class VerificationTests
{
    [Fact]
    public async Task A_verification_beside_the_writer_comes_to_the_verdict_of_the_command()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.LogRead, Scopes.RecordsAppend);
        await http.AppendAsync(Enumerable.Range(0, 600).Select(i => Json.Record($"{i}")));
        var checkpoint = (await http.AskAsync("/v1/checkpoint")).GetProperty("note").GetString()!;

        var plain = await VerifyAsync(server, http, "");
        var compared = await VerifyAsync(server, http, JsonSerializer.Serialize(new { olderCheckpoints = new[] { checkpoint } }));

        Assert.Equal(("done", true), (plain.GetProperty("state").GetString(), plain.GetProperty("good").GetBoolean()));
        Assert.Equal("consistent with itself; no outside evidence", plain.GetProperty("verdict").GetString());
        Assert.True(plain.GetProperty("size").GetInt64() > 600);
        Assert.Equal(plain.GetProperty("size").GetInt64(), plain.GetProperty("checked").GetInt64());
        Assert.Contains("from outside", compared.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await http.AskAsync("/v1/verifications")).GetProperty("verifications").GetArrayLength());
        Assert.True(server.Services.GetRequiredService<VerificationResults>().Of(server.Tenant().Description.Id)!.IsGood);
    }

    [Fact]
    public async Task What_was_altered_is_named_and_raised()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.LogRead);
        var raised = new List<VerificationRecord>();
        server.Services.GetRequiredService<VerificationResults>().Ended += raised.Add;
        File.AppendAllText(server.Tenant().Folder.Description, " ");

        var altered = await VerifyAsync(server, http, "");

        Assert.Equal(("done", false), (altered.GetProperty("state").GetString(), altered.GetProperty("good").GetBoolean()));
        Assert.StartsWith("altered in 1 places", altered.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        var fault = Assert.Single(altered.GetProperty("faults").EnumerateArray());
        Assert.Equal("tenant.json", fault.GetProperty("file").GetString());
        Assert.True(Assert.Single(raised).IsAlarming);
        var check = server.Services.GetServices<ICheck>().OfType<VerificationCheck>().Single();
        Assert.Equal("default", Assert.Single(check.Findings()).Subject);

        // The alarm is over once a verification is good again.
        var bytes = File.ReadAllBytes(server.Tenant().Folder.Description);
        File.WriteAllBytes(server.Tenant().Folder.Description, bytes[..^1]);
        await VerifyAsync(server, http, "");
        Assert.Empty(check.Findings());
    }

    [Fact]
    public async Task A_text_that_is_no_checkpoint_of_the_log_is_refused_and_raises_nothing()
    {
        await using var server = await TestServer.StartAsync(["default", "other"]);
        using var http = await server.SignedInAsync(Scopes.LogRead);
        using var stranger = await server.SignedInAsync([Scopes.LogRead], sources: null, "other");
        var foreign = (await stranger.AskAsync("/v1/checkpoint")).GetProperty("note").GetString();

        foreach (var body in (string[])[JsonSerializer.Serialize(new { olderCheckpoints = new[] { foreign } }), """{"olderCheckpoints":["x"]}""", """{"olderCheckpoints":[null]}""", """{"range":1}"""])
        {
            using var refused = await http.PostJsonAsync("/v1/verifications", body);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        Assert.Null(server.Services.GetRequiredService<VerificationResults>().Of(server.Tenant().Description.Id));
    }

    [Fact]
    public async Task One_goes_on_at_a_time_in_a_tenant()
    {
        await using var server = await TestServer.StartAsync(["default", "other"]);
        using var http = await server.SignedInAsync(Scopes.LogRead);
        using var stranger = await server.SignedInAsync([Scopes.LogRead], sources: null, "other");
        using var held = new ManualResetEventSlim();
        var first = server.Tenant().Description.Id;
        server.Services.GetRequiredService<VerificationResults>().Ended += record =>
        {
            if (record.Tenant == first)
            {
                held.Wait(TimeSpan.FromSeconds(30));
            }
        };
        using var begun = await http.PostJsonAsync("/v1/verifications", "");
        var id = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();

        using var second = await http.PostJsonAsync("/v1/verifications", "");
        var other = await VerifyAsync(server, stranger, "", "other");
        using var foreign = await stranger.SendAsync($"/v1/verifications/{id}");
        held.Set();

        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(id, (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("verification").GetString());
        Assert.True(other.GetProperty("good").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task So_many_are_kept_and_one_that_was_cut_off_has_failed()
    {
        await using var server = await TestServer.StartAsync();
        var store = server.Services.GetRequiredService<VerificationStore>();
        var runs = server.Services.GetRequiredService<VerificationRuns>();
        var tenant = server.Tenant().Description.Id;
        for (var i = 0; i < VerificationStore.KeptMax + 5; i++)
        {
            store.Write(new VerificationRecord(Guid.NewGuid(), tenant, null, DateTimeOffset.UnixEpoch.AddDays(i)) { State = VerificationState.Done, Ended = DateTimeOffset.UnixEpoch.AddDays(i), IsGood = true, Size = i, Verdict = "good", Remarks = ["a"], Faults = [new("f", 1, null, 3, "r")] });
        }

        store.Write(new VerificationRecord(Guid.NewGuid(), tenant, "somebody", DateTimeOffset.UnixEpoch.AddYears(1)));
        runs.Recover();

        var kept = runs.Of(tenant);
        Assert.Equal(VerificationStore.KeptMax, kept.Count);
        Assert.Equal(VerificationState.Failed, kept[0].State);
        Assert.Equal(new VerificationFault("f", 1, null, 3, "r"), Assert.Single(kept[1].Faults));
        Assert.Equal(VerificationStore.KeptMax + 4, server.Services.GetRequiredService<VerificationResults>().Of(tenant)!.Size);
    }

    private static async Task<JsonElement> VerifyAsync(TestServer server, HttpClient http, string body, string tenant = "default")
    {
        using var answer = await http.PostJsonAsync("/v1/verifications", body);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        await server.Services.GetRequiredService<VerificationRuns>().WaitAsync(server.Tenant(tenant).Description.Id).WaitAsync(TimeSpan.FromSeconds(30));
        return await http.AskAsync(answer.Headers.Location!.ToString());
    }
}
