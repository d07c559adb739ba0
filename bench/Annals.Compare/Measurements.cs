using Annals.Compare.Engines;

namespace Annals.Compare;

/// <summary>One load of a file.</summary>
internal sealed record LoadRun(TimeSpan Elapsed, long PeakBytes, TimeSpan Processor);

/// <summary>Everything measured of one engine.</summary>
internal sealed class EngineMeasurements(EngineKind engine)
{
    public EngineKind Engine => engine;

    public string Name => EngineList.NameOf(engine);

    public string? Version { get; set; }

    /// <summary>Why there are no figures, or no further ones.</summary>
    public string? Failure { get; set; }

    public List<LoadRun> Loads { get; } = [];

    public IReadOnlyDictionary<string, long> Sizes { get; set; } = new Dictionary<string, long>();

    /// <summary>Microseconds of each round.</summary>
    public Dictionary<Question, List<double>> Questions { get; } = [];

    /// <summary>Answers that were not the right ones.</summary>
    public Dictionary<Question, Answer> Wrong { get; } = [];

    /// <summary>Microseconds of each operation.</summary>
    public Dictionary<Series, IReadOnlyList<double>> Series { get; } = [];

    public double? LoadSeconds => Loads.Count > 0 ? Median(Loads.Select(load => load.Elapsed.TotalSeconds)) : null;

    public double? LoadProcessorSeconds => Loads.Count > 0 ? Median(Loads.Select(load => load.Processor.TotalSeconds)) : null;

    public long? PeakBytes => Loads.Count > 0 ? Loads.Max(load => load.PeakBytes) : null;

    /// <summary>Median milliseconds of a question.</summary>
    public double? Milliseconds(Question question) => Questions.TryGetValue(question, out var times) && times.Count > 0 ? Median(times) / 1000 : null;

    /// <summary>Median milliseconds of a series.</summary>
    public double? Milliseconds(Series series) => Series.TryGetValue(series, out var times) && times.Count > 0 ? Median(times) / 1000 : null;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
