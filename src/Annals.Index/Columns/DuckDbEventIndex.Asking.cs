using System.Collections.Concurrent;
using System.Text;

namespace Annals.Index.Columns;

/// <content>The way out: each question has a connection of its own while it runs.</content>
public sealed partial class DuckDbEventIndex
{
    /// <summary>Added to a time so that every time of a four-digit year becomes positive and division rounds down: a multiple of every bucket width is found at or above it.</summary>
    private const long YearOneMicros = 62_135_596_800_000_000;

    private readonly ConcurrentBag<DuckConnection> idle = [];

    /// <inheritdoc/>
    public IEnumerable<ColumnRows> Rows(ColumnQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query is { NewestFirst: true, Limit: null })
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
        var shift = ((YearOneMicros / widthMicros) + 1) * widthMicros;
        using var sql = Sql(cancellationToken).Append("SELECT (occurred + ").Append(shift).Append(") // ").Append(widthMicros).Append(" AS bucket, count(*) FROM events");
        AppendWhere(sql, query);
        sql.Append(" GROUP BY bucket");
        return Ask(sql, Pairs, cancellationToken)
            .SelectMany(pairs => pairs)
            .GroupBy(pair => pair.Key < 0 ? (long?)null : (pair.Key * widthMicros) - shift, pair => pair.Count)
            .Select(group => (group.Key, group.Sum()))
            .ToList();
    }

    /// <inheritdoc/>
    public IEnumerable<(uint Code, long Count)> CountByCode(ColumnQuery query, IndexField field, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var sql = Sql(cancellationToken).Append("SELECT ").Append(IndexSchema.ColumnOf(field)).Append("::BIGINT AS code, count(*) FROM events");
        AppendWhere(sql, query);
        sql.Append(" GROUP BY code");
        return Ask(sql, Pairs, cancellationToken).SelectMany(pairs => pairs).Select(pair => ((uint)pair.Key, pair.Count)).ToList();
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
    public FieldValues ValuesByPrefix(IndexField field, string prefix, int limit)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var dictionary = dictionaries[(int)field];
        var values = new SortedSet<string>(StringComparer.Ordinal);
        var isComplete = KeepsEveryValue(field);
        for (var code = ValueCode.First; code < ValueCode.First + dictionary.Snapshot().Count; code++)
        {
            foreach (var value in ValuesOf(field, code).Where(value => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                values.Add(value);
                if (values.Count > limit)
                {
                    values.Remove(values.Max!);
                    isComplete = false;
                }
            }
        }

        return new FieldValues([.. values], isComplete);
    }

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

    private static void AppendColumns(PredicateSql sql, ColumnQuery query)
    {
        sql.Append("SELECT position, occurred, recorded, flags, ").Append(query.Sure).Append(" AS sure");
        if (query.CodesOf is { } field)
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
            sql.Append(" AND (occurred < ").Append(after.OccurredMicros)
                .Append(" OR (occurred = ").Append(after.OccurredMicros).Append(" AND position < ").Append(after.Position).Append("))");
        }

        if (query.Where is not ColumnPredicate.Constant { Answer: true })
        {
            sql.Append(" AND ").Append(query.Where);
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
        using var sql = Sql(cancellationToken);
        AppendColumns(sql, query);
        AppendWhere(sql, query);
        if (query.NewestFirst)
        {
            sql.Append(" ORDER BY occurred DESC, position DESC");
        }

        if (query.Limit is { } limit)
        {
            sql.Append(" LIMIT ").Append((long)limit);
        }

        var rows = new DuckRows();
        foreach (var chunk in Ask(sql, result => rows.Show(result, query.CodesOf is not null), cancellationToken))
        {
            yield return chunk;
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
}
