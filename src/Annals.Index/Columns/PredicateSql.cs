using System.Globalization;
using System.Text;

namespace Annals.Index.Columns;

/// <summary>
/// Turns predicates into SQL with parameters. Conditions on fields are decided here, value by value of the dictionary, and reach DuckDB as sets of codes.
/// Disposing it releases those sets.
/// </summary>
internal sealed class PredicateSql(Func<IndexField, DictionarySnapshot> values, CodeSets codeSets, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>Sets up to this size are written as <c>IN (?, …)</c>, which DuckDB can compare with the ranges it keeps of each block.</summary>
    private const int ListMax = 16;

    private readonly StringBuilder sql = new();
    private readonly List<object> parameters = [];
    private readonly List<uint> sets = [];

    public string Text => sql.ToString();

    public IReadOnlyList<object> Parameters => parameters;

    public PredicateSql Append(string text)
    {
        sql.Append(text);
        return this;
    }

    public PredicateSql Append(long parameter)
    {
        sql.Append('?');
        parameters.Add(parameter);
        return this;
    }

    /// <summary>Writes a predicate; its depth is that of the query, which the parser bounds.</summary>
    public PredicateSql Append(ColumnPredicate predicate) => predicate switch
    {
        ColumnPredicate.Constant constant => Append(constant.Answer ? "true" : "false"),
        ColumnPredicate.All all => AppendJoined(all.Parts, " AND "),
        ColumnPredicate.Any any => AppendJoined(any.Parts, " OR "),
        ColumnPredicate.Not not => Append("(NOT ").Append(not.Part).Append(")"),
        ColumnPredicate.Occurred time => AppendOccurred(time),
        ColumnPredicate.Recorded time => Append("(recorded BETWEEN ").Append(time.FromMicros).Append(" AND ").Append(time.ToMicros).Append(")"),
        ColumnPredicate.NoneFlagged flagged => Append("((flags & ").Append((long)flagged.Flags).Append(") = 0)"),
        ColumnPredicate.HasOutcome outcome => Append("(outcome = ").Append((long)outcome.Code).Append(")"),
        ColumnPredicate.HasHashed has => Append("(").Append(IndexSchema.ColumnOf(has.Field)).Append(" <> 0)"),
        ColumnPredicate.MayEqual equal => AppendEqual(equal),
        ColumnPredicate.FieldPasses passes => AppendPasses(passes),
        _ => throw new ArgumentOutOfRangeException(nameof(predicate), predicate, "No such predicate."),
    };

    public void Dispose()
    {
        foreach (var set in sets)
        {
            codeSets.Remove(set);
        }

        sets.Clear();
    }

    /// <summary>Writes whether a column of codes has a code of the set.</summary>
    public PredicateSql AppendInSet(string column, ulong[] words)
    {
        var id = codeSets.Add(words);
        sets.Add(id);
        sql.Append(CultureInfo.InvariantCulture, $"in_set({column}, ?)");
        parameters.Add(id);
        return this;
    }

    private PredicateSql AppendJoined(IReadOnlyList<ColumnPredicate> parts, string separator)
    {
        Append("(");
        for (var i = 0; i < parts.Count; i++)
        {
            Append(i == 0 ? string.Empty : separator).Append(parts[i]);
        }

        return Append(")");
    }

    /// <summary>An unknown time is stored as the smallest number, which no range may take in.</summary>
    private PredicateSql AppendOccurred(ColumnPredicate.Occurred time) =>
        Append("(occurred BETWEEN ").Append(Math.Max(time.FromMicros, long.MinValue + 1)).Append(" AND ").Append(time.ToMicros).Append(")");

    private PredicateSql AppendEqual(ColumnPredicate.MayEqual equal)
    {
        sql.Append('(').Append(IndexSchema.ColumnOf(equal.Field)).Append(" = ?)");
        parameters.Add(equal.Hash);
        return this;
    }

    private PredicateSql AppendPasses(ColumnPredicate.FieldPasses passes)
    {
        var column = IndexSchema.ColumnOf(passes.Field);
        var codes = CodesThatPass(passes, out var count);
        if (count == 0)
        {
            return Append("false");
        }

        return count > ListMax ? AppendInSet(column, codes) : AppendList(column, codes);
    }

    private PredicateSql AppendList(string column, ulong[] words)
    {
        sql.Append('(').Append(column).Append(" IN (");
        var separator = string.Empty;
        for (var code = 0L; code < words.LongLength * 64; code++)
        {
            if ((words[code >> 6] & (1UL << (int)(code & 63))) != 0)
            {
                sql.Append(separator).Append('?');
                parameters.Add((uint)code);
                separator = ", ";
            }
        }

        sql.Append("))");
        return this;
    }

    private ulong[] CodesThatPass(ColumnPredicate.FieldPasses passes, out int count)
    {
        var snapshot = values(passes.Field);
        var words = new ulong[((ValueCode.First + snapshot.Count) / 64) + 1];
        count = 0;
        if (passes.WhenNotKept)
        {
            words[0] |= 1UL << (int)ValueCode.NotKept;
            count++;
        }

        for (var code = ValueCode.First; code < ValueCode.First + snapshot.Count; code++)
        {
            if ((code & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (Passes(passes, snapshot.Bytes(code)))
            {
                words[code >> 6] |= 1UL << (int)(code & 63);
                count++;
            }
        }

        return words;
    }

    private static bool Passes(ColumnPredicate.FieldPasses passes, ReadOnlySpan<byte> value)
    {
        if (passes.Field != IndexField.Ip)
        {
            return passes.Test(value);
        }

        foreach (var part in value.Split(ListSeparator.Byte))
        {
            if (passes.Test(value[part]))
            {
                return true;
            }
        }

        return false;
    }
}
