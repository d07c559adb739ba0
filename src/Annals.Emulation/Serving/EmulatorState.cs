using System.Collections.Concurrent;

namespace Annals.Emulation;

/// <summary>What the parts of a running emulator share.</summary>
internal sealed class EmulatorState(FaultPlan plan)
{
    private readonly ConcurrentDictionary<long, int> byPosition = new();

    public FaultPlan Plan => plan;

    public EmulatorClock Clock { get; } = new(plan.Options.Start.ToUniversalTime());

    public Tally Tally { get; } = new();

    public FaultBook Faults => field ??= new FaultBook(plan, Tally);

    /// <summary>Where tokens must never be sent; set once it listens.</summary>
    public Uri? ForeignHost { get; set; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Notes where the first record of a publication stands in the log.</summary>
    public void Placed(int publication, long position) => byPosition[position] = publication;

    /// <summary>The publication whose first record stands at a position; null when none does.</summary>
    public Publication? At(long position) => byPosition.TryGetValue(position, out var number) ? plan.Publications[number] : null;
}
