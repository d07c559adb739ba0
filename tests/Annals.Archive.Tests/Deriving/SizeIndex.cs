using Annals.Index;

namespace Annals.Archive.Tests.Deriving;

/// <summary>An index that only knows how far it is.</summary>
internal sealed class SizeIndex : IEventIndex
{
    private long coveredSize;

    public long CoveredSize
    {
        get => Volatile.Read(ref coveredSize);
        set => Volatile.Write(ref coveredSize, value);
    }

    public long AppendedSize => CoveredSize;

    public Task NextCommit => throw new NotSupportedException();

    public void Append(IndexBatch batch) => throw new NotSupportedException();

    public void Commit() => throw new NotSupportedException();

    public IEnumerable<ColumnRows> Rows(ColumnQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public long Count(ColumnQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IEnumerable<(long? FromMicros, long Count)> Histogram(ColumnQuery query, long widthMicros, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IEnumerable<(long? FromMicros, byte Outcome, long Count)> HistogramByOutcome(ColumnQuery query, long widthMicros, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IEnumerable<(FieldCodes Codes, long Count)> CountByCodes(ColumnQuery query, IReadOnlyList<IndexField> fields, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IEnumerable<(uint Code, long Count)> CountByCode(ColumnQuery query, IndexField field, CancellationToken cancellationToken) => throw new NotSupportedException();

    public bool KeepsEveryValue(IndexField field) => throw new NotSupportedException();

    public IReadOnlyList<string> ValuesOf(IndexField field, uint code) => throw new NotSupportedException();

    public FieldValues ValuesByPrefix(IndexField field, string prefix, int limit) => throw new NotSupportedException();

    public FieldValues KeptValues(IndexField field) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
