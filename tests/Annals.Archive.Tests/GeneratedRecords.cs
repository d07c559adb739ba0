using Annals.Sources.Samples;

namespace Annals.Archive.Tests;

/// <summary>Sample records of all sources.</summary>
internal static class GeneratedRecords
{
    private static readonly DateTimeOffset From = new(2025, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static List<byte[]> Of(int count, ulong seed) =>
        [.. new SampleGenerator(new SampleOptions { Count = count, Seed = seed, Users = 300, From = From, To = From.AddDays(60) }).Batches().SelectMany(batch => batch.Records.Select(record => record.ToArray()).ToArray())];

    public static byte[] Lines(IEnumerable<byte[]> records) => [.. records.SelectMany(record => record.Append((byte)'\n'))];
}
