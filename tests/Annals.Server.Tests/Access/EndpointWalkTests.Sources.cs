using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Annals.Archive;
using Annals.Log;
using Annals.Server.Access;
using Annals.Server.Tests.GenesysCloud;
using Annals.Server.Tests.Microsoft365;

namespace Annals.Server.Tests.Access;

/// <content>
/// Tokens for another source. Sources limit what may be appended, and nothing else (design section 8): whoever may read, reads the records of every source of the tenant.
/// </content>
public sealed partial class EndpointWalkTests
{
    private const string Own = """{"id":"1","time":"2026-11-01T08:00:00Z","actor":{"name":"alice"},"action":"door.open"}""";
    private const string Billings = """{"id":"1","time":"2026-11-01T08:00:00Z","actor":{"name":"alice"},"action":"door.open","source":"billing"}""";
    private static readonly string Microsoft = FeedFixture.Record("4f6a2b3c-1111-4222-8333-444455556666");
    private static readonly string Genesys = Audits.Rest("4f6a2b3c-1111-4222-8333-444455556667", GenesysServer.Now);
    private static readonly string GenesysEvent = Audits.Event("4f6a2b3c-1111-4222-8333-444455556668", GenesysServer.Now, "c");

    /// <summary>The sources of a client, what it says of the source, the records it sends, and the status of the answer.</summary>
    public static TheoryData<string, string, string, int> Strangers => new()
    {
        // A client of one source: another application's, the default, a vendor's, the archive's own.
        { "webshop", "?source=billing", Own, 403 },
        { "webshop", "?source=billing", Billings, 403 },
        { "webshop", "?source=import", Own, 403 },
        { "webshop", "?source=microsoft365", Microsoft, 403 },
        { "webshop", "?source=genesys-cloud", Genesys, 403 },
        { "webshop", "?source=annals", Own, 403 },
        { "webshop", "?source=webshop&source=billing", Own, 403 },
        { "webshop", "?source=billing&source=webshop", Own, 403 },
        { "webshop", "?source=webshop,billing", Own, 403 },
        { "webshop", "?source=Billing", Own, 403 },
        { "webshop", "?source=billing%00", Own, 403 },
        { "webshop", "?SOURCE=billing", Own, 400 },
        { "webshop", "?sources=billing", Own, 400 },

        // A vendor's record is known by its form, whatever the client says of it.
        { "webshop", "", Microsoft, 422 },
        { "webshop", "", Genesys, 422 },
        { "webshop", "", GenesysEvent, 422 },
        { "webshop", "?source=webshop", Microsoft, 422 },
        { "webshop", "?source=webshop", Genesys, 422 },
        { "webshop", "?source=webshop", GenesysEvent, 422 },
        { "", "", Microsoft, 422 },
        { "", "", Genesys, 422 },
        { "", "?source=anything", GenesysEvent, 422 },
        { "", "?source=microsoft365", Own, 403 },
        { "", "?source=genesys-cloud", Own, 403 },
        { "", "?source=annals", Own, 403 },

        // A client of several sources has no default: what names none is for import, which it does not have.
        { "webshop payroll", "", Billings, 422 },
        { "webshop payroll", "", Own, 422 },
        { "webshop payroll", "?source=billing", Own, 403 },
        { "webshop payroll", "", Microsoft, 422 },

        // A collector of one vendor.
        { "microsoft365", "", Genesys, 422 },
        { "microsoft365", "", Own, 422 },
        { "microsoft365", "", Billings, 422 },
        { "microsoft365", "?source=genesys-cloud", Genesys, 403 },
        { "microsoft365", "?source=billing", Own, 403 },
        { "microsoft365", "?source=annals", Own, 403 },
        { "genesys-cloud", "", Microsoft, 422 },
        { "genesys-cloud", "?source=microsoft365", Microsoft, 403 },

        // Nobody may name the archive's own, not even the account on the server's machine; no client can be made that has it (AccessEndpointTests).
        { "account", "?source=annals", Own, 403 },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_token_for_another_source_appends_nothing(string sources, string parameters, string record, int status)
    {
        await using var server = await TestServer.StartAsync();
        using var http = await AppenderAsync(server, sources);

        foreach (var (body, type) in ((string, string)[])[(record, "application/json"), ($"[{record}]", "application/json"), ($"{record}\n{record}\n", "application/x-ndjson")])
        {
            using var answer = await http.PostLinesAsync("/v1/records" + parameters, body, type);
            Assert.True((int)answer.StatusCode == status, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Empty(StoredSources(server.Tenant()));
    }

    [Theory]
    [InlineData("webshop", Billings, "webshop")]
    [InlineData("", """{"id":"1","time":"2026-11-01T08:00:00Z","action":"a","source":"annals"}""", "import")]
    [InlineData("", """{"id":"1","time":"2026-11-01T08:00:00Z","action":"a","source":"microsoft365"}""", "import")]
    [InlineData("", """{"annals":"access.changed","id":"1","time":"2026-11-01T08:00:00Z","action":"a"}""", "import")]
    public async Task What_a_record_says_of_its_source_never_makes_it_one_of_a_source_that_the_client_does_not_have(string sources, string record, string source)
    {
        await using var server = await TestServer.StartAsync();
        using var http = await AppenderAsync(server, sources);

        await http.AppendAsync(record);

        Assert.Equal([IdOf(source)], StoredSources(server.Tenant()));
    }

    [Fact]
    public async Task Of_records_for_several_sources_only_those_of_the_clients_own_are_stored()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await AppenderAsync(server, "webshop payroll");

        var answer = await http.AppendAsync(Billings, Billings.Replace("billing", "payroll", StringComparison.Ordinal), Microsoft, Own, Genesys);

        Assert.Equal(["refused", "stored", "refused", "refused", "refused"], answer.GetProperty("verdicts").EnumerateArray().Select(verdict => verdict.GetProperty("verdict").GetString()));
        Assert.Equal([IdOf("payroll")], StoredSources(server.Tenant()));
    }

    [Fact]
    public async Task With_a_token_for_another_source_no_endpoint_whatsoever_stores_a_record()
    {
        await using var server = await TestServer.StartAsync(settings: Unlimited);
        var walked = 0;
        foreach (var endpoint in Endpoints(server))
        {
            foreach (var method in MethodsOf(endpoint))
            {
                foreach (var (parameters, record) in ((string, string)[])[("?source=billing", Billings), ("", Microsoft), ("?source=annals", Own)])
                {
                    // A client of its own each time: some endpoints end what they are called with.
                    using var http = await server.SignedInAsync([.. Scopes.All], ["webshop"]);
                    using var patience = new CancellationTokenSource(Patience);
                    using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(PathOf(endpoint, _ => null) + parameters, UriKind.Relative));
                    request.Content = method is "POST" or "PUT" or "PATCH" ? new StringContent(record, Encoding.UTF8, "application/json") : null;
                    using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                    Assert.True((int)answer.StatusCode < 500, $"{method} {endpoint.RoutePattern.RawText}: {answer.StatusCode}");
                    walked++;
                }
            }
        }

        Assert.True(walked > 100);
        Assert.Empty(StoredSources(server.Tenant()));
    }

    [Fact]
    public async Task Reading_is_not_limited_by_source()
    {
        await using var server = await TestServer.StartAsync();
        using var billing = await server.SignedInAsync([Scopes.RecordsAppend], ["billing"]);
        using var webshop = await server.SignedInAsync([Scopes.RecordsAppend, Scopes.RecordsRead], ["webshop"]);
        await billing.AppendAsync(Own);

        var found = await webshop.AskAsync("/v1/records?q=source:billing");

        Assert.Single(found.GetProperty("records").EnumerateArray());
    }

    /// <summary>Somebody who may append to some sources, or the account on the server's machine.</summary>
    private static async Task<HttpClient> AppenderAsync(TestServer server, string sources)
    {
        if (sources != "account")
        {
            return await server.SignedInAsync([Scopes.RecordsAppend], sources.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        var http = server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", LocalToken.Create(server.Data, TenantName.Default, "operator", TimeProvider.System));
        return http;
    }

    /// <summary>The source of every record in the log that is no receipt of the archive's own: read from the log itself.</summary>
    private static List<Digest16> StoredSources(Tenant tenant)
    {
        var entries = Enumerable.Range(0, (int)tenant.Size).Select(position => tenant.LogReader.ReadRecord(position).Entry).ToList();
        Assert.All(entries.Where(entry => entry.SourceId == IdOf("annals")), entry => Assert.Equal(EntryKind.System, entry.Kind));
        return [.. entries.Where(entry => entry.Kind == EntryKind.Record).Select(entry => entry.SourceId)];
    }

    private static Digest16 IdOf(string source) => Digest16.Read(SHA256.HashData(Encoding.UTF8.GetBytes(source)));
}
