using System.Security.Cryptography;
using Annals.Archive.Ids;
using Annals.Log;
using Annals.Testing;

namespace Annals.Archive.Tests.Ids;

public sealed class RecordIdTableTests : IDisposable
{
    private const long Day = 86_400_000_000;
    private static readonly long Start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;

    private readonly TestFolder _folder = new();
    private readonly FakeEntries _entries = new();

    private string Ids => _folder.File("ids");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_table_grows_without_reading_entries_back()
    {
        using var table = _entries.Create(Ids);
        Append(50_000, days: 1);

        _entries.Insert(table, 0);

        Assert.Equal(0, _entries.Reads);
        AssertAllFound(table);
    }

    [Fact]
    public void A_table_that_was_opened_again_grows_by_reading_entries_back_about_once_each()
    {
        const int count = 50_000;
        using (var table = _entries.Create(Ids))
        {
            Append(100, days: 1);
            _entries.Insert(table, 0);
            table.Advance(_entries.Size);
        }

        using var reopened = _entries.Open(Ids);
        Append(count - 100, days: 1);
        var before = _entries.Reads;
        _entries.Insert(reopened, 100);

        Assert.InRange(_entries.Reads - before, 1, 2 * count);
        AssertAllFound(reopened);
    }

    [Fact]
    public void A_new_table_with_very_many_ids_grows_on_from_the_entries()
    {
        const int count = (1 << 18) + 200_000;
        using var table = _entries.Create(Ids);
        Append(count, days: 1);

        _entries.Insert(table, 0);

        Assert.InRange(_entries.Reads, 1, 2 * count);
        for (var position = 0L; position < count; position += 997)
        {
            Assert.True(table.TryFindFirst(_entries[position].EventTimeMicros, _entries[position].RecordId, out var found));
            Assert.Equal(position, found);
        }
    }

    [Fact]
    public void A_clean_stop_needs_no_insertion_again()
    {
        using (var table = _entries.Create(Ids))
        {
            Append(2000, days: 7);
            _entries.Insert(table, 0);
            table.Advance(_entries.Size);
        }

        using var reopened = _entries.Open(Ids);

        Assert.Equal(_entries.Size, reopened.CoveredSize);
        AssertAllFound(reopened);
        Assert.DoesNotContain(Directory.GetFiles(Ids), file => file.EndsWith(".new", StringComparison.Ordinal) || file.EndsWith(".grow", StringComparison.Ordinal));
    }

    [Fact]
    public void After_an_unclean_stop_the_covered_part_is_whole_and_the_rest_is_inserted_again()
    {
        using var table = _entries.Create(Ids);
        Append(500, days: 3);
        _entries.Insert(table, 0);
        table.Advance(500);
        Append(700, days: 5);
        _entries.Insert(table, 500);
        var copy = CopyOf(Ids);

        using var reopened = _entries.Open(copy);

        Assert.Equal(500, reopened.CoveredSize);
        _entries.Insert(reopened, 500);
        AssertAllFound(reopened);
        reopened.Advance(_entries.Size);
        using var again = _entries.Open(copy);
        AssertAllFound(again);
    }

    [Fact]
    public void Slots_of_entries_that_a_power_cut_took_are_not_answers()
    {
        using var table = _entries.Create(Ids);
        var id = new Digest16(1, 2);
        Append(10, days: 1);
        _entries.Append(new EntryIds(id, null, Start));
        _entries.Insert(table, 0);
        table.Dispose();
        _entries.Cut(10);
        using var reopened = _entries.Create(Ids);
        _entries.Insert(reopened, 0);
        reopened.Advance(10);
        reopened.Insert(Start, id, 10);
        var copy = CopyOf(Ids);
        _entries.Append(new EntryIds(id, null, Start + (3 * Day)));

        using var last = _entries.Open(copy);
        _entries.Insert(last, last.CoveredSize);

        Assert.False(last.TryFindFirst(Start, id, out _));
        Assert.True(last.TryFindFirst(Start + (3 * Day), id, out var position));
        Assert.Equal(10, position);
    }

    [Fact]
    public void Every_changed_byte_is_noticed_or_changes_no_answer()
    {
        using (var table = _entries.Create(Ids))
        {
            Append(120, days: 2);
            _entries.Insert(table, 0);
            table.Advance(_entries.Size);
        }

        foreach (var file in Directory.GetFiles(Ids))
        {
            var bytes = File.ReadAllBytes(file);
            var isState = Path.GetFileName(file) == "state";
            for (var i = 0; i < bytes.Length; i++)
            {
                WriteByte(file, i, (byte)(bytes[i] ^ 0x41));
                Assert.False(IsTakenForWhole() && (isState || i < 64), $"byte {i} of {file}");
                WriteByte(file, i, bytes[i]);
            }
        }
    }

