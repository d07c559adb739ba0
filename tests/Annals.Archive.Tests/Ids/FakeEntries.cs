using Annals.Archive.Ids;
using Annals.Log;

namespace Annals.Archive.Tests.Ids;

/// <summary>The entries of a log in memory. Stricter than a real one: reading beyond its end fails the test.</summary>
internal sealed class FakeEntries
{
    public static readonly Guid Log = new("0199a000-1111-7222-8333-444455556666");

    private readonly List<EntryIds> _entries = [];

    public long Size => _entries.Count;

    public int Reads { get; private set; }

    public EntryIds this[long position] => _entries[(int)position];

    public long Append(EntryIds entry)
    {
        _entries.Add(entry);
        return _entries.Count - 1;
    }

    public void Cut(long size) => _entries.RemoveRange((int)size, (int)(Size - size));

    public EntryIds Read(long position)
    {
        Reads++;
        return _entries[checked((int)position)];
    }

    /// <summary>Positions a table has to give for a key on a day (any day if null), by looking at every entry.</summary>
    public List<long> Expected(Digest16 key, int? day, long size) =>
        [.. Enumerable.Range(0, (int)size).Where(i => Matches(_entries[i], key, day)).Select(i => (long)i)];

    public void Insert(RecordIdTable table, long from)
    {
        for (var position = from; position < Size; position++)
        {
            var entry = this[position];
            table.Insert(entry.EventTimeMicros, entry.RecordId, position);
            if (entry.Value is { } value)
            {
                table.Insert(entry.EventTimeMicros, value, position);
            }
        }
    }

    public RecordIdTable Create(string folder, RecordIdTableOptions? options = null) =>
        RecordIdTable.Create(folder, Log, Size, Read, options ?? new RecordIdTableOptions());

    public RecordIdTableOpening TryOpen(string folder, RecordIdTableOptions? options = null) =>
        RecordIdTable.Open(folder, Log, Size, Read, options ?? new RecordIdTableOptions());

    public RecordIdTable Open(string folder, RecordIdTableOptions? options = null) =>
        Assert.IsType<RecordIdTableOpening.Ready>(TryOpen(folder, options)).Table;

    private static bool Matches(EntryIds entry, Digest16 key, int? day) =>
        (entry.RecordId == key || entry.Value == key) && (day is null || IdDay.Of(entry.EventTimeMicros) == day);
}
