using System.Collections.Concurrent;
using Annals.Index;
using Annals.Index.Query;
using Annals.Index.Tests.Naive;
using Annals.Log;

namespace Annals.Archive.Tests;

/// <summary>Knows what a tenant's answers must be, from its log alone: every record parsed once and judged by the naive evaluator.</summary>
internal sealed class Judge
{
    private readonly List<(SearchRow Row, NaiveEvaluator.Subject Subject)> known = [];

    private readonly ConcurrentDictionary<string, List<SearchRow>> remembered = new(StringComparer.Ordinal);

    private Judge(long size) => Size = size;

    /// <summary>Log size that was read; later records are not judged.</summary>
    public long Size { get; }

    /// <summary>Bytes of the records, receipts aside, to draw queries from.</summary>
    public IReadOnlyList<byte[]> Records { get; private set; } = [];

    /// <summary>Reads a whole log. Records are of named shapes, or were imported under <paramref name="sourceName"/>.</summary>
    public static Judge Of(TenantFolder folder, string? sourceName = null)
    {
        using var log = new TenantVerification(folder).OpenSnapshot();
        var judge = new Judge(log.Size);
        var records = new List<byte[]>();
        for (var position = 0L; position < log.Size; position++)
        {
            var record = log.ReadRecord(position);
            var isReceipt = record.Entry.Kind == EntryKind.System;
            var bytes = record.Payload.ToArray();
            var flags = (RecordFlags)((int)record.Entry.Flags & 6) | (isReceipt ? RecordFlags.Receipt : RecordFlags.None);
            var subject = new NaiveEvaluator.Subject(bytes, new RecordFacts(record.Entry.RecordedMicros, isReceipt ? "annals" : sourceName, flags));
            judge.known.Add((new SearchRow(position, subject.OccurredMicros, record.Entry.RecordedMicros, flags), subject));
            if (!isReceipt)
            {
                records.Add(bytes);
            }
        }

        judge.Records = records;
        return judge;
    }

    /// <summary>The rows that match, newest occurred time first, unknown times last, ties by descending position.</summary>
    public List<SearchRow> Rows(SearchQuery query) =>
    [
        .. known.AsParallel().Where(record => NaiveEvaluator.Matches(query, record.Subject))
            .Select(record => record.Row)
            .OrderByDescending(row => row.OccurredMicros ?? long.MinValue).ThenByDescending(row => row.Position),
    ];

    /// <summary>As <see cref="Rows"/>, remembered: for queries that are asked again and again.</summary>
    public List<SearchRow> Remembered(SearchQuery query) => remembered.GetOrAdd(query.ToString(), _ => Rows(query));

    /// <summary>Compares the pages of a search with the rows expected.</summary>
    public void Check(Tenant tenant, SearchQuery query) => Check(tenant, query, 10_000, Remembered(query), Size);

    /// <summary>Compares the pages of a search, positions below a size, with the rows expected; gives their number.</summary>
    public static int Check(Tenant tenant, SearchQuery query, int limit, List<SearchRow> expected, long size)
    {
        var found = new List<SearchRow>();
        for (string? cursor = null; ;)
        {
            var page = tenant.Search(query, limit, cursor, CancellationToken.None);
            Assert.True(page.Scope.IsComplete);
            found.AddRange(page.Rows.Where(row => row.Position < size));
            if ((cursor = page.Next) is null || found.Count > expected.Count)
            {
                break;
            }
        }

        Assert.True(expected.SequenceEqual(found), $"{query}: expected {Text(expected)}, found {Text(found)}");
        return expected.Count;
    }

    private static string Text(List<SearchRow> rows) => $"{rows.Count} rows ({string.Join(' ', rows.Take(20).Select(row => $"#{row.Position}"))})";
}
