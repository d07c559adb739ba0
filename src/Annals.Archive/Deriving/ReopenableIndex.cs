using Annals.Index;

namespace Annals.Archive;

/// <summary>
/// An index that can be opened again while others ask it: after a full disk it takes nothing more until then. Opening waits for a moment at which nobody asks, since
/// the file may be open once only. Thread-safe like the index; appends come from one thread, which is also the one to open it again.
/// </summary>
/// <param name="index">The open index; owned.</param>
/// <param name="open">Opens it again; the one before is closed by then.</param>
internal sealed class ReopenableIndex(IEventIndex index, Func<IEventIndex> open) : IEventIndex
{
    private readonly object gate = new();
    private IEventIndex? index = index;
    private int users;

    /// <inheritdoc/>
    public long CoveredSize => Ask(inner => inner.CoveredSize);

    /// <inheritdoc/>
    public long AppendedSize => Ask(inner => inner.AppendedSize);

    /// <inheritdoc/>
    public Task NextCommit => Ask(inner => inner.NextCommit);

    /// <summary>Closes the index and opens it again.</summary>
    /// <exception cref="IndexDamagedException">It could not be opened; that may be tried again, and until then every question ends so.</exception>
    public void Reopen()
    {
        lock (gate)
        {
            while (users > 0)
            {
                Monitor.Wait(gate);
            }

            index?.Dispose();
            index = null;
            index = open();
        }
    }

    /// <inheritdoc/>
    public void Append(IndexBatch batch) => Ask(inner =>
    {
        inner.Append(batch);
        return true;
    });

    /// <inheritdoc/>
    public void Commit() => Ask(inner =>
    {
        inner.Commit();
        return true;
    });

    /// <inheritdoc/>
    public IEnumerable<ColumnRows> Rows(ColumnQuery query, CancellationToken cancellationToken) => While(inner => inner.Rows(query, cancellationToken));

    /// <inheritdoc/>
    public long Count(ColumnQuery query, CancellationToken cancellationToken) => Ask(inner => inner.Count(query, cancellationToken));

    /// <inheritdoc/>
    public IEnumerable<(long? FromMicros, long Count)> Histogram(ColumnQuery query, long widthMicros, CancellationToken cancellationToken) =>
        While(inner => inner.Histogram(query, widthMicros, cancellationToken));

    /// <inheritdoc/>
    public IEnumerable<(long? FromMicros, byte Outcome, long Count)> HistogramByOutcome(ColumnQuery query, long widthMicros, CancellationToken cancellationToken) =>
        While(inner => inner.HistogramByOutcome(query, widthMicros, cancellationToken));

    /// <inheritdoc/>
    public IEnumerable<(FieldCodes Codes, long Count)> CountByCodes(ColumnQuery query, IReadOnlyList<IndexField> fields, CancellationToken cancellationToken) =>
        While(inner => inner.CountByCodes(query, fields, cancellationToken));

    /// <inheritdoc/>
    public bool KeepsEveryValue(IndexField field) => Ask(inner => inner.KeepsEveryValue(field));

    /// <inheritdoc/>
    public IReadOnlyList<string> ValuesOf(IndexField field, uint code) => Ask(inner => inner.ValuesOf(field, code));

    /// <inheritdoc/>
    public FieldValues KeptValues(IndexField field) => Ask(inner => inner.KeptValues(field));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            index?.Dispose();
            index = null;
        }
    }

    private T Ask<T>(Func<IEventIndex, T> question)
    {
        var inner = Enter();
        try
        {
            return question(inner);
        }
        finally
        {
            Leave();
        }
    }

    private IEnumerable<T> While<T>(Func<IEventIndex, IEnumerable<T>> question)
    {
        var inner = Enter();
        try
        {
            foreach (var answer in question(inner))
            {
                yield return answer;
            }
        }
        finally
        {
            Leave();
        }
    }

    private IEventIndex Enter()
    {
        lock (gate)
        {
            var entered = index ?? throw new IndexDamagedException("The index could not be opened again after the disk was full; that is tried again. If it stays so, run annals reindex.");
            users++;
            return entered;
        }
    }

    private void Leave()
    {
        lock (gate)
        {
            users--;
            Monitor.PulseAll(gate);
        }
    }
}
