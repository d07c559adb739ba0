using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Annals.Server.Access;
using Annals.Server.Tests.Accounts;
using Annals.Server.Tests.Api.Exports;
using Annals.Testing;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.OpenApi;

public sealed class OpenApiDocumentTests
{
    /// <summary>Answers that are no JSON with a schema.</summary>
    private static readonly string[] WithoutSchema = ["TailRecords", "GetRecordBytes", "GetExportFile", "GetOpenApi", "SignInAtProvider"];

    /// <summary>What only people are answered.</summary>
    private static readonly string[] ForPeople = ["GetSession", "ListSessions"];

    [Fact]
    public async Task The_document_is_the_one_that_is_kept()
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.Anonymous();

        var document = await http.GetStringAsync(new Uri("/v1/openapi.json", UriKind.Relative));

        Golden.Check("docs/openapi.json", document);
    }

    [Fact]
    public async Task Every_endpoint_has_a_name_a_summary_and_a_tag()
    {
        await using var server = await TestServer.StartAsync();
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/v1", StringComparison.Ordinal) == true).ToList();

        Assert.NotEmpty(endpoints);
        Assert.All(endpoints, endpoint =>
        {
            Assert.True(endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null, $"{endpoint.DisplayName} has no name");
            Assert.True(endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>() is not null, $"{endpoint.DisplayName} has no summary; the catalogue in OpenApi/ describes endpoints by name");
            Assert.True(endpoint.Metadata.GetMetadata<ITagsMetadata>() is { Tags.Count: 1 }, $"{endpoint.DisplayName} has not one tag");
        });
    }

    [Fact]
    public async Task Every_answer_to_a_get_is_as_the_document_says()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync([.. Scopes.All]);
        var document = await http.AskAsync("/v1/openapi.json");
        var check = new SchemaCheck(document);
        var values = await FillAsync(server, http);
        server.AddUser("alice@example.com", "auditor");
        using var person = await Person.SignInAsync(server, "alice@example.com");
        var checkedOperations = new List<string>();

        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            if (!path.Value.TryGetProperty("get", out var operation) || operation.GetProperty("operationId").GetString() is not { } name || WithoutSchema.Contains(name))
            {
                continue;
            }

            var answer = ForPeople.Contains(name) ? await PersonAsync(person, path.Name) : await http.AskAsync(Address(path.Name, name, values));
            var schema = operation.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            Assert.True(check.Check(schema, answer) is { Count: 0 }, $"{name}: {string.Join("; ", check.Check(schema, answer))}\n{answer}");
            checkedOperations.Add(name);
        }

        Assert.Superset(new HashSet<string> { "SearchRecords", "GetRecord", "ListExports", "GetVerification", "GetSavedSearch", "GetTenantHealth" }, checkedOperations.ToHashSet());
    }

    [Fact]
    public async Task Appending_and_errors_are_as_the_document_says()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsAppend, Scopes.RecordsRead);
        var document = await http.AskAsync("/v1/openapi.json");
        var check = new SchemaCheck(document);
        var append = document.GetProperty("paths").GetProperty("/v1/records").GetProperty("post").GetProperty("responses");

        var stored = await http.AppendAsync(Json.Record("1"), Json.Record("1"), Json.Record("1", action: "door.close"), "[1]");
        using var refused = await http.PostLinesAsync("/v1/records", "[1]");
        using var missing = await http.SendAsync("/v1/records/999999");
        var problem = JsonElement.Parse(await missing.Content.ReadAsStringAsync());

        Assert.Empty(check.Check(SchemaOf(append, "200", "application/json"), stored));
        Assert.Empty(check.Check(SchemaOf(append, "422", "application/json"), JsonElement.Parse(await refused.Content.ReadAsStringAsync())));
        Assert.Empty(check.Check(SchemaOf(append, "400", "application/problem+json"), problem));
    }

    [Fact]
    public void The_check_finds_what_does_not_fit()
    {
        var document = JsonElement.Parse("""{"a":{"type":"object","required":["n"],"properties":{"n":{"type":"integer"},"l":{"type":["null","array"],"items":{"enum":["x"]}},"o":{"oneOf":[{"type":"null"},{"$ref":"#/a"}]}}}}""");
        var check = new SchemaCheck(document);
        var schema = document.GetProperty("a");

        Assert.Empty(check.Check(schema, JsonElement.Parse("""{"n":1,"l":["x"],"o":{"n":2}}""")));
        Assert.Equal(
            ["$: n is missing", "$: nobody told of m", "$.l[0]: y is none of [\"x\"]", "$.o: Object fits none of the choices"],
            check.Check(schema, JsonElement.Parse("""{"m":1,"l":["y"],"o":{"n":2.5}}""")).Order(StringComparer.Ordinal).OrderBy(fault => fault.Length));
        Assert.Equal(["$: string instead of object"], check.Check(schema, JsonElement.Parse("\"\"")));
    }

    private static async Task<JsonElement> PersonAsync(Person person, string path)
    {
        using var answer = await person.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    private static JsonElement SchemaOf(JsonElement responses, string status, string type) => responses.GetProperty(status).GetProperty("content").GetProperty(type).GetProperty("schema");

    /// <summary>One of everything that can be asked for.</summary>
    private static async Task<Dictionary<string, string>> FillAsync(TestServer server, HttpClient http)
    {
        var appended = await http.AppendAsync(Enumerable.Range(0, 12).Select(i => Json.Record($"{i}", time: $"2026-11-01T08:{i:00}:00Z", more: ""","correlation":"c","ip":"192.0.2.1" """)).Append(Json.Record("1", action: "door.close", time: "2026-11-01T08:01:00Z")));
        var export = await http.ExportAsync("""{"format":"csv"}""");
        await http.EndedAsync(export);
        using var saved = await http.PostJsonAsync("/v1/searches", """{"name":"doors","columns":["actor"],"from":"now-1d","shared":true}""");
        using var verification = await http.PostJsonAsync("/v1/verifications", "");
        using var collector = await http.PutAsync(new Uri("/v1/collectors/contoso", UriKind.Relative), new StringContent("""{"source":"microsoft365","tenantId":"5d4b2f0a-0000-4000-8000-000000000001","clientId":"c","clientSecret":"s","enabled":false}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Created, collector.StatusCode);
        var (client, _) = server.AddClient([Scopes.RecordsRead]);
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=client.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        server.Services.GetRequiredService<ClientCertificates>().Add(client, certificate, TestServer.Tester);
        return new Dictionary<string, string>
        {
            ["position"] = appended.GetProperty("verdicts")[4].GetProperty("position").GetRawText(),
            ["field"] = "action",
            ["/v1/exports/"] = export,
            ["/v1/clients/"] = client.Id.ToString(),
            ["/v1/searches/"] = saved.Headers.Location!.ToString().Split('/')[^1],
            ["/v1/collectors/"] = "contoso",
            ["/v1/verifications/"] = verification.Headers.Location!.ToString().Split('/')[^1],
        };
    }

    /// <summary>An address that is answered, for a path of the document.</summary>
    private static string Address(string path, string name, Dictionary<string, string> values)
    {
        var address = path.Replace("{position}", values["position"], StringComparison.Ordinal).Replace("{field}", values["field"], StringComparison.Ordinal);
        foreach (var (prefix, id) in values.Where(pair => pair.Key.StartsWith('/') && path.StartsWith(pair.Key, StringComparison.Ordinal)))
        {
            address = address.Replace("{id}", id, StringComparison.Ordinal).Replace("{name}", id, StringComparison.Ordinal);
        }

        return address + name switch
        {
            "GetRecordsById" or "ProveRecordById" => "?id=1",
            "ListRelatedRecords" => "?by=actor",
            "SearchRecords" => "?limit=5",
            _ => "",
        };
    }
}
