using System.Runtime.InteropServices;
using Annals.Log;
using BenchmarkDotNet.Attributes;

namespace Annals.Benchmarks;

/// <summary>The hashes of one record: commitment, keyed id, leaf.</summary>
public class HashBenchmarks
{
    /// <summary>About the length of an entry.</summary>
    private const int EntryLength = 120;

    private readonly byte[][] records = SampleRecords.All;
    private readonly KeyedHash key = new(new byte[32]);
    private readonly byte[] prefix = [.. "microsoft365\0"u8];
    private readonly char[] id = "3f1f2f60-9a53-4c5a-b0aa-3f94e64a6b9c".ToCharArray();
    private readonly byte[] entry = new byte[EntryLength];

    [Benchmark(OperationsPerInvoke = SampleRecords.Count)]
    public int Commitment()
    {
        var sum = 0;
        foreach (var record in records)
        {
            sum ^= PayloadSeal.Create(record).Commitment.GetHashCode();
        }

        return sum;
    }

    [Benchmark]
    public Digest16 Keyed_id() => key.Compute(prefix, MemoryMarshal.AsBytes(id.AsSpan()));

    [Benchmark]
    public TreeHash Leaf() => MerkleHash.Leaf(entry);
}
