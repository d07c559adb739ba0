namespace Annals.Index;

/// <summary>
/// The searchable columns of all events of one log: derived, rebuildable. One thread appends; any number of threads ask at the same time,
/// and see committed rows only.
/// </summary>
/// <remarks>Every question may end with <see cref="IndexDamagedException"/>; the index must then be rebuilt from the log.</remarks>
public interface IEventIndex : IDisposable
{
    /// <summary>Positions below this are in the index, durably.</summary>
    long CoveredSize { get; }

    /// <summary>Positions below this were appended; those from <see cref="CoveredSize"/> on await <see cref="Commit"/>.</summary>
    long AppendedSize { get; }

    /// <summary>Completes when rows are committed the next time: to wait for a covered size, take it, then look at <see cref="CoveredSize"/>, then await it.</summary>
    /// <remarks>Never completes when the index is disposed or fails before; waits have to be bounded.</remarks>
    Task NextCommit { get; }

    /// <summary>Takes the rows of a batch. Commits by itself when as many rows are waiting as the options say.</summary>
    /// <param name="batch">A batch that begins at <see cref="AppendedSize"/>; may be reused after the call.</param>
    /// <exception cref="ArgumentException">The batch begins elsewhere.</exception>
    void Append(IndexBatch batch);

    /// <summary>Makes every appended row durable and visible, together with the covered size.</summary>
    void Commit();

    /// <summary>Lists rows that may match, in chunks. Streams: memory does not grow with the number of rows.</summary>
    /// <param name="query">Which rows, how far, in which order.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Chunks; each is overwritten by the next.</returns>
    IEnumerable<ColumnRows> Rows(ColumnQuery query, CancellationToken cancellationToken);

    /// <summary>Counts the rows for which <see cref="ColumnQuery.Where"/> is true.</summary>
    /// <param name="query">Which rows; order and limit are not used.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    long Count(ColumnQuery query, CancellationToken cancellationToken);

    /// <summary>Counts the rows for which <see cref="ColumnQuery.Where"/> is true, by buckets of occurred time.</summary>
    /// <param name="query">Which rows; order and limit are not used.</param>
    /// <param name="widthMicros">Width of a bucket; buckets begin at multiples of it since 1970.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Counts by begin of the bucket, only those above 0, in no order; null is the bucket of unknown times.</returns>
    IEnumerable<(long? FromMicros, long Count)> Histogram(ColumnQuery query, long widthMicros, CancellationToken cancellationToken);

    /// <summary>As <see cref="Histogram"/>, each bucket split by outcome.</summary>
    /// <param name="query">Which rows; order and limit are not used.</param>
    /// <param name="widthMicros">Width of a bucket; buckets begin at multiples of it since 1970.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Counts by begin of the bucket and number of the outcome (<see cref="ColumnPredicate.HasOutcome"/>), only those above 0, in no order; null is the bucket of unknown times.</returns>
    IEnumerable<(long? FromMicros, byte Outcome, long Count)> HistogramByOutcome(ColumnQuery query, long widthMicros, CancellationToken cancellationToken);

    /// <summary>Counts the rows for which <see cref="ColumnQuery.Where"/> is true, by the codes of some fields.</summary>
    /// <param name="query">Which rows; order and limit are not used. The caller bounds the range of positions so that the possible groups fit into the memory of the index, about 60 bytes each.</param>
    /// <param name="fields">1 to <see cref="FieldCodes.FieldsMax"/> fields.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Counts by codes, each once, only those above 0, in no order, while they are fetched; see <see cref="ValuesOf"/> and <see cref="ValueCode"/>.</returns>
    IEnumerable<(FieldCodes Codes, long Count)> CountByCodes(ColumnQuery query, IReadOnlyList<IndexField> fields, CancellationToken cancellationToken);

    /// <summary>Whether every row's value of a field was kept, so that <see cref="ValueCode.NotKept"/> does not occur and conditions on the field are exact.</summary>
    /// <param name="field">The field.</param>
    /// <returns>True for good for the rows below a <see cref="CoveredSize"/> read before the call.</returns>
    bool KeepsEveryValue(IndexField field);

    /// <summary>The values that a code stands for: one, or each address of a list.</summary>
    /// <param name="field">The field.</param>
    /// <param name="code">A code of that field, other than those of <see cref="ValueCode"/>.</param>
    IReadOnlyList<string> ValuesOf(IndexField field, uint code);

    /// <summary>Lists the values of a field that the index kept: those of all rows below <see cref="CoveredSize"/>, of receipts and hidden variants too. Reads no row.</summary>
    /// <param name="field">The field.</param>
    FieldValues KeptValues(IndexField field);
}

/// <summary>Codes with a meaning of their own; every other code stands for values.</summary>
public static class ValueCode
{
    /// <summary>The record does not have the field.</summary>
    public const uint Absent = 0;

    /// <summary>The record has the field, but the index did not keep its value: ask the record.</summary>
    public const uint NotKept = 1;

    /// <summary>The first code that stands for values.</summary>
    public const uint First = 2;
}

/// <summary>Values of a field.</summary>
/// <param name="Values">Distinct, in ordinal order.</param>
/// <param name="IsComplete">False when the index did not keep every value of the field.</param>
public sealed record FieldValues(IReadOnlyList<string> Values, bool IsComplete);
