using System.Net;
using System.Text;
using Annals.Log;
using Annals.Server.Access;

namespace Annals.Server.Tests.LogResources;

public sealed class LogResourceTests
{
    [Fact]
    public async Task An_auditor_rebuilds_the_root_from_the_resources_alone()
    {
        await using var server = await TestServer.StartAsync();
        using var writer = await server.SignedInAsync(Scopes.RecordsAppend);
        using var http = await server.SignedInAsync(Scopes.LogRead);
        await writer.AppendAsync(Enumerable.Range(0, 700).Select(i => Json.Record($"{i}")));
        server.Tenant().PublishCheckpoint();
        var prefix = $"/log/{server.Tenant().Description.Id}";

        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(await http.GetStringAsync(new Uri($"{prefix}/checkpoint", UriKind.Relative))));
        var checkpoint = Checkpoint.Parse(note.Text.Span);
        var range = new CompactRange();
        for (var first = 0L; first < checkpoint.Size; first += TilePath.FullWidth)
        {
            var path = TilePath.ForEntries(first / TilePath.FullWidth, (int)Math.Min(TilePath.FullWidth, checkpoint.Size - first));
            using var answer = await http.SendAsync($"{prefix}/{path}");
            Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.ToString());
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            var bundle = await answer.Content.ReadAsByteArrayAsync();
            var entries = new Range[path.Width];
            EntryBundle.Decode(bundle, entries);
            foreach (var entry in entries)
            {
                range.Append(MerkleHash.Leaf(bundle.AsSpan()[entry]));
            }
        }

        Assert.True(checkpoint.Size > 700);
        Assert.Equal(checkpoint.Root, range.Root());
        Assert.IsType<NoteOpening.Verified>(note.Open(NoteVerifier.Parse(server.Tenant().Description.VerifierKey)));
    }

    [Theory]
    [InlineData("checkpoint")]
    [InlineData("tile/0/000.p/1")]
    [InlineData("tile/entries/000.p/1")]
    public async Task A_log_that_is_closed_to_the_caller_answers_as_one_that_does_not_exist(string resource)
    {
        await using var server = await TestServer.StartAsync(["default", "other"]);
        using var foreign = await server.SignedInAsync([Scopes.LogRead], sources: null, tenant: "other");
        using var small = await server.SignedInAsync(Scopes.RecordsRead);
        using var anonymous = server.Anonymous();
        var closed = $"/log/{server.Tenant().Description.Id}/{resource}";
        var missing = $"/log/{Guid.NewGuid()}/{resource}";

        foreach (var http in (HttpClient[])[foreign, small, anonymous])
        {
            using var one = await http.SendAsync(closed);
            using var two = await http.SendAsync(missing);
            Assert.Equal(http == anonymous ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound, one.StatusCode);
            Assert.Equal(one.StatusCode, two.StatusCode);
            Assert.Equal(await BodyAsync(one), await BodyAsync(two));
        }

        static async Task<string> BodyAsync(HttpResponseMessage answer) =>
            (await answer.Content.ReadAsStringAsync()).Replace(answer.Headers.GetValues("X-Correlation-Id").Single(), "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_log_is_open_to_everybody()
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { ["Log:PublicTenants:0"] = "default" });
        using var http = server.Anonymous();

        using var answer = await http.SendAsync($"/log/{server.Tenant().Description.Id}/checkpoint");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("tile/0/001")]
    [InlineData("tile/0/000.p/255")]
    [InlineData("tile/7/000.p/1")]
    [InlineData("tile/63/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/entries/../checkpoint")]
    [InlineData("tile/0/0")]
    [InlineData("tile/")]
    public async Task What_is_no_tile_below_the_checkpoint_is_not_found(string resource)
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.LogRead);

        using var answer = await http.SendAsync($"/log/{server.Tenant().Description.Id}/{resource}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
