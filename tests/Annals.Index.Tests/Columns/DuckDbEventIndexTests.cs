using Annals.Index.Columns;
using Annals.Index.Tests.Planning;
using Annals.Testing;

namespace Annals.Index.Tests.Columns;

public sealed class DuckDbEventIndexTests : IDisposable
{
    private const int RecordCount = 3000;

    private readonly TestFolder folder = new();
    private readonly Random random = Seed.Random(nameof(DuckDbEventIndexTests));
    private readonly IReadOnlyList<MemoryRecord> records;
    private readonly string path;

    public DuckDbEventIndexTests()
    {
        path = folder.File("index.duckdb");
        records = TestRecords.Make(random, RecordCount);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_file_is_missing() => Assert.IsType<IndexOpening.Missing>(Open());

    [Fact]
    public void What_was_committed_is_there_after_reopening_and_grows_on()
    {
        Create(1000);
        using (var index = Opened())
        {
            Assert.Equal(1000, index.CoveredSize);
            TestIndex.Feed(index, records, 2500, batchSize: 77);
        }

        using var reopened = Opened();

        Assert.Equal(2500, reopened.CoveredSize);
        Assert.Equal(Facts(FreshIndex(2500)), Facts(reopened));
    }

    [Fact]
    public void Closing_merges_what_was_committed_into_the_file_however_much_that_is()
    {
        using (var index = DuckDbEventIndex.Create(path, new EventIndexOptions { Log = "log" }))
        {
            // Nearly a row group waits in the write-ahead file, and each of its values is new.
            var value = new byte[60];
            for (var from = 0L; from < EventIndexOptions.DefaultCommitRows - 1_000; from += 2_000)
            {
                var batch = new IndexBatch(2_000);
                batch.Restart(from);
                for (var row = from; row < from + 2_000; row++)
                {
                    batch.AddRow(row, random.NextInt64(1L << 50), random.NextInt64(1L << 50), RecordFlags.None, (byte)(row % 5));
                    foreach (var field in Enum.GetValues<IndexField>())
                    {
                        random.NextBytes(value);
                        batch.AddValue(field, value);
                    }
                }

                index.Append(batch);
            }

            index.Commit();
        }

        Assert.False(File.Exists(path + ".wal"));
    }

    [Fact]
    public void A_crash_keeps_exactly_what_was_committed()
    {
        using var index = DuckDbEventIndex.Create(path, TestIndex.Options);
        TestIndex.Feed(index, records, 1200);
        var batch = new IndexBatch(10);
        batch.Restart(1200);
        batch.CoverTo(1210);
        index.Append(batch);

        var crashed = folder.File("crashed.duckdb");
        Copy(path, crashed);
        Copy(path + ".wal", crashed + ".wal");
        using var reopened = Opened(crashed);

        Assert.Equal(1200, reopened.CoveredSize);
        Assert.Equal(Facts(FreshIndex(1200)), Facts(reopened));
    }

    [Fact]
    public void An_index_ahead_of_the_log_or_of_another_log_is_unusable()
    {
        Create(1000);

        Assert.Contains("covers 1000 positions", Assert.IsType<IndexOpening.Unusable>(DuckDbEventIndex.Open(path, TestIndex.Options, 999)).Reason, StringComparison.Ordinal);
        Assert.Contains("another log", Assert.IsType<IndexOpening.Unusable>(DuckDbEventIndex.Open(path, TestIndex.Options with { Log = "other" }, 1000)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(12288)]
    [InlineData(100_000)]
    [InlineData(300_000)]
    public void A_truncated_file_is_unusable_or_says_so_when_asked(int length)
    {
        Create(RecordCount);
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(Math.Min(length, file.Length - 1));
        }

        NeverAnswersWrongly();
    }

    [Fact]
    public void Foreign_and_damaged_files_are_unusable_or_say_so_when_asked()
    {
        Create(RecordCount);
        var good = File.ReadAllBytes(path);
        for (var round = 0; round < Seed.Rounds(25, 500); round++)
        {
            var bytes = (byte[])good.Clone();
            var from = random.Next(bytes.Length);
            var span = bytes.AsSpan(from, Math.Min(bytes.Length - from, 1 << random.Next(1, 16)));
            if (round % 3 == 0)
            {
                span.Clear();
            }
            else
            {
                random.NextBytes(span);
            }

            File.Delete(path + ".wal");
            File.WriteAllBytes(path, bytes);
            NeverAnswersWrongly();
        }
    }

    [Fact]
    public void A_file_that_is_no_database_is_unusable()
    {
        File.WriteAllText(path, "not a database, but long enough to be read as one " + new string('x', 20_000));

        Assert.IsType<IndexOpening.Unusable>(Open());
    }

    [Fact]
    public void A_batch_that_does_not_continue_the_index_is_refused()
    {
        using var index = DuckDbEventIndex.Create(null, TestIndex.Options);
        var batch = new IndexBatch(1);
        batch.Restart(5);

        Assert.Contains("continues at 0", Assert.Throws<ArgumentException>(() => index.Append(batch)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_index_answers()
    {
        Create(500);
        using var index = Assert.IsType<IndexOpening.Opened>(DuckDbEventIndex.Open(path, TestIndex.Options with { ReadOnly = true }, 500)).Index;

        Assert.Equal(Facts(FreshIndex(500)), Facts(index));
    }

    [Fact]
    public void The_database_reads_no_other_file()
    {
        var other = folder.File("secret.csv");
        File.WriteAllText(other, "a\n1\n");
        using var database = DuckDatabase.Open(":memory:", DuckDbEventIndex.Settings(TestIndex.Options));
        using var connection = database.Connect();

        Assert.Throws<DuckException>(() => connection.Execute($"SELECT * FROM read_csv('{other}')"));
        Assert.Throws<DuckException>(() => connection.Execute($"COPY (SELECT 1) TO '{folder.File("out.csv")}'"));
        Assert.Throws<DuckException>(() => connection.Execute("INSTALL httpfs"));
        Assert.Throws<DuckException>(() => connection.Execute("SET enable_external_access = true"));
    }

    [Fact]
    public void A_full_disk_is_told_from_other_trouble()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a device that is always full");
        using var database = DuckDatabase.Open(":memory:", new Dictionary<string, string>());
        using var connection = database.Connect();

        var full = Assert.Throws<DuckException>(() => connection.Execute("COPY (FROM range(100000)) TO '/dev/full' (FORMAT csv, USE_TMP_FILE false)"));
        var other = Assert.Throws<DuckException>(() => connection.Execute($"FROM read_csv('{folder.File("missing.csv")}')"));

        Assert.Equal((true, false), (full.IsDiskFull, other.IsDiskFull));
        Assert.Equal((true, false), (new IndexDamagedException("It failed.", full).IsDiskFull, new IndexDamagedException("It failed.", other).IsDiskFull));
    }

    [Fact]
    public void Large_batches_commit_by_themselves()
    {
        using var index = DuckDbEventIndex.Create(null, TestIndex.Options with { CommitRows = 500 });
        var batch = new IndexBatch(600);
        batch.Restart(0);
        for (var i = 0; i < 600; i++)
        {
            batch.AddRow(i, i, i, RecordFlags.None, 0);
        }

        index.Append(batch);

        Assert.Equal(600, index.CoveredSize);
    }

    [Fact]
    public void A_commit_completes_the_signal_that_was_taken_before_it()
    {
        using var index = DuckDbEventIndex.Create(null, TestIndex.Options);
        var first = index.NextCommit;

        index.Commit();
        var afterNothing = first.IsCompleted;
        TestIndex.Feed(index, records, 10);

        Assert.False(afterNothing);
        Assert.True(first.IsCompletedSuccessfully);
        Assert.False(index.NextCommit.IsCompleted);
    }

    [Fact]
    public void The_kept_values_are_those_of_every_row_and_say_when_some_were_not_kept()
    {
        using var index = DuckDbEventIndex.Create(null, TestIndex.Options with { DictionaryValuesMax = 2 });
        var batch = new IndexBatch(10);
        batch.Restart(0);
        foreach (var (i, value) in new[] { "b", "a", "b" }.Index())
        {
            batch.AddRow(i, i, i, RecordFlags.HiddenVariant, 0);
            batch.AddValue(IndexField.Kind, System.Text.Encoding.UTF8.GetBytes(value));
        }

        index.Append(batch);
        index.Commit();
        var before = index.KeptValues(IndexField.Kind);
        batch.Restart(3);
        batch.AddRow(3, 3, 3, RecordFlags.None, 0);
        batch.AddValue(IndexField.Kind, "c"u8);
        index.Append(batch);
        index.Commit();
        var after = index.KeptValues(IndexField.Kind);

        Assert.Equal((2, true), (before.Values.Count, before.IsComplete));
        Assert.Equal(["a", "b"], after.Values);
        Assert.False(after.IsComplete);
        Assert.Empty(index.KeptValues(IndexField.Actor).Values);
    }

    [Theory]
    [InlineData(SearchOrder.NewestFirst)]
    [InlineData(SearchOrder.OldestFirst)]
    public void Rows_come_in_the_order_of_places_from_any_place_on(SearchOrder order)
    {
        using var index = FreshIndex(RecordCount);
        var all = new ColumnQuery { Where = ColumnPredicate.True, ToPosition = RecordCount, Order = order };
        var places = Places(index, all).Order(RowPlace.In(order)).ToArray();
        Assert.Contains(places, place => !place.IsTimeKnown);
        for (var round = 0; round < Seed.Rounds(40, 1000); round++)
        {
            var at = random.Next(10) == 0 ? places.Length - random.Next(1, 60) : random.Next(places.Length);
            var limit = random.Next(1, places.Length);
            var behind = all with { After = places[at] };

            Assert.Equal(places.Skip(at + 1).Take(limit), Places(index, behind with { IsSorted = true, Limit = limit }));
            Assert.Equal(places.Skip(at + 1).OrderBy(place => place.Position), Places(index, behind));
        }
    }

    [Fact]
    public void Rows_in_the_order_of_time_need_a_limit()
    {
        using var index = FreshIndex(1);

        Assert.Throws<ArgumentException>(() => index.Rows(new ColumnQuery { Where = ColumnPredicate.True, ToPosition = 1, IsSorted = true }, CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.CountByCodes(new ColumnQuery { Where = ColumnPredicate.True, ToPosition = 1 }, [], CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.CountByCodes(new ColumnQuery { Where = ColumnPredicate.True, ToPosition = 1 }, new IndexField[5], CancellationToken.None));
    }

    private static List<RowPlace> Places(IEventIndex index, ColumnQuery query)
    {
        var places = new List<RowPlace>();
        foreach (var chunk in index.Rows(query, CancellationToken.None))
        {
            for (var i = 0; i < chunk.Count; i++)
            {
                places.Add(new RowPlace(chunk.Occurred[i], chunk.Positions[i]));
            }
        }

        return places;
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, to);
        }
    }

    private static string Facts(IEventIndex index)
    {
        var all = new ColumnQuery { Where = ColumnPredicate.True, ToPosition = index.CoveredSize };
        var byActor = index.CountByCodes(all, [IndexField.Actor], CancellationToken.None)
            .Select(pair => (Value: pair.Codes.First == 0 ? "" : string.Join(' ', index.ValuesOf(IndexField.Actor, pair.Codes.First)), pair.Count)).Order();
        var byDay = index.Histogram(all, 86_400_000_000, CancellationToken.None).Order();
        var rows = index.Rows(all, CancellationToken.None).Sum(chunk => { var sum = 0L; foreach (var position in chunk.Positions) { sum += position; } return sum; });
        return $"{index.Count(all, CancellationToken.None)} {rows} {string.Join(';', byActor)} {string.Join(';', byDay)}";
    }

    private void Create(int size)
    {
        using var index = DuckDbEventIndex.Create(path, TestIndex.Options);
        TestIndex.Feed(index, records, size);
    }

    private IEventIndex FreshIndex(int size) => TestIndex.InMemory(records, size);

    private IndexOpening Open(string? file = null) => DuckDbEventIndex.Open(file ?? path, TestIndex.Options, RecordCount);

    private IEventIndex Opened(string? file = null)
    {
        var opening = Open(file);
        return opening is IndexOpening.Opened opened ? opened.Index : throw new InvalidOperationException(opening.ToString());
    }

    private void NeverAnswersWrongly()
    {
        if (Open() is not IndexOpening.Opened opened)
        {
            return;
        }

        using (opened.Index)
        {
            try
            {
                using var fresh = FreshIndex(RecordCount);
                Assert.Equal(Facts(fresh), Facts(opened.Index));
            }
            catch (IndexDamagedException exception)
            {
                Assert.Contains(path, exception.Message, StringComparison.Ordinal);
            }
        }
    }
}
