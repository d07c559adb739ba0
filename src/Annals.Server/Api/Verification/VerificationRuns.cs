using System.Collections.Concurrent;
using System.Text;
using Annals.Archive;
using Annals.Log;
using Annals.Server.Tenants;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.Api.Verification;

/// <summary>
/// Verifies logs while they are written: reads the files as <c>annals verify</c> does, without a lock and without a word to the writer. One of a tenant at a time.
/// </summary>
internal sealed partial class VerificationRuns(
    VerificationStore store, VerificationResults results, TenantRegistry tenants, IOptions<VerificationOptions> options, TimeProvider time, ILogger<VerificationRuns> logger) : IAsyncDisposable
{
    private const int FaultsMax = 100;

    private readonly ConcurrentDictionary<Guid, Run> running = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Starts a verification.</summary>
    /// <param name="served">The tenant.</param>
    /// <param name="startedBy">Name of who starts it; null for the schedule.</param>
    /// <param name="olderCheckpoints">Signed checkpoints from outside.</param>
    /// <param name="other">The one that goes on already.</param>
    /// <returns>Null when one goes on already.</returns>
    public VerificationRecord? TryStart(ServedTenant served, string? startedBy, IReadOnlyList<string> olderCheckpoints, out VerificationRecord? other)
    {
        var tenant = served.Tenant.Description.Id;
        var run = new Run(new VerificationRecord(Guid.NewGuid(), tenant, startedBy, time.GetUtcNow()));
        if (running.GetOrAdd(tenant, run) is var winner && winner != run)
        {
            other = winner.Present();
            return null;
        }

        other = null;
        try
        {
            store.Write(run.Record);
        }
        catch
        {
            running.TryRemove(tenant, out _);
            throw;
        }

        var name = served.Tenant.Description.Name;
        Log.Started(logger, name, run.Record.Id);
        _ = Task.Factory.StartNew(() => Verify(served.Tenant.Folder, name, run, olderCheckpoints), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return run.Record;
    }

    /// <summary>Completes when no verification of the tenant goes on.</summary>
    public Task WaitAsync(Guid tenant) => running.GetValueOrDefault(tenant)?.Ended ?? Task.CompletedTask;

    /// <summary>Those of a tenant, the newest first.</summary>
    public IReadOnlyList<VerificationRecord> Of(Guid tenant) => [.. store.Of(tenant).Select(Present)];

    /// <summary>One of a tenant, or null.</summary>
    public VerificationRecord? Find(Guid tenant, Guid id) => store.Find(tenant, id) is { } record ? Present(record) : null;

    /// <summary>At the start: those that went on when the server ended have failed; the last ones of each tenant are recalled.</summary>
    public void Recover()
    {
        foreach (var unfinished in store.Unfinished())
        {
            store.Write(unfinished with { State = VerificationState.Failed, Ended = time.GetUtcNow(), Reason = "The server ended before the verification did. Start it again." });
        }

        foreach (var served in tenants.All)
        {
            if (store.Of(served.Tenant.Description.Id).FirstOrDefault(record => record.State == VerificationState.Done) is { } last)
            {
                results.Recall(last);
            }
        }
    }

    /// <summary>Ends those that go on.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values.Select(run => run.Ended));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    private void Verify(TenantFolder folder, string name, Run run, IReadOnlyList<string> olderCheckpoints)
    {
        var ended = run.Record;
        try
        {
            var verification = new TenantVerification(folder).Verify(
                new VerifyOptions { Workers = options.Value.Workers, Progress = run, OlderCheckpoints = [.. olderCheckpoints.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))] },
                stopping.Token);
            ended = Judged(run.Record, verification) with { Ended = time.GetUtcNow() };
            if (ended.IsGood == true)
            {
                Log.Good(logger, name, ended.Size, ended.Verdict!);
            }
            else
            {
                Log.Altered(logger, name, ended.FaultCount, ended.Verdict!);
            }
        }
        catch (OperationCanceledException)
        {
            ended = run.Present() with { State = VerificationState.Failed, Ended = time.GetUtcNow(), Reason = "The server stopped before the verification ended. Start it again." };
        }
#pragma warning disable CA1031 // whatever ends a verification, somebody must learn that there is no verdict
        catch (Exception e)
#pragma warning restore CA1031
        {
            ended = run.Present() with { State = VerificationState.Failed, Ended = time.GetUtcNow(), Reason = e is IOException or ArchiveException ? "The files of the log could not be read. The server's log says why." : "Something went wrong in the server. Its log says what." };
            Log.Failed(logger, name, e.GetType().Name, e is IOException or ArchiveException ? e.Message : e.StackTrace);
        }

        try
        {
            store.Write(ended);
            if (!stopping.IsCancellationRequested)
            {
                results.Publish(ended);
            }
        }
#pragma warning disable CA1031 // nobody waits for this thread; the next start notes the verification as failed
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Failed(logger, name, e.GetType().Name, e.StackTrace);
        }
        finally
        {
            running.TryRemove(run.Record.Tenant, out _);
            run.SetEnded();
        }
    }

    private static VerificationRecord Judged(VerificationRecord begun, Annals.Log.Verification verification)
    {
        var faults = (verification as Annals.Log.Verification.Broken)?.Faults ?? [];
        return begun with
        {
            State = VerificationState.Done,
            Checked = verification.Size,
            Size = verification.Size,
            Erased = verification.ErasedCount,
            IsGood = verification is Annals.Log.Verification.Consistent,
            Verdict = verification.Text,
            FaultCount = faults.Count,
            Faults = [.. faults.Take(FaultsMax).Select(fault => new VerificationFault(fault.File, Known(fault.Offset), Known(fault.First), Known(fault.Last), fault.Reason))],
            Remarks = [.. verification.Remarks.Take(FaultsMax)],
        };
    }

    private static long? Known(long number) => number < 0 ? null : number;

    private VerificationRecord Present(VerificationRecord record) => record.State == VerificationState.Running && running.TryGetValue(record.Tenant, out var run) && run.Record.Id == record.Id ? run.Present() : record;

    private sealed class Run(VerificationRecord record) : IProgress<VerifyProgress>
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long done;
        private long total;

        public VerificationRecord Record => record;

        public Task Ended => ended.Task;

        public VerificationRecord Present() => record with { Checked = Interlocked.Read(ref done), Size = Interlocked.Read(ref total) };

        public void Report(VerifyProgress value)
        {
            Interlocked.Exchange(ref total, value.Total);
            Interlocked.Exchange(ref done, Math.Max(value.Checked, Interlocked.Read(ref done)));
        }

        public void SetEnded() => ended.TrySetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(1601, LogLevel.Information, "Tenant {Tenant} is being verified ({Verification})")]
        public static partial void Started(ILogger logger, string tenant, Guid verification);

        [LoggerMessage(1602, LogLevel.Information, "Tenant {Tenant} was verified, {Size} entries: {Verdict}")]
        public static partial void Good(ILogger logger, string tenant, long size, string verdict);

        [LoggerMessage(1603, LogLevel.Critical, "The log of tenant {Tenant} does not fit in {Faults} places: {Verdict}")]
        public static partial void Altered(ILogger logger, string tenant, long faults, string verdict);

        [LoggerMessage(1604, LogLevel.Error, "Verifying tenant {Tenant} ended with {Error}: {Reason}")]
        public static partial void Failed(ILogger logger, string tenant, string error, string? reason);
    }
}
