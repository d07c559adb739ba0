using Annals.Archive.Ids;
using Annals.Log;
using BenchmarkDotNet.Attributes;

namespace Annals.Benchmarks;

/// <summary>Looking for ids and inserting them, per id, on one day.</summary>
public class IdTableBenchmarks
{
    private const int Ids = 100_000;
    private const long DayMicros = 1_767_225_600_000_000;

    private readonly Digest16[] ids = new Digest16[Ids];
    private readonly Digest16[] others = new Digest16[Ids];
    private string folder = string.Empty;
    private RecordIdTable? filled;
    private RecordIdTable? growing;
    private int tables;

    [GlobalSetup]
    public void Fill()
    {
        folder = Directory.CreateTempSubdirectory("annals-bench").FullName;
        var random = new Random(1);
        for (var i = 0; i < Ids; i++)
        {
            ids[i] = NextId(random);
            others[i] = NextId(random);
        }

        filled = Create();
        InsertAll(filled);
    }

    [GlobalCleanup]
    public void Remove()
    {
        filled?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [IterationSetup(Target = nameof(Insert))]
    public void Begin() => growing = Create();

    [IterationCleanup(Target = nameof(Insert))]
    public void End() => growing?.Dispose();

    [Benchmark(OperationsPerInvoke = Ids)]
    public void Insert() => InsertAll(growing!);

    [Benchmark(OperationsPerInvoke = Ids)]
    public int Find_what_is_there() => FindAll(ids);

    [Benchmark(OperationsPerInvoke = Ids)]
    public int Find_what_is_new() => FindAll(others);

    /// <summary>All bits random, as those of a keyed hash: the slot comes from the highest.</summary>
    private static Digest16 NextId(Random random)
    {
        Span<byte> bytes = stackalloc byte[Digest16.Length];
        random.NextBytes(bytes);
        return Digest16.Read(bytes);
    }

    private RecordIdTable Create()
    {
        var path = Path.Combine(folder, (++tables).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return RecordIdTable.Create(path, Guid.NewGuid(), 0, position => new EntryIds(ids[position], null, DayMicros), new RecordIdTableOptions());
    }

    private void InsertAll(RecordIdTable table)
    {
        for (var i = 0; i < Ids; i++)
        {
            table.Insert(DayMicros, ids[i], i);
        }
    }

    private int FindAll(Digest16[] wanted)
    {
        var found = 0;
        foreach (ref readonly var id in wanted.AsSpan())
        {
            found += filled!.TryFindFirst(DayMicros, id, out _) ? 1 : 0;
        }

        return found;
    }
}
