using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Annals.Archive;
using Annals.Log;
using Annals.Server.Access;
using Annals.Testing;

namespace Annals.Server.Tests.Killing;

public sealed class KilledServerTests
{
    private const int Connections = 64;

    /// <summary>Issue: 20 rounds; the daily form runs some of them.</summary>
    private static readonly int Rounds = Seed.Rounds(3, 20);

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_once_and_what_was_not_is_stored_once_when_sent_again()
    {
        using var folder = new TestFolder();
        var data = new DataFolder(folder.Path);
        var tenant = TenantCreator.Create(data, TenantName.Default, origin: null, TimeProvider.System);
        var (client, secret) = ServerProcess.AddClient(data, tenant.Id, Scopes.RecordsAppend);
        var random = Seed.Random(nameof(KilledServerTests));
        var acknowledged = new ConcurrentDictionary<string, long>();
        var doubtful = new ConcurrentDictionary<string, byte>();
        for (var round = 0; round < Rounds; round++)
        {
            using var server = await ServerProcess.StartAsync(data);
            using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { BaseAddress = server.Url };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TestServer.TokenAsync(http, client.Id, secret));
            await ResendAsync(http, doubtful, acknowledged);
            var writers = Enumerable.Range(0, Connections).Select(connection => Task.Run(() => AppendUntilKilledAsync(http, $"{round}-{connection}", acknowledged, doubtful))).ToArray();
            await Task.Delay(random.Next(50, 1500));
            server.Kill();
            await Task.WhenAll(writers);
            await CheckAsync(data, acknowledged);
        }

        using (var server = await ServerProcess.StartAsync(data))
        using (var http = new HttpClient { BaseAddress = server.Url })
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TestServer.TokenAsync(http, client.Id, secret));
            await ResendAsync(http, doubtful, acknowledged);
        }

        await CheckAsync(data, acknowledged);
        Assert.Empty(doubtful);
        using var archive = await Tenant.OpenAsync(data.Tenant(TenantName.Default), new TenantOptions(), TimeProvider.System, CancellationToken.None);
        Assert.Equal(acknowledged.Count, archive.Count(archive.Parse("*"), CancellationToken.None).Count);
        Assert.Equal(acknowledged.Count, acknowledged.Values.Distinct().Count());
        Assert.True(acknowledged.Count > Rounds * Connections, $"Only {acknowledged.Count} records were acknowledged.");
    }

    private static async Task AppendUntilKilledAsync(HttpClient http, string prefix, ConcurrentDictionary<string, long> acknowledged, ConcurrentDictionary<string, byte> doubtful)
    {
        for (var i = 0; ; i++)
        {
            var id = $"{prefix}-{i.ToString(CultureInfo.InvariantCulture)}";
            doubtful[id] = 0;
            try
            {
                await AppendAsync(http, id, acknowledged);
                doubtful.TryRemove(id, out _);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private static async Task ResendAsync(HttpClient http, ConcurrentDictionary<string, byte> doubtful, ConcurrentDictionary<string, long> acknowledged)
    {
        foreach (var id in doubtful.Keys)
        {
            await AppendAsync(http, id, acknowledged);
            doubtful.TryRemove(id, out _);
        }
    }

    private static async Task AppendAsync(HttpClient http, string id, ConcurrentDictionary<string, long> acknowledged)
    {
        using var body = new StringContent(Json.Record(id), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/v1/records", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        var verdict = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("verdicts")[0];
        Assert.Contains(verdict.GetProperty("verdict").GetString(), (string[])["stored", "duplicate"]);
        acknowledged[id] = verdict.GetProperty("position").GetInt64();
    }

    /// <summary>Reads every acknowledged record back from the folder, and verifies the whole archive.</summary>
    private static async Task CheckAsync(DataFolder data, ConcurrentDictionary<string, long> acknowledged)
    {
        var verification = new TenantVerification(data.Tenant(TenantName.Default)).Verify(new VerifyOptions(), CancellationToken.None);
        Assert.False(verification is Verification.Broken, verification.ToString());
        using var tenant = await Tenant.OpenAsync(data.Tenant(TenantName.Default), new TenantOptions(), TimeProvider.System, CancellationToken.None);
        foreach (var (id, position) in acknowledged)
        {
            Assert.Equal(Json.Record(id), Encoding.UTF8.GetString(tenant.LogReader.ReadRecord(position).Payload.Span));
        }
    }
}
