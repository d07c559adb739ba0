using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Annals.Server.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Receipts;

/// <summary>Invariant 8: every read of records leaves a receipt in the same log. This walks all endpoints and counts; one that is not listed here fails the test.</summary>
public sealed class ReceiptWalkTests
{
    private const string Audit = """{"id":"5f0f1a3e-0000-4000-8000-00000000000A","userHomeOrgId":"5f0f1a3e-0000-4000-8000-00000000000b","user":{"id":"5f0f1a3e-0000-4000-8000-00000000000c"},"serviceName":"Architect","level":"USER","eventDate":"{TIME}","action":"Create","entity":{"id":"5f0f1a3e-0000-4000-8000-00000000000d"},"entityType":"Flow","status":"SUCCESS","initiatingAction":{"transactionId":"5f0f1a3e-0000-4000-8000-00000000000e"}}""";
    private const string Vendor = """{"Id":"4f6a2b3c-1111-4222-8333-444455556666","CreationTime":"2026-11-01T08:00:00","Operation":"UserLoggedIn","OrganizationId":"4f6a2b3c-1111-4222-8333-444455556667","RecordType":15,"UserKey":"k","UserType":0,"Workload":"AzureActiveDirectory","UserId":"a@example.com"}""";

    /// <summary>Endpoints that give no record, nor anything told by records: they leave no receipt of a read.</summary>
    private static readonly HashSet<string> GiveNoRecords =
    [
        "AppendRecords", "ListClients", "AddClient", "RemoveClient", "RotateClient", "ListClientCertificates", "AddClientCertificate", "RemoveClientCertificate", "StartVerification", "ListVerifications", "GetVerification", "GetMe", "GetCheckpoint", "ListUsers", "AddUser", "ChangeUser", "RemoveUser", "MakeUserLink",
        "SignIn", "UseLink", "GetMicrosoft365Token", "GetMicrosoft365TokenV2", "SignInAtProvider", "GetSession", "SignOut", "ChangePassword", "ListSessions", "EndSession", "ListExports", "GetExport", "CancelExport", "RemoveExport", "GetExportManifest", "ListSavedSearches", "CreateSavedSearch",
        "GetSavedSearch", "ChangeSavedSearch", "RemoveSavedSearch", "GetTenant", "GetTenantHealth", "GetToken", "GetOpenApi", "Welcome", "GetLogCheckpoint", "GetLogTile", "GetLiveness", "GetReadiness",
        "ListCollectors", "GetCollector", "SetCollector", "RemoveCollector", "WakeCollector", "ExamineCollector", "ListGaps", "CloseGap", "ReceiveNotifications", "ReceiveEvents",
        "StartSubscription_v1.0", "StopSubscription_v1.0", "ListSubscriptions_v1.0", "ListNotifications_v1.0", "GetDlpSensitiveTypes_v1.0", "StartSubscription_v1", "StopSubscription_v1", "ListSubscriptions_v1", "ListNotifications_v1", "GetDlpSensitiveTypes_v1",

        // The receipt of a query covers its state, its results and the download of them.
        "GetGenesysAuditsQuery", "GetGenesysAuditsQueryResults", "DownloadGenesysAudits",
    ];

