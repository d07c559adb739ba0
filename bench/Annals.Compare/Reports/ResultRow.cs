using System.Globalization;
using Annals.Compare.Engines;

namespace Annals.Compare.Reports;

/// <summary>One measure of all engines.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Unit">Unit of the figures.</param>
/// <param name="Value">The figure of an engine, or null when it has none.</param>
internal sealed record ResultRow(string Name, string Unit, Func<EngineMeasurements, double?> Value)
{
    /// <summary>What Annals should reach at 1,000,000 records; null when no one set it.</summary>
    public double? Budget { get; init; }

    /// <summary>Whether more is better.</summary>
    public bool IsRate { get; init; }

    /// <summary>The question behind the row, for marking wrong answers.</summary>
    public Question? Question { get; init; }

    /// <summary>All rows, in the order of the page.</summary>
    public static IReadOnlyList<ResultRow> All(Truth truth) =>
    [
        new("load: durable, searchable, provable", "records/s", engine => truth.Count / engine.LoadSeconds) { Budget = 200_000, IsRate = true },
        new("processor time of the loading process", "µs/record", engine => engine.Engine == EngineKind.Postgres ? null : engine.LoadProcessorSeconds * 1e6 / truth.Count),
        new("peak memory of the loading process", "MB", engine => engine.Engine == EngineKind.Postgres ? null : engine.PeakBytes / 1e6) { Budget = 300 },
        new("bytes on disk per byte of JSON", "", engine => PerByte(engine, truth, SizePart.Whole)) { Budget = 0.31 },
        Asked("50 newest of one user, with JSON", Compare.Question.Newest, 10),
        Asked("histogram by hour over all", Compare.Question.Histogram, 20),
        Asked("rare phrase anywhere in the JSON, any case", Compare.Question.Phrase, 20),
        Asked("the same in exactly this case", Compare.Question.PhraseExact, null),
        new("verification of all", "records/s", engine => truth.Count * 1000 / engine.Milliseconds(Series.Verify)) { Budget = 500_000, IsRate = true },
        new("proof of one record", "ms", engine => engine.Milliseconds(Series.Proof)) { Budget = 1 },
        new("the same with receipt and fresh checkpoint", "ms", engine => engine.Milliseconds(Series.ProofForUser)),
        new("acknowledge one appended record, idle", "ms", engine => engine.Milliseconds(Series.Append)) { Budget = 3 },
    ];

    /// <summary>A figure with about three digits.</summary>
    public static string Format(double value) => value switch
    {
        >= 1000 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>By how much a figure misses the budget, in percent of the budget; null when it is kept.</summary>
    public double? Miss(double value) => Budget switch
    {
        { } budget when IsRate && value < budget => (budget - value) / budget * 100,
        { } budget when !IsRate && value > budget => (value - budget) / budget * 100,
        _ => null,
    };

    /// <summary>How many times better Annals is than another figure; below 1 it is worse.</summary>
    public double Ratio(double annals, double other) => IsRate ? annals / other : other / annals;

    internal static double? PerByte(EngineMeasurements engine, Truth truth, string part) =>
        engine.Sizes.TryGetValue(part, out var bytes) ? (double)bytes / truth.Bytes : null;

    private static ResultRow Asked(string name, Question question, double? budget) =>
        new(name, "ms", engine => engine.Milliseconds(question)) { Budget = budget, Question = question };
}
