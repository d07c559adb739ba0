using Annals.Server.Access;

namespace Annals.Server.Api.Exports;

/// <summary>An export that is being written: how far it is, and how it is told to end.</summary>
/// <param name="rights">Says whether who asked may still have the records.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Ends it with the server.</param>
internal sealed class RunningExport(CallerRights rights, TimeProvider time, CancellationToken stopping) : IDisposable
{
    private static readonly TimeSpan RightsEvery = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Caller? caller;
    private long records;
    private long estimate = -1;
    private long rightsSeen;
    private bool isDisposed;

    /// <summary>Records written so far.</summary>
    public long Records => Interlocked.Read(ref records);

    /// <summary>Records that match; null while that is not known.</summary>
    public long? Estimate => Interlocked.Read(ref estimate) is >= 0 and var known ? known : null;

    /// <summary>Ends the writing.</summary>
    public CancellationToken Ending => ending.Token;

    /// <summary>Whether somebody asked it to end.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Completes when nothing is written any more and the state says so.</summary>
    public Task Ended => ended.Task;

    /// <summary>Says for whom it is.</summary>
    /// <exception cref="ExportRefusedException">That caller may not have the records any more.</exception>
    public void Begin(Caller asking)
    {
        caller = asking;
        CheckRights();
    }

    /// <summary>Takes the number of records to be written.</summary>
    public void Expect(long count) => Interlocked.Exchange(ref estimate, count);

    /// <summary>Takes the number of records written.</summary>
    /// <exception cref="ExportRefusedException">The caller may not have them any more.</exception>
    public void Tell(long count)
    {
        Interlocked.Exchange(ref records, count);
        if (time.GetElapsedTime(rightsSeen) >= RightsEvery)
        {
            CheckRights();
        }
    }

    /// <summary>Asks it to end.</summary>
    public void Cancel()
    {
        lock (gate)
        {
            IsCancelled = true;
            if (!isDisposed)
            {
                ending.Cancel();
            }
        }
    }

    /// <summary>Says that it has ended.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            ending.Dispose();
        }

        ended.TrySetResult();
    }

    private void CheckRights()
    {
        rightsSeen = time.GetTimestamp();
        if (!rights.Still(caller!))
        {
            throw new ExportRefusedException("Who asked for the export may not export these records any more.");
        }
    }
}
