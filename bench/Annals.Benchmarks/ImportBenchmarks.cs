using Annals.Sources.Import;
using BenchmarkDotNet.Attributes;

namespace Annals.Benchmarks;

/// <summary>Finding the records in lines of JSON.</summary>
public class ImportBenchmarks
{
    private readonly byte[] lines = SampleRecords.Lines;

    [Benchmark(OperationsPerInvoke = SampleRecords.Count)]
    public int Ndjson_splitting()
    {
        using var stream = new MemoryStream(lines, writable: false);
        var count = 0;
        foreach (var batch in FileImporter.Read(stream, "samples.ndjson", ImportOptions.Default, CancellationToken.None))
        {
            count += batch.Count;
            batch.Dispose();
        }

        return count;
    }
}
