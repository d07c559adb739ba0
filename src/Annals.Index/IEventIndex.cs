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

    /// <summary>Counts the rows for which <see cref="ColumnQuery.Where"/> is true, by code of one field.</summary>
    /// <param name="query">Which rows; order and limit are not used.</param>
    /// <param name="field">The field.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Counts by code, in no order; see <see cref="ValuesOf"/> and <see cref="ValueCode"/>.</returns>
    IEnumerable<(uint Code, long Count)> CountByCode(ColumnQuery query, IndexField field, CancellationToken cancellationToken);

    /// <summary>Whether every row's value of a field was kept, so that <see cref="ValueCode.NotKept"/> does not occur and conditions on the field are exact.</summary>
    /// <param name="field">The field.</param>
    /// <returns>True for good for the rows below a <see cref="CoveredSize"/> read before the call.</returns>
    bool KeepsEveryValue(IndexField field);

    /// <summary>The values that a code stands for: one, or each address of a list.</summary>
    /// <param name="field">The field.</param>
    /// <param name="code">A code of that field, other than those of <see cref="ValueCode"/>.</param>
    IReadOnlyList<string> ValuesOf(IndexField field, uint code);

    /// <summary>Lists values of a field that begin with a text, ignoring ASCII and Unicode case: of the rows below <see cref="CoveredSize"/>, not of entries behind it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="prefix">The beginning; empty lists all.</param>
    /// <param name="limit">The most values to give.</param>
    /// <returns>Distinct values in ordinal order.</returns>
    FieldValues ValuesByPrefix(IndexField field, string prefix, int limit);
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
/// <param name="IsComplete">False when the limit was reached or when the index did not keep every value of the field.</param>
public sealed record FieldValues(IReadOnlyList<string> Values, bool IsComplete);
