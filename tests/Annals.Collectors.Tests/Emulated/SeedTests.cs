using System.Collections.Frozen;
using Annals.Emulation;
using Annals.Testing;

namespace Annals.Collectors.Tests.Emulated;

/// <summary>Five weeks of both vendors at their worst, and what the archive holds afterwards.</summary>
public sealed class SeedTests(ITestOutputHelper output)
{
    private const int SeedsMax = 200;

    /// <summary>A usual run takes so many of them at random: one takes most of a minute on two processors.</summary>
    private const int SeedsDrawn = 1;

    /// <summary>The seeds of this run. F5 is in the plans of every fourth seed.</summary>
    public static TheoryData<long> Seeds
    {
        get
        {
            var all = Enumerable.Range(1, SeedsMax).Select(seed => (long)seed).ToArray();
            if (!Seed.IsLong)
            {
                Seed.Random(nameof(SeedTests)).Shuffle(all);
            }

            return [.. Seed.IsLong ? all : all[..SeedsDrawn]];
        }
    }

    /// <summary>The faults that come alone in this run; a usual one takes one of them.</summary>
    public static TheoryData<string> Names
    {
        get
        {
            var names = FaultNames.All.Select(fault => fault.Name).ToArray();
            return Seed.IsLong ? [.. names] : [names[Seed.Random("fault alone").Next(names.Length)]];
        }
    }

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task With_all_faults_the_archive_holds_exactly_what_can_be_held_and_shows_what_cannot(long seed) =>
        await RunAsync(seed, FaultNames.Everything, EmulationOptions.DefaultLength);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task With_one_fault_alone_it_holds_what_can_be_held(string name) =>
        await RunAsync(1, new[] { name }.ToFrozenSet(), Seed.IsLong ? EmulationOptions.DefaultLength : TimeSpan.FromDays(8));

    private async Task RunAsync(long seed, IReadOnlySet<string> faults, TimeSpan length)
    {
        await using var run = await EmulatedRun.StartAsync(new EmulationOptions { Seed = seed, Faults = faults, Start = Start, Length = length });
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        await run.RunAsync(TestContext.Current.CancellationToken);
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(begun);
        var oracle = new Oracle(run.Plan);
        var found = oracle.Faults(run.Tenant);
        output.WriteLine($"seed {seed}: {oracle.HoldableCount} records, {took.TotalSeconds:0.0} s, {run.Ticks} ticks, {run.Emulator.Report().Requests.Sum(operation => operation.Value)} requests");
        Assert.True(found.Count == 0, $"seed {seed}, {found.Count} faults:\n{string.Join('\n', found.Take(30))}");
    }
}
