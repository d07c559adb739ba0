using System.Collections.Concurrent;
using Annals.Archive;
using Annals.Index.Query;
using Annals.Server.Api.Exports;

namespace Annals.Server.Tests.Api.Exports;

/// <summary>Writes nothing: each export waits until the test lets it end, one way or the other, or until it is told to.</summary>
internal sealed class HeldWriter : IExportWriter, IDisposable
{
    private readonly BlockingCollection<Exception?> endings = [];
    private readonly SemaphoreSlim begun = new(0);

    /// <summary>Waits until one more export has begun.</summary>
    public async Task BegunAsync() => Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "no export began");

    /// <summary>Ends one with a failure, or as done.</summary>
    public void End(Exception? failure = null) => endings.Add(failure);

    public ExportManifest Write(Tenant tenant, ExportJob job, SearchQuery query, Actor actor, RunningExport running, CancellationToken cancellationToken)
    {
        running.Expect(10);
        running.Tell(4);
        begun.Release();
        return endings.Take(cancellationToken) is { } failure
            ? throw failure
            : new ExportManifest { Origin = "", Created = default, Format = "ndjson", Query = "", Size = 1, Count = 10, Length = 0, LineBreaksReplaced = 0, Sha256 = "", Nonce = "", Checkpoint = "" };
    }

    public void Dispose()
    {
        endings.Dispose();
        begun.Dispose();
    }
}
