using Annals.Archive;
using Annals.Sources.Samples;
using BenchmarkDotNet.Attributes;

namespace Annals.Benchmarks;

/// <summary>Appending to a served tenant: 64 callers at once, each record new, durable when acknowledged; decoding, sealing and feeding the index included, no HTTP.</summary>
[InvocationCount(1)]
[IterationCount(3)]
[WarmupCount(1)]
public class AppendBenchmarks
{
    private const int Callers = 64;
    private const int RecordsMax = 160_000;

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"annals-bench-{Guid.NewGuid():N}");
    private byte[][] records = [];
    private ServedTenant? served;
    private ulong seed;

    [Params(1, 100, 10_000)]
    public int RecordsACall { get; set; }

    /// <summary>Enough calls for a few seconds.</summary>
    private int Records => RecordsACall == 1 ? RecordsMax / 8 : RecordsMax;

    [IterationSetup]
    public void Open()
    {
        var data = new DataFolder(folder);
        TenantCreator.Create(data, TenantName.Default, null, TimeProvider.System);
        served = ServedTenant.OpenAsync(data.Tenant(TenantName.Default), new TenantOptions(), new ServingOptions(), TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
        records =
        [
            .. new SampleGenerator(new SampleOptions
            {
                Count = Records,
                Seed = ++seed,
                From = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                To = new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero),
            }).Batches().SelectMany(batch => batch.Records.Select(record => record.ToArray()).ToArray()),
        ];
    }

    [IterationCleanup]
    public void Close()
    {
        served!.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
    }

    [Benchmark]
    public async Task<int> Append()
    {
        var origin = new AppendOrigin(new Actor("bench")) { Sources = new HashSet<string> { "microsoft365", "genesys-cloud", "import", "shop" } };
        var next = -1;
        var stored = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var call && call < Records / RecordsACall)
            {
                Interlocked.Add(ref stored, await AppendAsync(new ArraySegment<byte[]>(records, call * RecordsACall, RecordsACall), origin));
            }
        })));
        return stored;
    }

    /// <summary>A caller that is turned away tries again, as a client of the server would.</summary>
    private async Task<int> AppendAsync(ArraySegment<byte[]> sent, AppendOrigin origin)
    {
        while (true)
        {
            try
            {
                var batch = new AppendBatch();
                foreach (var record in sent)
                {
                    batch.Add(record);
                }

                var results = await served!.Intake.AppendAsync(batch, origin, CancellationToken.None);
                return results.Count(result => result.Verdict == AppendVerdict.Stored);
            }
            catch (IntakeBusyException)
            {
                await Task.Delay(20);
            }
        }
    }
}
