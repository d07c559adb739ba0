namespace Annals.Emulation;

/// <summary>A fault that a plan holds.</summary>
/// <param name="Name">Its name, such as <c>F4</c>.</param>
/// <param name="Kind">Which variant of it.</param>
/// <param name="From">From when, UTC.</param>
/// <param name="To">Until when at the latest, UTC. Faults that are counted end sooner.</param>
/// <param name="Stream">The content type or service; null for all.</param>
/// <param name="Publication">Number of the publication it is about; null for none.</param>
/// <param name="Details">More about it, by name; <c>count</c> is how many requests meet it.</param>
public sealed record PlannedFault(string Name, string Kind, DateTimeOffset From, DateTimeOffset To, string? Stream, int? Publication, IReadOnlyDictionary<string, string> Details)
{
    /// <summary>Name and variant, as reports have them.</summary>
    public string Label => $"{Name} {Kind}";
}
