using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Annals.Server.Access;

namespace Annals.Server.Tests.Access;

/// <summary>Issue "The server", must show 6: a token for another source. Sources bound appending only (design section 8); what a client may read is a matter of its scopes.</summary>
public sealed class OtherSourceTests
{
    private const string Microsoft365 = """{"Id":"4f6a2b3c-1111-4222-8333-444455556666","CreationTime":"2026-11-01T08:00:00","Operation":"UserLoggedIn","OrganizationId":"4f6a2b3c-1111-4222-8333-444455556667","RecordType":15,"UserKey":"k","UserType":0,"Workload":"AzureActiveDirectory","UserId":"a@example.com"}""";
    private const string GenesysCloud = """{"id":"5f0f1a3e-0000-4000-8000-00000000000a","serviceName":"Architect","eventDate":"2026-11-01T08:00:00Z","action":"Create","entityType":"Flow","entity":{"id":"1"},"user":{"id":"2"}}""";

    /// <summary>Every way in which a request can name a source: parameter, member of the record, shape of the record.</summary>
    public static TheoryData<string, string> Attempts => new()
    {
        { "?source=billing", Json.Record("1") },
        { "?source=import", Json.Record("1") },
        { "?source=annals", Json.Record("1") },
        { "?source=microsoft365", Json.Record("1") },
        { "?source=genesys-cloud", Json.Record("1") },
        { "?source=WEBSHOP", Json.Record("1") },
        { "?source=webshop%20", Json.Record("1") },
        { "?source=../other", Json.Record("1") },
        { "?source=webshop&source=billing", Json.Record("1") },
        { "?Source=billing", Json.Record("1") },
        { "", Json.Record("1", more: ",\"source\":\"billing\"") },
        { "", Json.Record("1", more: ",\"source\":\"annals\"") },
        { "?source=webshop", Json.Record("1", more: ",\"source\":\"billing\"") },
        { "?source=webshop", Json.Record("1", more: ",\"source\":\"microsoft365\"") },
        { "", Microsoft365 },
        { "?source=webshop", Microsoft365 },
        { "?source=microsoft365", Microsoft365 },
        { "", GenesysCloud },
        { "?source=webshop", GenesysCloud },
        { "?source=genesys-cloud", GenesysCloud },
    };

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task A_client_of_one_source_stores_nothing_under_another_however_it_names_it(string parameters, string record)
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync([Scopes.RecordsAppend], ["webshop"]);
        using var good = await http.PostLinesAsync("/v1/records?source=webshop", Json.Record("0"));
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);

        using var answer = await http.PostLinesAsync("/v1/records" + parameters, record);

        var body = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode is HttpStatusCode.OK)
        {
            // The record was taken, then under the client's own source: the member "source" of its shape is a value like any other.
            Assert.Equal(1, JsonElement.Parse(body).GetProperty("stored").GetInt32());
        }
        else
        {
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, $"{answer.StatusCode} {body}");
        }

        Assert.Equal(["webshop"], await SourcesAsync(server));
    }

    [Fact]
    public async Task A_client_without_a_source_named_appends_to_no_vendors_source_nor_to_the_archives_own()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsAppend);

        foreach (var (parameters, record) in ((string, string)[])[("?source=annals", Json.Record("1")), ("?source=microsoft365", Microsoft365), ("?source=genesys-cloud", GenesysCloud), ("", Microsoft365), ("", GenesysCloud)])
        {
            using var answer = await http.PostLinesAsync("/v1/records" + parameters, record);
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity, $"{parameters} {record}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Empty(await SourcesAsync(server));
    }

    [Fact]
    public async Task Records_of_other_sources_in_a_batch_are_refused_one_by_one_and_the_others_stored()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync([Scopes.RecordsAppend], ["webshop"]);

        var answer = await http.AppendAsync(Json.Record("1"), Microsoft365, Json.Record("2"), GenesysCloud);

        Assert.Equal((2, 2), (answer.GetProperty("stored").GetInt32(), answer.GetProperty("refused").GetInt32()));
        Assert.All((int[])[1, 3], index => Assert.Contains("may not append to the source", answer.GetProperty("verdicts")[index].GetProperty("reason").GetString(), StringComparison.Ordinal));
        Assert.Equal(["webshop"], await SourcesAsync(server));
    }

    /// <summary>Sources of everything in the log but receipts, asked by somebody who may read it.</summary>
    private static async Task<List<string?>> SourcesAsync(TestServer server)
    {
        using var auditor = await server.SignedInAsync(Scopes.RecordsRead, Scopes.ReceiptsRead);
        var answer = await auditor.GetFromJsonAsync<JsonElement>(new Uri("/v1/records/facets/source?q=" + Uri.EscapeDataString("NOT source:annals"), UriKind.Relative));
        var foreign = await auditor.GetFromJsonAsync<JsonElement>(new Uri("/v1/records/count?q=" + Uri.EscapeDataString("source:annals actor:alice@example.com"), UriKind.Relative));
        Assert.Equal(0, foreign.GetProperty("count").GetInt64());
        return [.. answer.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetString())];
    }
}
