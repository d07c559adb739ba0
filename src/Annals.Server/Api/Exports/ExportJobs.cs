using System.Collections.Concurrent;
using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.Errors;
using Annals.Server.Tenants;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.Api.Exports;

/// <summary>Exports as jobs: asked for, run one after another by <see cref="ExportService"/>, cancelled, removed, expired.</summary>
internal sealed partial class ExportJobs(
    ExportStore store, ExportFiles files, IExportWriter writer, TenantRegistry tenants, CallerRights rights, IOptions<ExportJobOptions> options, TimeProvider time, ILogger<ExportJobs> logger) : IDisposable
{
    /// <summary>An export during which the server ended so often is not begun again: it may be what ends it.</summary>
    private const int AttemptsMax = 3;

    /// <summary>Taking an export and ending one must not cross: what is running can always be told to end.</summary>
    private readonly Lock gate = new();

    private readonly ConcurrentDictionary<Guid, RunningExport> running = new();
    private readonly SemaphoreSlim waiting = new(0);

    /// <summary>Adds an export that waits for its turn.</summary>
    /// <exception cref="RequestException">The caller has so many exports already, or so many wait.</exception>
    public void Add(ExportJob job)
    {
        var (ofCaller, inAll) = store.TryAdd(job, options.Value.PerCallerMax, options.Value.WaitingMax);
        if (ofCaller >= options.Value.PerCallerMax)
        {
            throw new RequestException(new ServerError(409, "too-many-exports", "There are too many exports", $"You have {ofCaller} exports that wait, run or have a file, and may have {options.Value.PerCallerMax} (Exports:PerCallerMax). Remove one that is not needed."));
        }

        if (inAll >= options.Value.WaitingMax)
        {
            throw new RequestException(new ServerError(503, "busy", "Too many exports wait", $"{inAll} exports wait (Exports:WaitingMax). Try again later.") { RetryAfter = TimeSpan.FromMinutes(1) });
        }

        waiting.Release();
    }

    /// <summary>Exports of a caller, the newest first.</summary>
    public IReadOnlyList<ExportJob> Of(Caller caller) => [.. store.Of(caller.Tenant, caller.Id).Select(Present)];

    /// <summary>An export of a caller.</summary>
    /// <exception cref="RequestException">The caller has none of this id; that another has one cannot be told from it.</exception>
    public ExportJob Get(Caller caller, Guid id) => store.Find(caller.Tenant, caller.Id, id) is { } job ? Present(job) : throw RequestException.NotFound("There is no export with this id, or it is not yours.");

    /// <summary>Ends an export that waits or runs; on return nothing of it is written any more.</summary>
    /// <exception cref="RequestException">The caller has none of this id, or it has ended.</exception>
    public async Task<ExportJob> CancelAsync(Caller caller, Guid id)
    {
        var job = Get(caller, id);
        await StopAsync(job);
        job = Get(caller, id);
        return job.State == ExportState.Cancelled ? job : throw RequestException.Conflict($"The export has ended already: it is {NameOf(job.State)}.");
    }

    /// <summary>Ends an export if it goes on, and removes it with its file.</summary>
    /// <exception cref="RequestException">The caller has none of this id.</exception>
    public async Task RemoveAsync(Caller caller, Guid id)
    {
        var job = Get(caller, id);
        await StopAsync(job);
        store.Remove(job.Id);
        files.Remove(job);
    }

    /// <summary>At the start: what was running waits again, files of no export are removed.</summary>
    public void Recover()
    {
        var now = time.GetUtcNow();
        store.Recover(AttemptsMax, $"The server ended {AttemptsMax} times while this export was running. Ask for fewer records at a time.", now);
        var done = store.Done();
        files.Tidy(done);
        foreach (var job in done.Where(job => !File.Exists(files.FileOf(job))))
        {
            store.End(job.Id, ExportState.Done, ExportState.Failed, "The file is not there any more. Ask for the export again.", job.Records, now);
        }
    }

    /// <summary>Runs the next export that waits.</summary>
    /// <returns>False when none waits.</returns>
    public async Task<bool> RunNextAsync(CancellationToken stopping)
    {
        ExportJob? job;
        RunningExport run;
        lock (gate)
        {
            job = store.Take(time.GetUtcNow());
            if (job is null)
            {
                return false;
            }

            run = running[job.Id] = new RunningExport(rights, time, stopping);
        }

        await Task.Factory.StartNew(() => Run(job, run, stopping), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return true;
    }

    /// <summary>Waits until an export may wait.</summary>
    public Task WaitAsync(CancellationToken stopping) => waiting.WaitAsync(stopping);

    /// <summary>Removes files whose time is over, and forgets exports that ended long ago.</summary>
    public void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var job in store.Expire(now))
        {
            files.Remove(job);
            Log.Expired(logger, job.Id);
        }

        store.Forget(now - options.Value.KeptFor);
    }

    public void Dispose() => waiting.Dispose();

    private void Run(ExportJob job, RunningExport run, CancellationToken stopping)
    {
        try
        {
            var query = job.Parse();
            var caller = job.CallerFor(query);
            run.Begin(caller);
            var tenant = tenants.Find(job.Tenant) ?? throw new ExportRefusedException("The tenant is not served any more.");
            var manifest = writer.Write(tenant, job, query, caller.Actor(), run, run.Ending);
            var now = time.GetUtcNow();
            if (!store.Finish(job.Id, manifest, run.Estimate, now, now + options.Value.KeptFor))
            {
                files.Remove(job);
            }

            Log.Done(logger, job.Id, manifest.Count, manifest.Length);
        }
        catch (OperationCanceledException) when (run.IsCancelled)
        {
            store.End(job.Id, ExportState.Running, ExportState.Cancelled, null, run.Records, time.GetUtcNow());
            Log.Cancelled(logger, job.Id);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            store.PutBack(job.Id);
        }
#pragma warning disable CA1031 // whatever ends an export ends this one only, and its owner sees that it did
        catch (Exception e)
#pragma warning restore CA1031
        {
            store.End(job.Id, ExportState.Running, ExportState.Failed, ExportFailure.ReasonOf(e), run.Records, time.GetUtcNow());
            Log.Failed(logger, job.Id, e.GetType().Name, ExportFailure.IsExpected(e) ? e.Message : e.StackTrace);
        }
        finally
        {
            running.TryRemove(job.Id, out _);
            run.Dispose();
        }
    }

    private async Task StopAsync(ExportJob job)
    {
        RunningExport? run;
        lock (gate)
        {
            if (store.End(job.Id, ExportState.Queued, ExportState.Cancelled, null, 0, time.GetUtcNow()) || !running.TryGetValue(job.Id, out run))
            {
                return;
            }
        }

        run.Cancel();
        await run.Ended;
    }

    private ExportJob Present(ExportJob job) =>
        job.State == ExportState.Running && running.TryGetValue(job.Id, out var run) ? job with { Records = run.Records, Estimate = run.Estimate } : job;

    private static string NameOf(ExportState state) => state.ToString().ToLowerInvariant();

    private static partial class Log
    {
        [LoggerMessage(1501, LogLevel.Information, "Export {Export} is done: {Records} records, {Bytes} bytes")]
        public static partial void Done(ILogger logger, Guid export, long records, long bytes);

        [LoggerMessage(1502, LogLevel.Information, "Export {Export} was cancelled")]
        public static partial void Cancelled(ILogger logger, Guid export);

        [LoggerMessage(1503, LogLevel.Warning, "Export {Export} failed with {Error}: {Reason}")]
        public static partial void Failed(ILogger logger, Guid export, string error, string? reason);

        [LoggerMessage(1504, LogLevel.Information, "Export {Export} expired and its file was removed")]
        public static partial void Expired(ILogger logger, Guid export);
    }
}
