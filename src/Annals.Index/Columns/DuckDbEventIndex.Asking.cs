using System.Collections.Concurrent;
using System.Text;
using Annals.Index.Planning;

namespace Annals.Index.Columns;

/// <content>The way out: each question has a connection of its own while it runs.</content>
public sealed partial class DuckDbEventIndex
{
    /// <summary>Added to a time so that every time of a four-digit year becomes positive and division rounds down: a multiple of every bucket width is found at or above it.</summary>
    private const long YearOneMicros = 62_135_596_800_000_000;

    private readonly ConcurrentBag<DuckConnection> idle = [];
    private volatile PlaceNearEnd? rowNearEnd;

    /// <inheritdoc/>
    public IEnumerable<ColumnRows> Rows(ColumnQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query is { IsSorted: true, Limit: null })
        {
            throw new ArgumentException("Rows in the order of time need a limit: without one they would all be held in memory.", nameof(query));
        }

        return StreamRows(query, cancellationToken);
    }

    /// <inheritdoc/>
    public long Count(ColumnQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var sql = Sql(cancellationToken).Append("SELECT count(*) FROM events");
        AppendWhere(sql, query);
        return Ask(sql, result => result.Column<long>(0)[0], cancellationToken).Sum();
    }

    /// <inheritdoc/>
    public IEnumerable<(long? FromMicros, long Count)> Histogram(ColumnQuery query, long widthMicros, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(widthMicros, 1);
        var shift = ShiftOf(widthMicros);
        using var sql = Sql(cancellationToken).Append("SELECT (occurred + ").Append(shift).Append(") // ").Append(widthMicros).Append(" AS bucket, count(*) FROM events");
        AppendWhere(sql, query);
        sql.Append(" GROUP BY bucket");
        return Ask(sql, Pairs, cancellationToken)
            .SelectMany(pairs => pairs)
            .GroupBy(pair => FromOf(pair.Key, widthMicros, shift), pair => pair.Count)
            .Select(group => (group.Key, group.Sum()))
            .ToList();
    }

    /// <inheritdoc/>
    public IEnumerable<(long? FromMicros, byte Outcome, long Count)> HistogramByOutcome(ColumnQuery query, long widthMicros, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(widthMicros, 1);
        var shift = ShiftOf(widthMicros);
        using var sql = Sql(cancellationToken).Append("SELECT (occurred + ").Append(shift).Append(") // ").Append(widthMicros).Append(" AS bucket, outcome, count(*) FROM events");
        AppendWhere(sql, query);
        sql.Append(" GROUP BY bucket, outcome");
        return Ask(sql, OutcomeCells, cancellationToken)
            .SelectMany(cells => cells)
            .GroupBy(cell => (From: FromOf(cell.Bucket, widthMicros, shift), cell.Outcome), cell => cell.Count)
            .Select(group => (group.Key.From, group.Key.Outcome, group.Sum()))
            .ToList();
    }

    /// <inheritdoc/>
    public IEnumerable<(FieldCodes Codes, long Count)> CountByCodes(ColumnQuery query, IReadOnlyList<IndexField> fields, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentOutOfRangeException.ThrowIfLessThan(fields.Count, 1, nameof(fields));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fields.Count, FieldCodes.FieldsMax, nameof(fields));
        return StreamCounts(query, fields, cancellationToken);
    }

    /// <inheritdoc/>
    public bool KeepsEveryValue(IndexField field) => !Volatile.Read(ref notKept[(int)field]);

    /// <inheritdoc/>
    public IReadOnlyList<string> ValuesOf(IndexField field, uint code)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code, ValueCode.First);
        var text = Encoding.UTF8.GetString(dictionaries[(int)field].Snapshot().Bytes(code));
        return field == IndexField.Ip ? text.Split((char)ListSeparator.Byte) : [text];
    }

    /// <inheritdoc/>
    public FieldValues KeptValues(IndexField field)
    {
        // Asked first: what was kept when it is true is all there was.
        var isComplete = KeepsEveryValue(field);
        var values = new SortedSet<string>(StringComparer.Ordinal);
        var count = (uint)dictionaries[(int)field].Snapshot().Count;
        for (var code = ValueCode.First; code < ValueCode.First + count; code++)
        {
            values.UnionWith(ValuesOf(field, code));
        }

        return new FieldValues([.. values], isComplete);
    }

    private static long ShiftOf(long widthMicros) => ((YearOneMicros / widthMicros) + 1) * widthMicros;

    private static long? FromOf(long bucket, long widthMicros, long shift) => bucket < 0 ? null : (bucket * widthMicros) - shift;

    private static (long Key, long Count)[] Pairs(DuckResult result)
    {
        var keys = result.Column<long>(0);
        var counts = result.Column<long>(1);
        var pairs = new (long, long)[result.Count];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (keys[i], counts[i]);
        }

        return pairs;
    }

    private static (long Bucket, byte Outcome, long Count)[] OutcomeCells(DuckResult result)
    {
        var buckets = result.Column<long>(0);
        var outcomes = result.Column<byte>(1);
        var counts = result.Column<long>(2);
        var cells = new (long, byte, long)[result.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = (buckets[i], outcomes[i], counts[i]);
        }

        return cells;
    }

    private static (FieldCodes Codes, long Count)[] CodeCounts(DuckResult result, int fields)
    {
        var first = result.Column<uint>(0);
        var second = fields > 1 ? result.Column<uint>(1) : [];
        var third = fields > 2 ? result.Column<uint>(2) : [];
        var fourth = fields > 3 ? result.Column<uint>(3) : [];
        var counts = result.Column<long>(fields);
        var rows = new (FieldCodes, long)[result.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (new FieldCodes(first[i], fields > 1 ? second[i] : 0, fields > 2 ? third[i] : 0, fields > 3 ? fourth[i] : 0), counts[i]);
        }

        return rows;
    }

    private static void AppendColumns(PredicateSql sql, ColumnQuery query)
    {
        sql.Append("SELECT position, occurred, recorded, flags, ").Append(query.Sure).Append(" AS sure, outcome");
        foreach (var field in query.CodesOf)
        {
            sql.Append(", ").Append(IndexSchema.ColumnOf(field));
        }

        sql.Append(" FROM events");
    }

    private static void AppendWhere(PredicateSql sql, ColumnQuery query)
    {
        sql.Append(" WHERE position < ").Append(query.ToPosition);
        if (query.FromPosition > 0)
        {
            sql.Append(" AND position >= ").Append(query.FromPosition);
        }

        if (query.Bundles is { } bundles)
        {
            AppendBundles(sql, bundles);
        }

        if (query.After is { } after)
        {
            AppendAfter(sql, after, query.Order);
        }

        if (query.Where is not ColumnPredicate.Constant { Answer: true })
        {
            sql.Append(" AND ").Append(query.Where);
        }
    }

    /// <summary>The time stands in a condition of its own where it can: DuckDB compares it with the ranges it keeps of each block.</summary>
    private static void AppendAfter(PredicateSql sql, RowPlace after, SearchOrder order)
    {
        var time = after.OccurredMicros;
        if (order == SearchOrder.NewestFirst)
        {
            sql.Append(" AND occurred <= ").Append(time).Append(" AND (occurred < ").Append(time).Append(" OR position < ").Append(after.Position).Append(")");
        }
        else if (after.IsTimeKnown)
        {
            sql.Append(" AND (occurred > ").Append(time).Append(" OR (occurred = ").Append(time).Append(" AND position > ").Append(after.Position)
                .Append(") OR occurred = ").Append(long.MinValue).Append(")");
        }
        else
        {
            sql.Append(" AND occurred = ").Append(long.MinValue).Append(" AND position > ").Append(after.Position);
        }
    }

    private static void AppendBundles(PredicateSql sql, BundleSet bundles)
    {
        var words = bundles.Words();
        var first = Array.FindIndex(words, word => word != 0);
        var last = Array.FindLastIndex(words, word => word != 0);
        if (first < 0)
        {
            sql.Append(" AND false");
            return;
        }

        sql.Append(" AND position BETWEEN ").Append((long)first * 64 * BundleSet.BundleSize).Append(" AND ").Append(((last + 1L) * 64 * BundleSet.BundleSize) - 1)
            .Append(" AND ").AppendInSet("(position >> 8)::UINTEGER", words);
    }

    private PredicateSql Sql(CancellationToken cancellationToken) => new(field => dictionaries[(int)field].Snapshot(), codeSets, cancellationToken);

    private IEnumerable<ColumnRows> StreamRows(ColumnQuery query, CancellationToken cancellationToken)
    {
        var parts = query switch
        {
            { IsSorted: false } => [query],
            { Order: SearchOrder.OldestFirst } => OldestFirstParts(query),
            _ => NewestFirstParts(query, cancellationToken),
        };
        var left = query.Limit;
        var rows = new DuckRows();
        foreach (var part in parts)
        {
            using var sql = RowsSql(part with { Limit = left }, cancellationToken);
            foreach (var chunk in Ask(sql, result => rows.Show(result, query.CodesOf.Count), cancellationToken))
            {
                left -= chunk.Count;
                yield return chunk;
            }

            if (left <= 0)
            {
                yield break;
            }
        }
    }

    /// <summary>
    /// Records mostly arrive in the order of their times, so the newest rows of somebody who is often seen lie near the end. They are looked for there first, in the rows that are
    /// no older than one near the end; DuckDB leaves out the blocks whose times are all older. Only if they are too few are the others asked.
    /// </summary>
    private IEnumerable<ColumnQuery> NewestFirstParts(ColumnQuery query, CancellationToken cancellationToken)
    {
        if (TimeNearEnd(query, cancellationToken) is not { } micros || query.After?.OccurredMicros <= micros)
        {
            yield return query;
            yield break;
        }

        yield return query with { Where = PredicateLogic.And([new ColumnPredicate.Occurred(micros, long.MaxValue), query.Where]) };
        yield return query with { After = new RowPlace(micros, long.MinValue) };
    }

    /// <summary>The time of a row near the end of what is asked about; null if there are so few rows that it does not pay, or if that row has no time.</summary>
    private long? TimeNearEnd(ColumnQuery query, CancellationToken cancellationToken)
    {
        var position = query.ToPosition - options.RowsNearEnd - 1;
        if (position < query.FromPosition)
        {
            return null;
        }

        // Any row thereabouts will do: that of an earlier question saves this one a question.
        if (rowNearEnd is { } known && position - known.Position is >= 0 and var distance && distance <= options.RowsNearEnd / 8)
        {
            return known.OccurredMicros;
        }

        using var sql = Sql(cancellationToken).Append("SELECT occurred FROM events WHERE position = ").Append(position);
        if (Ask(sql, result => result.Column<long>(0)[0], cancellationToken).ToList() is not [not long.MinValue and var micros])
        {
            return null;
        }

        rowNearEnd = new PlaceNearEnd(position, micros);
        return micros;
    }

    /// <summary>
    /// Unknown times, the smallest numbers, are to come last. They are asked for only when the known ones are too few: to sort by whether
    /// a time is known would keep DuckDB from leaving out blocks whose times are later than those found.
    /// </summary>
    private static IEnumerable<ColumnQuery> OldestFirstParts(ColumnQuery query)
    {
        if (query.After is null or { IsTimeKnown: true })
        {
            yield return query with { Where = PredicateLogic.And([new ColumnPredicate.Occurred(query.After?.OccurredMicros ?? long.MinValue, long.MaxValue), query.Where]) };
        }

        var isUnknown = new ColumnPredicate.Not(new ColumnPredicate.Occurred(long.MinValue, long.MaxValue));
        yield return query with { Where = PredicateLogic.And([isUnknown, query.Where]), After = query.After is { IsTimeKnown: false } ? query.After : null };
    }

    private PredicateSql RowsSql(ColumnQuery query, CancellationToken cancellationToken)
    {
        var sql = Sql(cancellationToken);
        AppendColumns(sql, query);
        AppendWhere(sql, query);
        if (query.IsSorted)
        {
            sql.Append(query.Order == SearchOrder.NewestFirst ? " ORDER BY occurred DESC, position DESC" : " ORDER BY occurred, position");
        }

        return query.Limit is { } limit ? sql.Append(" LIMIT ").Append((long)limit) : sql;
    }

    private IEnumerable<(FieldCodes Codes, long Count)> StreamCounts(ColumnQuery query, IReadOnlyList<IndexField> fields, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", fields.Select(IndexSchema.ColumnOf));
        using var sql = Sql(cancellationToken).Append("SELECT ").Append(columns).Append(", count(*) FROM events");
        AppendWhere(sql, query);
        sql.Append(" GROUP BY ").Append(columns);
        foreach (var rows in Ask(sql, result => CodeCounts(result, fields.Count), cancellationToken))
        {
            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }

    /// <summary>Runs a question on a connection of its own and gives what <paramref name="read"/> makes of each chunk.</summary>
    private IEnumerable<T> Ask<T>(PredicateSql sql, Func<DuckResult, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var connection = Take();
        var isClean = false;
        try
        {
            using var registration = cancellationToken.UnsafeRegister(static state => ((DuckConnection)state!).Interrupt(), connection);
            using var result = Try(() => connection.Query(sql.Text, sql.Parameters, streaming: true), cancellationToken);
            while (Try(result.Next, cancellationToken))
            {
                yield return read(result);
            }

            isClean = true;
        }
        finally
        {
            Return(connection, isClean);
        }
    }

    private DuckConnection Take() => idle.TryTake(out var connection) ? connection : Try(database.Connect, CancellationToken.None);

    private void Return(DuckConnection connection, bool isClean)
    {
        if (isClean && idle.Count < 8)
        {
            idle.Add(connection);
        }
        else
        {
            connection.Dispose();
        }
    }

    private T Try<T>(Func<T> ask, CancellationToken cancellationToken)
    {
        try
        {
            return ask();
        }
        catch (DuckException exception) when (exception.IsInterrupt && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The search was cancelled.", exception, cancellationToken);
        }
        catch (DuckException exception)
        {
            throw new IndexDamagedException($"The index {path} could not answer: {exception.Message}", exception);
        }
    }

    /// <summary>A row that lay near the end when somebody asked for the newest.</summary>
    private sealed record PlaceNearEnd(long Position, long OccurredMicros);
}