    [Fact]
    public async Task Every_read_leaves_one_receipt_and_reading_receipts_does_not_breed()
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { ["Limits:RequestsPerMinute"] = "100000" });
        using var http = await server.SignedInAsync([.. Scopes.All], ["microsoft365", "genesys-cloud", "billing"]);
        var audit = Audit.Replace("{TIME}", TimeProvider.System.GetUtcNow().AddHours(-1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var appended = await http.AppendAsync(Json.Record("1", more: ",\"source\":\"billing\""), Vendor, audit, Vendor.Replace("4f6a2b3c-1111", "4f6a2b3c-2222", StringComparison.Ordinal));
        var position = appended.GetProperty("verdicts")[0].GetProperty("position").GetInt64();
        using var subscribed = await http.PostAsync(new Uri($"/api/v1.0/{server.Tenant().Description.Id}/activity/feed/subscriptions/start?contentType=Audit.AzureActiveDirectory", UriKind.Relative), null);
        Assert.True(subscribed.IsSuccessStatusCode, await subscribed.Content.ReadAsStringAsync());
        var reads = Reads(server, position);
        var unlisted = Names(server).Where(name => !GiveNoRecords.Contains(name) && reads.All(read => read.Name != name)).ToList();
        Assert.True(unlisted.Count == 0, $"These endpoints are in neither list of this test: {string.Join(", ", unlisted)}");

        foreach (var (name, method, path, body, expected) in reads)
        {
            var before = server.Tenant().Size;
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            if (body is not null)
            {
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            }

            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var text = name == "TailRecords" ? "" : await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{name}: {answer.StatusCode} {text}");
            if (name == "QueryGenesysAudits")
            {
                await UntilRunAsync(http, JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!);
            }

            Assert.True(expected == CountReceipts(server, before), $"{name} left {CountReceipts(server, before)} receipts of reading instead of {expected}.");
        }
    }

    [Fact]
    public async Task The_export_of_records_leaves_a_receipt_at_its_begin_and_its_end_and_one_for_each_download()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync([Scopes.RecordsAppend, Scopes.RecordsRead, Scopes.RecordsExport], ["billing"]);
        await http.AppendAsync(Json.Record("1"));
        var before = server.Tenant().Size;

        using var created = await http.PostAsJsonAsync(new Uri("/v1/exports", UriKind.Relative), new { q = "*", format = "ndjson" });
        Assert.True(created.IsSuccessStatusCode, await created.Content.ReadAsStringAsync());
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        while ((await http.AskAsync($"/v1/exports/{id}")).GetProperty("state").GetString() is "queued" or "running")
        {
            await server.Tenant().WaitForGrowthAsync(server.Tenant().Size - 1, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        }

        var exported = CountReceipts(server, before);
        using var file = await http.SendAsync($"/v1/exports/{id}/file");
        await file.Content.ReadAsByteArrayAsync();

        Assert.Equal(2, exported);
        Assert.Equal(3, CountReceipts(server, before));
    }

    private static (string Name, HttpMethod Method, string Path, string? Body, int Receipts)[] Reads(TestServer server, long position)
    {
        var feed = $"activity/feed/subscriptions/content?contentType=Audit.AzureActiveDirectory";
        var tenant = server.Tenant().Description.Id;
        var now = TimeProvider.System.GetUtcNow();
        var interval = $"{now.AddDays(-1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}/{now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";
        return
        [
            ("SearchRecords", HttpMethod.Get, "/v1/records?q=*", null, 1),
            ("SearchRecords", HttpMethod.Get, "/v1/records?q=source:annals", null, 1),
            ("SearchRecords", HttpMethod.Get, "/v1/records?q=source:annals", null, 1),
            ("CountRecords", HttpMethod.Get, "/v1/records/count?q=*", null, 1),
            ("CountRecordsByTime", HttpMethod.Get, "/v1/records/histogram?q=*", null, 1),
            ("CountRecordsByField", HttpMethod.Get, "/v1/records/facets/action?q=*", null, 1),
            ("ListValues", HttpMethod.Get, "/v1/values/action", null, 1),
            ("GetRecord", HttpMethod.Get, $"/v1/records/{position}", null, 1),
            ("GetRecordBytes", HttpMethod.Get, $"/v1/records/{position}/raw", null, 1),
            ("GetRecordsById", HttpMethod.Get, "/v1/records/by-id?id=1", null, 1),
            ("ListRecordsAround", HttpMethod.Get, $"/v1/records/{position}/around", null, 1),
            ("ListRelatedRecords", HttpMethod.Get, $"/v1/records/{position}/related?by=actor", null, 1),
            ("ProveRecord", HttpMethod.Get, $"/v1/records/{position}/proof", null, 1),
            ("ProveRecordById", HttpMethod.Get, "/v1/records/by-id/proof?id=1", null, 1),
            ("ListContent_v1.0", HttpMethod.Get, $"/api/v1.0/{tenant}/{feed}", null, 1),
            ("ListContent_v1", HttpMethod.Get, $"/api/v1/{tenant}/{feed}", null, 1),
            ("GetGenesysServiceMapping", HttpMethod.Get, "/api/v2/audits/query/servicemapping", null, 1),
            ("GetGenesysRealtimeServiceMapping", HttpMethod.Get, "/api/v2/audits/query/realtime/servicemapping", null, 1),
            ("QueryGenesysAuditsRealtime", HttpMethod.Post, "/api/v2/audits/query/realtime", $$"""{"interval":"{{interval}}"}""", 1),
            ("QueryGenesysAuditsRelated", HttpMethod.Post, "/api/v2/audits/query/realtime/related", """{"auditId":"5f0f1a3e-0000-4000-8000-00000000000A"}""", 1),
            ("QueryGenesysAudits", HttpMethod.Post, "/api/v2/audits/query", $$"""{"interval":"{{interval}}"}""", 1),

            // One at its begin; the one at its end comes when the reader goes.
            ("TailRecords", HttpMethod.Get, "/v1/tail", null, 1),
        ];
    }

    /// <summary>A query runs in the background; its receipt is there before it succeeds.</summary>
    private static async Task UntilRunAsync(HttpClient http, string query)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var answer = await http.SendAsync($"/api/v2/audits/query/{query}");
            var state = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString();
            if (state == "Succeeded")
            {
                return;
            }

            Assert.Contains(state, (string[])["Queued", "Running"]);
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(30), "The query did not end.");
            await Task.Delay(10);
        }
    }

    private static IEnumerable<string> Names(TestServer server) => server.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName)
        .OfType<string>()
        .Where(name => name is not ("GetBlob_v1" or "GetBlob_v1.0" or "CreateExport" or "GetExportFile"));

    /// <summary>Receipts of reading from a position on, counted in the log itself.</summary>
    private static int CountReceipts(TestServer server, long from)
    {
        var tenant = server.Tenant();
        return Enumerable.Range((int)from, (int)(tenant.Size - from)).Count(position =>
            tenant.IsReceipt(position) && Encoding.UTF8.GetString(tenant.LogReader.ReadRecord(position).Payload.Span).StartsWith("{\"annals\":\"records.", StringComparison.Ordinal));
    }
}
