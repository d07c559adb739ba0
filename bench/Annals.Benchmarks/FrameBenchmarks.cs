using Annals.Log;
using Annals.Log.Storage;
using BenchmarkDotNet.Attributes;

namespace Annals.Benchmarks;

/// <summary>Building and compressing a frame of 256 records, per record.</summary>
public class FrameBenchmarks
{
    private const int FrameRecords = 256;

    private readonly byte[][] records = SampleRecords.All;
    private readonly FrameBuilder frame = new();

    [Benchmark(OperationsPerInvoke = FrameRecords)]
    public int Frame_encode()
    {
        frame.Reset(0);
        for (var i = 0; i < FrameRecords; i++)
        {
            frame.Add(default(PayloadSalt), records[i]);
        }

        frame.Encode();
        return frame.Encoded.Length;
    }
}
