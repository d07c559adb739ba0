using System.Text.Json;
using static Annals.Archive.Tests.Intake.Live.LiveFixture;

namespace Annals.Archive.Tests.Intake.Live;

public sealed class ClientIntakeTests
{
    private static readonly AppendOrigin Other = new(new Actor("shop till") { Id = "c-2", Type = "client" });

    [Fact]
    public async Task The_appends_of_one_client_share_an_intake_for_ten_minutes()
    {
        await using var fixture = new LiveFixture();
        await fixture.AppendAsync(Record("a"), "no json");
        fixture.Time.Advance(TimeSpan.FromMinutes(9));
        var second = await fixture.AppendAsync(Record("a"), Record("b"), Record("a", "close"));
        Assert.Equal(1, fixture.Log.Reader.ReadEntry(second[1].Position!.Value).Intake);
        fixture.Time.Advance(TimeSpan.FromMinutes(2));
        var third = await fixture.AppendAsync(Record("c"));
        await fixture.Intake.StopAsync();

        var receipts = fixture.Receipts();
        Assert.Equal(["intake.closed", "intake.closed", "intake.opened", "intake.opened"], Types(receipts).Order(StringComparer.Ordinal));
        var opened = receipts.Where(receipt => Type(receipt) == "intake.opened").ToArray();
        Assert.Equal("""{"kind":"client"}""", opened[0].GetProperty("details").GetRawText());
        Assert.Equal("""{"name":"collector","id":"c-1","type":"client"}""", opened[0].GetProperty("actor").GetRawText());
        Assert.Equal("collector", opened[0].GetProperty("target").GetProperty("name").GetString());
        var closed = receipts.Where(receipt => Type(receipt) == "intake.closed").ToArray();
        Assert.Equal("""{"kind":"client","opened":1,"read":5,"stored":3,"duplicate":1,"variant":1,"refused":1}""", closed[0].GetProperty("details").GetRawText());
        var intake = fixture.Log.Reader.ReadEntry(third[0].Position!.Value).Intake;
        Assert.Equal($$"""{"kind":"client","opened":{{intake}},"read":1,"stored":1,"duplicate":0,"variant":0,"refused":0}""", closed[1].GetProperty("details").GetRawText());
    }

    [Fact]
    public async Task An_intake_is_closed_when_its_time_is_over_though_nobody_appends()
    {
        await using var fixture = new LiveFixture();
        await fixture.AppendAsync(Record("a"));
        await Settled(fixture);

        fixture.Time.Advance(TimeSpan.FromMinutes(10));

        await fixture.Log.WaitForGrowthAsync(3, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("intake.closed", Type(fixture.Receipts()[^1]));
    }

    [Fact]
    public async Task Each_client_and_each_source_name_has_an_intake_of_its_own()
    {
        await using var fixture = new LiveFixture();
        var results = await Task.WhenAll(
            fixture.AppendAsync(Record("a")), fixture.AppendAsync(Other, Record("b")), fixture.AppendAsync(Other with { SourceName = "shop" }, Record("c")), fixture.AppendAsync(Client, Record("d")));

        var intakes = results.Select(result => fixture.Log.Reader.ReadEntry(result[0].Position!.Value).Intake!.Value).ToArray();
        Assert.Equal(intakes[0], intakes[3]);
        Assert.Equal(3, intakes.Distinct().Count());
        var sources = new IntakeSourceNames(fixture.Log.Reader);
        Assert.Equal([null, null, "shop"], results.Take(3).Select(result => sources.Of(fixture.Log.Reader.ReadEntry(result[0].Position!.Value))));
        Assert.Equal(["collector", "shop till", "shop till"], intakes.Take(3).Select(intake => JsonDocument.Parse(fixture.Text(intake)).RootElement.GetProperty("target").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_client_that_sends_nothing_new_leaves_its_counts_and_no_opening_receipt()
    {
        await using var fixture = new LiveFixture();
        await fixture.AppendAsync(Record("a"));
        await fixture.AppendAsync(Other, Record("a"), "no json");
        await fixture.Intake.StopAsync();

        var closed = fixture.Receipts().Where(receipt => Type(receipt) == "intake.closed").Select(receipt => receipt.GetProperty("details").GetRawText());
        Assert.Contains("""{"kind":"client","read":2,"stored":0,"duplicate":1,"variant":0,"refused":1}""", closed);
        Assert.Single(fixture.Receipts(), receipt => Type(receipt) == "intake.opened");
    }

    [Fact]
    public async Task Open_intakes_are_bounded()
    {
        await using var fixture = new LiveFixture(new LiveIntakeOptions { OpenIntakesMax = 3 });
        for (var i = 0; i < 20; i++)
        {
            await fixture.AppendAsync(Other with { SourceName = $"shop-{i}" }, Record($"a{i}"));
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await fixture.AppendAsync(Record("z"));
        var types = Types(fixture.Receipts()).ToArray();
        Assert.Equal(21, types.Count(type => type == "intake.opened"));
        Assert.InRange(types.Count(type => type == "intake.closed"), 16, 18);
        await fixture.Intake.StopAsync();
        Assert.Equal(21, Types(fixture.Receipts()).Count(type => type == "intake.closed"));
    }

    [Fact]
    public async Task A_closing_receipt_that_finds_no_room_is_written_when_there_is_some()
    {
        await using var fixture = new LiveFixture();
        await fixture.AppendAsync(Record("a"));
        fixture.Disk.Free = 0;
        fixture.Time.Advance(TimeSpan.FromMinutes(11));
        await fixture.AppendAsync(Record("a"));
        await Settled(fixture);
        Assert.DoesNotContain("intake.closed", Types(fixture.Receipts()));

        fixture.Disk.Free = long.MaxValue;
        await fixture.AppendAsync(Record("b"));
        await fixture.Intake.StopAsync();

        Assert.Equal(2, Types(fixture.Receipts()).Count(type => type == "intake.closed"));
    }

    /// <summary>Two appends later the intake has done whatever it does after the append before.</summary>
    private static async Task Settled(LiveFixture fixture)
    {
        await fixture.AppendAsync(Record("a"));
        await fixture.AppendAsync(Record("a"));
    }

    private static IEnumerable<string> Types(List<JsonElement> receipts) => receipts.Select(Type);

    private static string Type(JsonElement receipt) => receipt.GetProperty("annals").GetString()!;
}
