using Annals.Archive.Ids;
using Annals.Log;
using Annals.Testing;

namespace Annals.Archive.Tests.Ids;

/// <summary>Random operations on the tables, compared with a search through all entries.</summary>
public sealed class RecordIdTableModelTests
{
    private const long Day = 86_400_000_000;
    private static readonly long Start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;

    [Fact]
    public void Answers_equal_those_of_a_search_through_all_entries()
    {
        for (var round = 0; round < Seed.Rounds(5, 200); round++)
        {
            var random = Seed.Random($"{nameof(RecordIdTableModelTests)}{round}");
            using var folder = new TestFolder();
            Run(random, folder, operations: 800);
        }
    }

    private static void Run(Random random, TestFolder folder, int operations)
    {
        var entries = new FakeEntries();
        var options = new RecordIdTableOptions { MappedTablesMax = random.Next(1, 6), MemoryBytesMax = random.Next(2) == 0 ? 4000 : 1 << 20 };
        var path = folder.File("ids0");
        var table = entries.Create(path, options);
        var generation = 0;
        for (var i = 0; i < operations; i++)
        {
            switch (random.Next(100))
            {
                case < 60:
                    Append(random, entries, table);
                    break;
                case < 94:
                    Compare(random, entries, table);
                    break;
                case < 96:
                    table.Advance(random.NextInt64(table.CoveredSize, entries.Size + 1));
                    break;
                case < 98:
                    table.Dispose();
                    table = Reopen(entries, path, options);
                    break;
                default:
                    (table, path) = Crash(random, entries, table, path, folder.File($"ids{++generation}"), options);
                    break;
            }
        }

        table.Dispose();
    }

    /// <summary>Copies the files as they are, loses entries at the end of the log, and goes on with the copy.</summary>
    private static (RecordIdTable Table, string Path) Crash(Random random, FakeEntries entries, RecordIdTable table, string path, string copy, RecordIdTableOptions options)
    {
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(path))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        var covered = table.CoveredSize;
        table.Dispose();
        Directory.Delete(path, recursive: true);
        entries.Cut(random.NextInt64(covered, entries.Size + 1));
        return (Reopen(entries, copy, options), copy);
    }

    private static RecordIdTable Reopen(FakeEntries entries, string path, RecordIdTableOptions options)
    {
        var table = entries.TryOpen(path, options) is RecordIdTableOpening.Ready ready ? ready.Table : entries.Create(path, options);
        entries.Insert(table, table.CoveredSize);
        return table;
    }

    private static void Append(Random random, FakeEntries entries, RecordIdTable table)
    {
        var from = entries.Size;
        for (var count = random.Next(1, 12); count > 0; count--)
        {
            Digest16? value = random.Next(5) == 0 ? Key(random) : null;
            entries.Append(new EntryIds(Key(random), value, Time(random)));
        }

        entries.Insert(table, from);
    }

    private static void Compare(Random random, FakeEntries entries, RecordIdTable table)
    {
        var key = Key(random);
        var time = Time(random);
        var onDay = entries.Expected(key, IdDay.Of(time), entries.Size);
        var found = new List<long> { -7 };

        table.Find(time, key, found);
        var isFound = table.TryFindFirst(time, key, out var first);
        var anywhere = new List<long>();
        table.FindOnAnyDay(key, anywhere);

        Assert.Equal([-7, .. onDay], found);
        Assert.Equal(onDay.Count > 0, isFound);
        Assert.Equal(onDay.Count > 0 ? onDay[0] : -1, first);
        Assert.Equal(entries.Expected(key, null, entries.Size), anywhere);
    }

    /// <summary>Few slots, few tags, few rests: same slot with other tag, same tag with other id, and repeated ids are all common.</summary>
    private static Digest16 Key(Random random)
    {
        var high = random.Next(3) == 0 ? ulong.MaxValue - (ulong)random.Next(3) : unchecked((ulong)random.NextInt64() * 2);
        var tag = (ulong)random.Next(3) << 62;
        return new Digest16(random.Next(2) == 0 ? high : (ulong)random.Next(40) << 56, tag | (uint)random.Next(3));
    }

    private static long? Time(Random random) => random.Next(8) switch
    {
        0 => null,
        1 => -5_000_000,
        var n => Start + (n * Day) + random.NextInt64(Day),
    };
}
