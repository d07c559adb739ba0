using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Annals.Server.Access;

namespace Annals.Server.Tests.Observability;

public sealed class HealthTests
{
    [Fact]
    public async Task A_server_that_is_well_is_live_and_ready()
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { ["Telemetry:DiskFreeBytesMin"] = "1" });
        using var http = server.Anonymous();

        using var live = await http.SendAsync("/health/live");
        using var ready = await http.SendAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task Too_little_room_makes_it_not_ready_and_only_this_machine_is_told_the_details()
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { ["Telemetry:DiskFreeBytesMin"] = "9000000000000000000" });
        using var http = server.Anonymous();

        using var here = await http.SendAsync("/health/ready");
        using var proxied = await http.SendAsync("/health/ready", ("X-Forwarded-For", "203.0.113.7"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, here.StatusCode);
        Assert.Equal("failing", (await here.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks").GetProperty("disk-space").GetString());
        Assert.False((await proxied.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("findings", out _));
    }

    [Fact]
    public async Task Metrics_name_each_tenant_and_count_appended_records()
    {
        await using var server = await TestServer.StartAsync();
        using var writer = await server.SignedInAsync(Scopes.RecordsAppend);
        using var http = server.Anonymous();
        await writer.AppendAsync(Json.Record("1"), Json.Record("1"));

        var text = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Contains("annals_intake_records_total", text, StringComparison.Ordinal);
        Assert.Contains("annals_verdict=\"duplicate\"", text, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds_count", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_are_closed_to_other_machines_without_their_token()
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { ["Telemetry:MetricsToken"] = "a-token-of-the-operator" });
        using var http = server.Anonymous();

        using var proxied = await http.SendAsync("/metrics", ("X-Forwarded-For", "203.0.113.7"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "a-token-of-the-operator");
        using var holder = await http.SendAsync("/metrics", ("X-Forwarded-For", "203.0.113.7"));

        Assert.Equal(HttpStatusCode.NotFound, proxied.StatusCode);
        Assert.Equal(HttpStatusCode.OK, holder.StatusCode);
    }
}