    [Theory]
    [InlineData("state")]
    [InlineData("2026-03-01.ids")]
    public void A_file_cut_at_any_length_or_removed_is_noticed(string name)
    {
        using (var table = _entries.Create(Ids))
        {
            Append(50, days: 1);
            _entries.Insert(table, 0);
            table.Advance(_entries.Size);
        }

        var file = Path.Combine(Ids, name);
        var bytes = File.ReadAllBytes(file);
        foreach (var length in Enumerable.Range(0, Math.Min(bytes.Length, 130)).Append(bytes.Length / 2).Append(bytes.Length - 1))
        {
            File.WriteAllBytes(file, bytes[..length]);
            Assert.IsType<RecordIdTableOpening.MustRebuild>(_entries.TryOpen(Ids));
        }

        File.WriteAllBytes(file, [.. bytes, 0]);
        Assert.IsType<RecordIdTableOpening.MustRebuild>(_entries.TryOpen(Ids));
        File.Delete(file);
        Assert.IsType<RecordIdTableOpening.MustRebuild>(_entries.TryOpen(Ids));
    }

    [Fact]
    public void An_older_table_under_a_newer_state_is_noticed_on_first_use()
    {
        using var table = _entries.Create(Ids);
        Append(50, days: 1);
        _entries.Insert(table, 0);
        table.Advance(_entries.Size);
        var old = File.ReadAllBytes(Path.Combine(Ids, "2026-03-01.ids"));
        Append(50, days: 1);
        _entries.Insert(table, 50);
        table.Advance(_entries.Size);
        table.Dispose();
        File.WriteAllBytes(Path.Combine(Ids, "2026-03-01.ids"), old);

        using var reopened = _entries.Open(Ids);

        var error = Assert.Throws<RecordIdTableDamagedException>(() => reopened.TryFindFirst(Start, default, out _));
        Assert.Contains("reindex", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_of_another_log_a_longer_log_or_a_fork_are_refused()
    {
        using (var table = _entries.Create(Ids))
        {
            Append(50, days: 1);
            _entries.Insert(table, 0);
            table.Advance(_entries.Size);
        }

        var options = new RecordIdTableOptions();
        var other = RecordIdTable.Open(Ids, Guid.NewGuid(), 50, _entries.Read, options);
        var shorter = RecordIdTable.Open(Ids, FakeEntries.Log, 49, _entries.Read, options);
        var fork = RecordIdTable.Open(Ids, FakeEntries.Log, 50, _ => new EntryIds(new Digest16(9, 9), null, Start), options);

        Assert.Contains("belong to the log", Assert.IsType<RecordIdTableOpening.MustRebuild>(other).Reason, StringComparison.Ordinal);
        Assert.Contains("the log has 49", Assert.IsType<RecordIdTableOpening.MustRebuild>(shorter).Reason, StringComparison.Ordinal);
        Assert.Contains("position 49", Assert.IsType<RecordIdTableOpening.MustRebuild>(fork).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Mapped_tables_and_bytes_stay_below_their_limits()
    {
        var options = new RecordIdTableOptions { MappedTablesMax = 8, MemoryBytesMax = 10_000 };
        using var table = _entries.Create(Ids, options);
        Append(4000, days: 400);
        for (var position = 0L; position < _entries.Size; position++)
        {
            table.Insert(_entries[position].EventTimeMicros, _entries[position].RecordId, position);
            Assert.InRange(table.MappedTables, 1, 8);
            Assert.InRange(table.MemoryBytes, 1, 10_000);
        }

        table.Advance(_entries.Size);
        using var reopened = _entries.Open(Ids, options);

        AssertAllFound(reopened);
        Assert.InRange(reopened.MappedTables, 1, 8);
    }

    [Fact]
    public void Reading_only_writes_nothing_and_refuses_to_insert()
    {
        using (var table = _entries.Create(Ids))
        {
            Append(300, days: 3);
            _entries.Insert(table, 0);
            table.Advance(_entries.Size);
        }

        File.WriteAllText(Path.Combine(Ids, "2026-03-01.ids.grow"), "left over");
        var before = Fingerprint(Ids);
        using var readOnly = Assert.IsType<RecordIdTableOpening.Ready>(
            RecordIdTable.OpenReadOnly(Ids, FakeEntries.Log, 200, _entries.Read, new RecordIdTableOptions())).Table;

        for (var position = 0L; position < 200; position++)
        {
            Assert.True(readOnly.TryFindFirst(_entries[position].EventTimeMicros, _entries[position].RecordId, out var found));
            Assert.Equal(position, found);
        }

        Assert.False(readOnly.TryFindFirst(_entries[250].EventTimeMicros, _entries[250].RecordId, out _));
        Assert.Throws<InvalidOperationException>(() => readOnly.Insert(Start, default, 1));
        Assert.Throws<InvalidOperationException>(() => readOnly.Advance(300));
        Assert.Equal(before, Fingerprint(Ids));
    }

    [Fact]
    public void Leftovers_of_an_interrupted_process_are_removed_and_other_files_are_not()
    {
        using (var table = _entries.Create(Ids))
        {
            table.Advance(0);
        }

        foreach (var name in (string[])["2026-03-01.ids.new", "2026-03-02.ids.grow", "2026-03-03.ids", "state.new", "notes.txt", "2026-13-45.ids"])
        {
            File.WriteAllText(Path.Combine(Ids, name), "x");
        }

        using var reopened = _entries.Open(Ids);

        Assert.Equal(["2026-13-45.ids", "notes.txt", "state"], Directory.GetFiles(Ids).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_position_that_no_slot_can_hold_is_refused_by_name()
    {
        using var table = _entries.Create(Ids);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => table.Insert(Start, default, RecordIdTable.PositionMax + 1));

        Assert.Contains("2^40 - 2", error.Message, StringComparison.Ordinal);
        Assert.Equal((1L << 40) - 2, RecordIdTable.PositionMax);
    }

    [Fact]
    public void Looking_for_an_unknown_id_allocates_nothing()
    {
        using var table = _entries.Create(Ids);
        Append(5000, days: 1);
        _entries.Insert(table, 0);
        var random = Seed.Random("fresh");
        table.TryFindFirst(Start, Key(random), out _);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 10_000; i++)
        {
            table.TryFindFirst(Start, Key(random), out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void The_covered_size_never_goes_back()
    {
        using var table = _entries.Create(Ids);
        Append(5, days: 1);
        _entries.Insert(table, 0);
        table.Advance(5);

        Assert.Throws<ArgumentOutOfRangeException>(() => table.Advance(4));
        table.Advance(5);
    }

    [Theory]
    [InlineData(946_684_800_000_000, "2000-01-01")]
    [InlineData(946_684_799_999_999, "unknown")]
    [InlineData(4_102_444_799_999_999, "2099-12-31")]
    [InlineData(4_102_444_800_000_000, "unknown")]
    [InlineData(0, "unknown")]
    [InlineData(long.MinValue, "unknown")]
    [InlineData(long.MaxValue, "unknown")]
    public void Days_outside_the_century_share_one_table(long micros, string name)
    {
        var day = IdDay.Of(micros);

        Assert.Equal(name, IdDay.Name(day));
        Assert.True(IdDay.TryParse(name, out var parsed));
        Assert.Equal(day, parsed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Slots_are_visited_by_position_whatever_the_batch(int batchMax)
    {
        using var slots = SlotMap.Create(_folder.File("slots"), new IdTableHeader(default, 0, 12));
        var random = Seed.Random("order");
        var positions = Enumerable.Range(0, 2000).Select(_ => random.NextInt64(1_000_000)).ToHashSet();
        foreach (var position in positions)
        {
            var key = Key(random);
            slots.TryAdd(key, IdSlot.Make(key, position));
        }

        var visited = new List<long>();
        PositionOrder.Visit(slots, 1_000_000, word => visited.Add(IdSlot.Position(word)), batchMax);

        Assert.Equal(positions.Order(), visited);
    }

    private static Digest16 Key(Random random) => new(unchecked((ulong)random.NextInt64() * 2), unchecked((ulong)random.NextInt64() * 2));

    private static void WriteByte(string file, long offset, byte value)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(handle, [value], offset);
    }

    private static string Fingerprint(string folder) => string.Join('\n', Directory.GetFiles(folder).Order(StringComparer.Ordinal)
        .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"));

    private void Append(int count, int days)
    {
        var random = Seed.Random($"append{_entries.Size}");
        for (var i = 0; i < count; i++)
        {
            _entries.Append(new EntryIds(Key(random), null, Start + (random.Next(days) * Day) + random.NextInt64(Day)));
        }
    }

    private string CopyOf(string path)
    {
        var copy = Directory.CreateDirectory(_folder.File("copy")).FullName;
        foreach (var file in Directory.GetFiles(path))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    /// <summary>Opens and uses every table. False if damage was reported; fails if an answer is wrong without a report.</summary>
    private bool IsTakenForWhole()
    {
        if (_entries.TryOpen(Ids) is not RecordIdTableOpening.Ready ready)
        {
            return false;
        }

        using var table = ready.Table;
        try
        {
            AssertAllFound(table);
            return true;
        }
        catch (RecordIdTableDamagedException)
        {
            return false;
        }
    }

    private void AssertAllFound(RecordIdTable table)
    {
        for (var position = 0L; position < _entries.Size; position++)
        {
            Assert.True(table.TryFindFirst(_entries[position].EventTimeMicros, _entries[position].RecordId, out var found), $"#{position}");
            Assert.Equal(position, found);
        }
    }
}
