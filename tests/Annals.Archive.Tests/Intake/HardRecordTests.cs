using System.Text;
using Annals.Log;

namespace Annals.Archive.Tests.Intake;

/// <summary>Records that are hard to read and must be stored as they are, found by id and by words, and proven.</summary>
public sealed class HardRecordTests
{
    private static readonly string Deep = """{"id":"deep","time":"2026-03-01T10:00:00Z","actor":"a","action":"x","nested":""" + string.Concat(Enumerable.Repeat("[{\"n\":", 5000)) + "\"bottomword\"" + string.Concat(Enumerable.Repeat("}]", 5000)) + "}";

    public static TheoryData<string, string, string[]> Records => new()
    {
        { """{"Id":"twice","Id":"twice","CreationTime":"2026-03-01T10:00:00","Operation":"First","Operation":"Second","RecordType":1,"Workload":"Exchange","UserId":"a@example.com","x":{"k":"redword","k":"blueword"}}""", "twice", ["redword", "blueword", "First", "x.k:redword", "x.k:blueword"] },
        { """{"Id":"lone","CreationTime":"2026-03-01T10:00:00","Operation":"Op","RecordType":1,"Workload":"Exchange","UserId":"\ud800@example.com","ObjectId":"before\udc00after yellowword"}""", "lone", ["yellowword", "action:Op", "target:*yellowword"] },
        { """{"Id":"id\ud800","CreationTime":"2026-03-01T10:00:00","Operation":"Op","RecordType":1,"Workload":"Exchange","UserId":"a","Note":"greenword"}""", "id\ud800", ["greenword", "Operation:Op"] },
        { """{"id":"huge","time":"2026-03-01T10:00:00Z","actor":"a","action":"x","n":9007199254740993,"m":123456789012345678901234567890,"e":1e400,"d":0.1000000000000000055511151231257827}""", "huge", ["9007199254740993", "n:9007199254740993", "m:123456789012345678901234567890", "123456789012345678901234567890", "m>123456789012345678901234567889"] },
        { """{"Id":12345678901234567890,"CreationTime":"2026-03-01T10:00:00","Operation":"Op","RecordType":99999999999,"Workload":"Exchange","UserType":1e3,"UserId":"a","Note":"pinkword"}""", "12345678901234567890", ["pinkword", "UserType:1e3"] },
        { Deep, "deep", ["bottomword", "action:x"] },
        { """{"id":"types","time":"2026-03-01T10:00:00Z","actor":[1,2],"action":"x","target":null,"outcome":7,"ip":{},"context":[],"note":"oddword","":"emptyname"}""", "types", ["oddword", "emptyname"] },
        { "{\"id\":\"spaces\",\"time\":\"2026-03-01T10:00:00Z\" ,\t\"actor\" : \"a\",\"action\":\"x\",\"note\":\"tab\\tword \\u0000 nul\"}", "spaces", ["tab", "nul"] },
        { """{"id":"emoji","time":"2026-03-01T10:00:00Z","actor":"Zoë 😀","action":"x","note":"\ud83d\ude00 Ünïcödé 東京"}""", "emoji", ["ünïcödé", "actor:zoë*", "東京"] },
    };

    [Theory, MemberData(nameof(Records))]
    public async Task A_hard_record_is_stored_unchanged_and_found_by_id_and_words(string record, string id, string[] queries)
    {
        using var fixture = new TenantFixture();
        const string Other = """{"id":"other","time":"2026-03-01T10:00:00Z","actor":"b","action":"y"}""";

        Assert.Equal(new IntakeCounts(3, 2, 1, 0, 0), (await fixture.ImportTextAsync($"{Other}\n{record}\n{record}\n")).Total);
        fixture.DeleteDerived();
        Assert.Equal(new IntakeCounts(2, 0, 2, 0, 0), (await fixture.ImportTextAsync($"{record}\n{Other}")).Total);

        using (var tenant = await fixture.OpenAsync())
        {
            Assert.Equal([record], TenantFixture.Shown(tenant, id));
            Assert.All(queries, query => Assert.True(TenantFixture.Texts(tenant, query) is [var found] && found == record, query));
            Assert.All(queries, query => Assert.Equal(1, TenantFixture.Count(tenant, query)));
            Assert.Equal([Other], TenantFixture.Texts(tenant, "id:other"));
            var proven = tenant.Prove(tenant.PositionsOf(id, CancellationToken.None).Single());
            Assert.Equal(Encoding.UTF8.GetBytes(record), proven.Record.ToArray());
        }

        Assert.IsType<Annals.Log.Verification.Consistent>(new TenantVerification(fixture.Folder).Verify(new VerifyOptions(), CancellationToken.None));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_byte_order_mark_is_skipped_and_utf_16_is_transcoded(string name)
    {
        const string Record = """{"id":"mark","time":"2026-03-01T10:00:00Z","actor":"Zoë 😀","action":"x"}""";
        var encoding = Encoding.GetEncoding(name);
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();

        var summary = await fixture.ImportAsync(tenant, [TenantFixture.Source([.. encoding.GetPreamble(), .. encoding.GetBytes($"{Record}\r\n{Record}\r\n")])]);

        Assert.Equal(new IntakeCounts(2, 1, 1, 0, 0), summary.Total);
        Assert.Equal([Record], TenantFixture.Shown(tenant, "mark"));
        Assert.Equal([Record], TenantFixture.Texts(tenant, "zoë"));
    }
}
