using System.Text.Json;

namespace Annals.Emulation.Tests;

/// <summary>Plans are made of their options alone, and hold what they are asked for.</summary>
public sealed class FaultPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Fact]
    public void The_same_seed_makes_the_same_plan_and_another_one_another()
    {
        var options = new EmulationOptions { Seed = 3, Start = Start, Faults = FaultNames.Everything };

        var first = Json(FaultPlan.Create(options));
        var second = Json(FaultPlan.Create(options));
        var other = Json(FaultPlan.Create(options with { Seed = 4 }));

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        using var parsed = JsonDocument.Parse(first);
        Assert.Equal(3, parsed.RootElement.GetProperty("seed").GetInt64());
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Every_fault_is_in_the_plan(int seed)
    {
        var plan = FaultPlan.Create(new EmulationOptions { Seed = seed, Start = Start, Faults = FaultNames.Everything });

        var names = plan.Faults.Select(fault => fault.Name).ToHashSet();
        Assert.Equal(FaultNames.Everything.Where(name => name != "F5" || seed % 4 == 0).Order(), names.Order());
        Assert.All(plan.Faults, fault => Assert.InRange(fault.From, Start, fault.To));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Each_fault_fits_alone_into_a_few_days(int seed)
    {
        foreach (var (name, _) in FaultNames.All)
        {
            var plan = FaultPlan.Create(new EmulationOptions { Seed = seed, Start = Start, Length = TimeSpan.FromDays(5), Faults = new HashSet<string> { name }, BigBlobBytes = 10_000 });

            Assert.Contains(plan.Faults, fault => fault.Name == name);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Nothing_is_published_at_the_ends_or_where_it_would_be_chance_whether_it_can_be_held(int seed)
    {
        var plan = FaultPlan.Create(new EmulationOptions { Seed = seed, Start = Start, Faults = FaultNames.Everything });

        var (first, last) = (plan.Publications[0].At, plan.Publications[^1].At);
        Assert.InRange(first, Start.AddMinutes(20), Start.AddDays(2));
        Assert.InRange(last, first, Start + plan.Options.Length - TimeSpan.FromHours(8));
        var outage = plan.Faults.Single(fault => fault.Kind == "outage");
        var disabled = plan.Faults.Single(fault => fault.Kind == "disabled");
        foreach (var moment in (DateTimeOffset[])[outage.From, outage.To.AddDays(-7)])
        {
            Assert.DoesNotContain(plan.Publications, publication => publication.Source == Publication.Microsoft365 && (publication.At - moment).Duration() < TimeSpan.FromHours(3));
        }

        foreach (var moment in (DateTimeOffset[])[disabled.From, disabled.To])
        {
            Assert.DoesNotContain(plan.Publications, publication => publication.Stream == disabled.Stream && (publication.At - moment).Duration() < TimeSpan.FromHours(3));
        }

        var silence = plan.Faults.Single(fault => fault.Name == "F14");
        Assert.True(silence.To - silence.From > TimeSpan.FromDays(14));
        Assert.DoesNotContain(plan.Publications, publication => publication.Stream == silence.Stream && publication.At > silence.From && publication.At < silence.To);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(14)]
    [InlineData(25)]
    [InlineData(90)]
    public void All_faults_fit_into_plans_of_many_lengths(int days)
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var plan = FaultPlan.Create(new EmulationOptions { Seed = seed, Start = Start, RecordsPerDay = 10, Length = TimeSpan.FromDays(days), Faults = FaultNames.Everything, BigBlobBytes = 10_000 });

            Assert.Equal(seed % 4 == 0 ? 27 : 26, plan.Faults.Select(fault => fault.Name).Distinct().Count());
        }
    }

    /// <summary>Whoever changes how plans are made changes what a seed means to all who noted one: then this line changes too.</summary>
    [Fact]
    public void A_seed_means_the_same_on_every_machine() =>
        Assert.Equal("e285c9590e1de0146dcd0f8d3dde29d9298ddeb87cdfd15163b4c081d8459ba7", FaultPlan.Digest(System.Text.Encoding.UTF8.GetBytes(Json(FaultPlan.Create(new EmulationOptions { Seed = 8, Start = Start, Faults = FaultNames.Everything })))));

    [Fact]
    public void Publications_of_a_content_type_are_content_items_of_their_own_and_ids_are_unique()
    {
        var plan = FaultPlan.Create(new EmulationOptions { Seed = 4, Start = Start, RecordsPerDay = 500, Faults = FaultNames.Everything, BigBlobBytes = 100_000 });

        foreach (var stream in plan.Publications.GroupBy(publication => publication.Stream))
        {
            var times = stream.Select(publication => publication.At).ToList();
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMinutes(10)));
            Assert.All(stream, publication => Assert.InRange(publication.Records.Sum(record => record.Length), 1, 500_000));
        }

        var ids = plan.Publications.SelectMany(publication => publication.Records.Select(record => Held.IdOf(record)).Concat(Enumerable.Range(0, publication.Tail?.Count ?? 0).Select(i => publication.Tail!.Id(i)))).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Lists_of_faults_are_read_and_unknown_names_are_told()
    {
        Assert.True(FaultNames.TryParse("f1, G12", out var some, out _));
        Assert.True(FaultNames.TryParse("all", out var all, out _));
        Assert.True(FaultNames.TryParse("None", out var none, out _));
        Assert.False(FaultNames.TryParse("F1,F99", out _, out var unknown));

        Assert.Equal(["F1", "G12"], some.Order());
        Assert.Equal(27, all.Count);
        Assert.Empty(none);
        Assert.Equal("F99", unknown);
    }

    [Theory]
    [InlineData("http://0.0.0.0:80", 60, 35)]
    [InlineData("https://127.0.0.1:0", 60, 35)]
    [InlineData("http://127.0.0.1:0", 0, 35)]
    [InlineData("http://127.0.0.1:0", 60, 1)]
    public void Options_that_cannot_be_used_are_refused(string url, int recordsPerDay, int days) =>
        Assert.Throws<ArgumentException>(() => FaultPlan.Create(new EmulationOptions { Start = Start, Url = url, RecordsPerDay = recordsPerDay, Length = TimeSpan.FromDays(days) }));

    private static string Json(FaultPlan plan)
    {
        using var json = new MemoryStream();
        plan.WriteTo(json);
        return System.Text.Encoding.UTF8.GetString(json.ToArray());
    }
}
