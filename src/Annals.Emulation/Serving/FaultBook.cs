namespace Annals.Emulation;

/// <summary>The faults of a plan while it is served. Thread-safe.</summary>
internal sealed class FaultBook
{
    private readonly Dictionary<string, ArmedFault[]> byKind;
    private readonly Dictionary<int, ArmedFault[]> byPublication;
    private readonly Tally tally;

    public FaultBook(FaultPlan plan, Tally tally)
    {
        this.tally = tally;
        var all = plan.Faults.Select(fault => new ArmedFault(fault)).ToList();
        byKind = all.GroupBy(fault => fault.Kind, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        byPublication = all.Where(fault => fault.Plan.Publication is not null).GroupBy(fault => fault.Plan.Publication!.Value).ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The fault of a variant, wherever it is in time; null when the plan has none.</summary>
    public ArmedFault? Of(string kind) => byKind.GetValueOrDefault(kind)?[0];

    /// <summary>The faults about a publication.</summary>
    public IReadOnlyList<ArmedFault> Of(int publication) => byPublication.GetValueOrDefault(publication, []);

    /// <summary>The fault of a variant that is on, not used up by asking; null for none.</summary>
    public ArmedFault? On(string kind, DateTimeOffset now, string? stream = null) =>
        byKind.TryGetValue(kind, out var faults) ? Array.Find(faults, fault => fault.IsOn(now) && fault.IsAbout(stream)) : null;

    /// <summary>Uses a fault of a variant up by one, and notes that it was met.</summary>
    /// <returns>Null when none is on.</returns>
    public ArmedFault? Take(string kind, DateTimeOffset now, string? stream = null) => On(kind, now, stream) is { } fault && Take(fault) ? fault : null;

    /// <summary>Uses a fault up by one, and notes that it was met.</summary>
    public bool Take(ArmedFault fault)
    {
        if (!fault.TryTake())
        {
            return false;
        }

        tally.Fired(fault.Plan);
        return true;
    }
}
