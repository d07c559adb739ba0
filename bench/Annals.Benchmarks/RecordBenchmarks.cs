using System.Buffers;
using Annals.Records.Events;
using Annals.Records.Json;
using BenchmarkDotNet.Attributes;

namespace Annals.Benchmarks;

/// <summary>What is read off the bytes of one record.</summary>
public class RecordBenchmarks
{
    private readonly byte[][] records = SampleRecords.All;
    private readonly byte[][] reordered = [.. SampleRecords.All.Select(Canonical)];
    private readonly EventSlices slices = new();
    private readonly ArrayBufferWriter<byte> output = new(1 << 16);

    [Benchmark(OperationsPerInvoke = SampleRecords.Count)]
    public int Syntax_check()
    {
        var faults = 0;
        foreach (var record in records)
        {
            faults += RecordSyntax.Check(record) is null ? 0 : 1;
        }

        return faults;
    }

    [Benchmark(OperationsPerInvoke = SampleRecords.Count)]
    public int Event_view_with_syntax_check()
    {
        var faults = 0;
        foreach (var record in records)
        {
            faults += slices.Read(record) is null ? 0 : 1;
        }

        return faults;
    }

    [Benchmark(OperationsPerInvoke = SampleRecords.Count)]
    public long Canonical_value()
    {
        var length = 0L;
        foreach (var record in records)
        {
            output.ResetWrittenCount();
            CanonicalJson.Write(record, output);
            length += output.WrittenCount;
        }

        return length;
    }

    [Benchmark(OperationsPerInvoke = SampleRecords.Count)]
    public int Comparison_of_values()
    {
        var equal = 0;
        for (var i = 0; i < records.Length; i++)
        {
            equal += CanonicalJson.ValueEquals(records[i], reordered[i]) ? 1 : 0;
        }

        return equal;
    }

    /// <summary>The same value in other bytes.</summary>
    private static byte[] Canonical(byte[] record)
    {
        var written = new ArrayBufferWriter<byte>(record.Length);
        CanonicalJson.Write(record, written);
        return written.WrittenSpan.ToArray();
    }
}
