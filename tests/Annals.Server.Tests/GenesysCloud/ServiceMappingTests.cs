using System.Net.Http.Json;
using System.Text.Json;
using Annals.Server.GenesysCloud;

namespace Annals.Server.Tests.GenesysCloud;

public sealed class ServiceMappingTests
{
    private const string Mapping = "/api/v2/audits/query/servicemapping";
    private const string Realtime = "/api/v2/audits/query/realtime/servicemapping";

    [Fact]
    public async Task What_is_stored_is_joined_with_what_is_known()
    {
        await using var server = await GenesysServer.StartAsync(
        [
            Audits.Rest("a", GenesysServer.Now.AddDays(-90), service: "Novelty", entityType: "Gadget", action: "Spin"),
            Audits.Rest("b", GenesysServer.Now.AddDays(-1), action: "Reflow"),
            """{"id":"m","CreationTime":"2026-03-12T00:00:00","Operation":"Send","RecordType":1,"Workload":"Exchange","UserId":"U"}""",
        ]);
        using var http = await server.SignedInAsync();

        var mapping = Names(await http.GetFromJsonAsync<JsonElement>(GenesysServer.Relative(Mapping)));
        var realtime = Names(await http.GetFromJsonAsync<JsonElement>(GenesysServer.Relative(Realtime)));

        Assert.Contains(("Novelty", "Gadget", "Spin"), mapping);
        Assert.Contains(("Architect", "Flow", "Reflow"), mapping);
        Assert.Contains(("PeoplePermissions", "Role", "MemberAdd"), mapping);
        Assert.DoesNotContain(mapping, name => name.Service == "Exchange");
        Assert.Equal(["Architect"], realtime.Select(name => name.Service).Distinct());
        Assert.Contains(("Architect", "Flow", "Reflow"), realtime);
        Assert.Equal(mapping.Distinct().OrderBy(name => name.Service, StringComparer.Ordinal).ThenBy(name => name.Entity, StringComparer.Ordinal).ThenBy(name => name.Action, StringComparer.Ordinal), mapping);
    }

    [Fact]
    public async Task An_empty_archive_answers_with_the_table_and_no_realtime_services()
    {
        await using var server = await GenesysServer.StartAsync([]);
        using var http = await server.SignedInAsync();

        Assert.Equal(ServiceTable.Known.Count, Names(await http.GetFromJsonAsync<JsonElement>(GenesysServer.Relative(Mapping))).Count);
        Assert.Equal("""{"services":[]}""", await http.GetStringAsync(GenesysServer.Relative(Realtime)));
    }

    [Fact]
    public void Every_line_of_the_table_names_a_service_an_entity_type_and_actions_once()
    {
        Assert.All(ServiceTable.Known, name => Assert.Matches("^[A-Z][A-Za-z]+ [A-Z][A-Za-z]+ [A-Z][A-Za-z]+$", $"{name.Service} {name.EntityType} {name.Action}"));
        Assert.Equal(ServiceTable.Known.Count, ServiceTable.Known.Distinct().Count());
    }

    private static List<(string Service, string Entity, string Action)> Names(JsonElement mapping) =>
        [.. from service in mapping.GetProperty("services").EnumerateArray()
            from entity in service.GetProperty("entities").EnumerateArray()
            from action in entity.GetProperty("actions").EnumerateArray()
            select (service.GetProperty("name").GetString()!, entity.GetProperty("name").GetString()!, action.GetString()!)];
}
