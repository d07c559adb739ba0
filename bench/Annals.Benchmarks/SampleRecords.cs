using Annals.Sources.Samples;

namespace Annals.Benchmarks;

/// <summary>The records that all benchmarks work on: a usual mix, about 1.1 KB each.</summary>
internal static class SampleRecords
{
    /// <summary>Records of one round; results are given per record.</summary>
    public const int Count = 1024;

    public static byte[][] All { get; } =
    [
        .. new SampleGenerator(new SampleOptions
        {
            Count = Count,
            From = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            To = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
        }).Batches().SelectMany(batch => batch.Records.Select(record => record.ToArray()).ToArray()),
    ];

    /// <summary>The same, one a line.</summary>
    public static byte[] Lines { get; } = [.. All.SelectMany(record => record.Append((byte)'\n'))];
}
