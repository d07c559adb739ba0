using Annals.Log;

namespace Annals.Archive.Ids;

/// <summary>The table of one day of occurred time. Not thread-safe.</summary>
internal sealed class DayTable
{
    private readonly IdTableFolder _folder;
    private IdTableRow _covered;
    private SlotMap? _slots;
    private SlotKeys? _keys;
    private bool _isChecked;
    private bool _isPending;
    private long _count;
    private ulong _sum;
    private long _end;

    private DayTable(IdTableFolder folder, IdTableRow covered)
    {
        _folder = folder;
        _covered = covered;
        Node = new LinkedListNode<DayTable>(this);
    }

    /// <summary>Number of the day, see <see cref="IdDay"/>.</summary>
    public int Day => _covered.Day;

    /// <summary>Its place in the order of use of the mapped tables.</summary>
    public LinkedListNode<DayTable> Node { get; }

    /// <summary>Whether slots were filled since the last <see cref="Cover"/>.</summary>
    public bool IsDirty { get; private set; }

    public bool IsMapped => _slots is not null;

    /// <summary>Memory that the table takes.</summary>
    public long MemoryBytes => (_slots?.MappedBytes ?? 0) + (_keys?.Bytes ?? 0);

    /// <summary>What the state says, or will say after the sync under way, about this table.</summary>
    public IdTableRow Row => _covered;

    private string LivePath => _isPending ? _folder.PendingPath(Day) : _folder.TablePath(Day);

    private SlotMap Slots => _slots ?? throw new InvalidOperationException($"The id table of {IdDay.Name(Day)} is not mapped.");

    /// <summary>A table that the state names.</summary>
    public static DayTable Existing(IdTableFolder folder, IdTableRow row) => new(folder, row);

    /// <summary>A new, empty and mapped table.</summary>
    public static DayTable Create(IdTableFolder folder, int day)
    {
        var table = new DayTable(folder, new IdTableRow(day, 0, 0, 0)) { _isChecked = true, _isPending = true, _keys = new SlotKeys() };
        table._slots = SlotMap.Create(table.LivePath, new IdTableHeader(folder.Set, day, IdTableHeader.SlotsLog2Min));
        return table;
    }

    public void Map() => _slots ??= SlotMap.Open(LivePath, _folder.Set, Day, _folder.IsReadOnly);

    public void Unmap()
    {
        _slots?.Dispose();
        _slots = null;
        _keys = null;
    }

    /// <summary>
    /// On first use compares the slots that the state covers with its count and sum, and removes those beyond: a process that did not end
    /// cleanly left them, and their positions may by now belong to other records.
    /// </summary>
    /// <exception cref="RecordIdTableDamagedException">Count or sum differ.</exception>
    public void CheckOnce()
    {
        if (_isChecked)
        {
            return;
        }

        var (count, sum) = Tally(_covered.End, out var beyond);
        if (count != _covered.Count || sum != _covered.Sum || IsFull(count, Slots.Capacity))
        {
            throw new RecordIdTableDamagedException(LivePath, $"of its slots {count} below position {_covered.End} are in use, {_covered.Count} with a certain sum are expected");
        }

        (_count, _sum, _end) = (count, sum, _covered.End);
        if (beyond > 0)
        {
            Rebuild(Slots.SlotsLog2);
        }

        _isChecked = true;
    }

    /// <summary>The first confirmed position in probing order, which is the lowest when positions are inserted in ascending order.</summary>
    public bool TryFindFirst(in Digest16 key, out long position)
    {
        var slots = Slots;
        var slot = slots.Home(key);
        for (var probes = slots.Capacity; probes > 0 && slots[slot] is not 0 and var word; probes--)
        {
            if (IdSlot.HasTagOf(word, key) && IsConfirmed(word, key))
            {
                position = IdSlot.Position(word);
                return true;
            }

            slot = slots.Next(slot);
        }

        position = -1;
        return false;
    }

    /// <summary>Adds every confirmed position, in no order and perhaps twice.</summary>
    public void FindAll(in Digest16 key, List<long> positions)
    {
        var slots = Slots;
        var slot = slots.Home(key);
        for (var probes = slots.Capacity; probes > 0 && slots[slot] is not 0 and var word; probes--)
        {
            if (IdSlot.HasTagOf(word, key) && IsConfirmed(word, key))
            {
                positions.Add(IdSlot.Position(word));
            }

            slot = slots.Next(slot);
        }
    }

    public void Insert(in Digest16 key, long position)
    {
        var word = IdSlot.Make(key, position);
        if (IsFull(_count + 1, Slots.Capacity))
        {
            if (Slots.Contains(key, word))
            {
                return;
            }

            Rebuild(Slots.SlotsLog2 + 1);
        }

        if (Slots.TryAdd(key, word))
        {
            Added(word);
            _keys = _keys?.With(key, word);
        }
    }

    /// <summary>Returns when all slots are durable, under the pending name if there is one.</summary>
    public void Sync()
    {
        if (_slots is { } slots)
        {
            slots.Sync();
            return;
        }

        using var handle = File.OpenHandle(LivePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Gives a synced table its final name and takes its slots below a log size as what the next state covers. The table is mapped if <see cref="ReachesBeyond"/>.</summary>
    public void Cover(long size)
    {
        if (_isPending)
        {
            File.Move(_folder.PendingPath(Day), _folder.TablePath(Day), overwrite: true);
            _isPending = false;
        }

        if (ReachesBeyond(size))
        {
            var (count, sum) = Tally(size, out _);
            _covered = new IdTableRow(Day, count, sum, size);
            return;
        }

        _covered = new IdTableRow(Day, _count, _sum, _end);
        IsDirty = false;
    }

    /// <summary>Whether positions at or above a log size were inserted.</summary>
    public bool ReachesBeyond(long size) => _end > size;

    private static bool IsFull(long count, long capacity) => count > capacity / 10 * 7;

    private bool IsConfirmed(ulong word, in Digest16 key)
    {
        var position = IdSlot.Position(word);
        if (position >= _folder.KnownSize)
        {
            return false;
        }

        var ids = _folder.Reader(position);
        return (ids.RecordId == key || ids.Value == key) && IdDay.Of(ids.EventTimeMicros) == Day;
    }

    private void Added(ulong word)
    {
        _count++;
        _sum = unchecked(_sum + IdSlot.Check(word));
        _end = Math.Max(_end, IdSlot.Position(word) + 1);
        IsDirty = true;
    }

    /// <summary>Count and check sum of the slots in use with a position below <paramref name="end"/>.</summary>
    private (long Count, ulong Sum) Tally(long end, out long beyond)
    {
        var slots = Slots;
        var (count, sum) = (0L, 0UL);
        beyond = 0;
        for (long slot = 0; slot < slots.Capacity; slot++)
        {
            if (slots[slot] is not 0 and var word)
            {
                if (IdSlot.Position(word) < end)
                {
                    count++;
                    sum = unchecked(sum + IdSlot.Check(word));
                }
                else
                {
                    beyond++;
                }
            }
        }

        return (count, sum);
    }

    /// <summary>Copies the slots below the table's end into a new file, which takes the place of the present one with the next <see cref="Cover"/>.</summary>
    private void Rebuild(int slotsLog2)
    {
        var old = Slots;
        var growing = _folder.GrowingPath(Day);
        var grown = SlotMap.Create(growing, new IdTableHeader(_folder.Set, Day, slotsLog2));
        var (count, sum) = (0L, 0UL);
        try
        {
            if (_keys is { } keys)
            {
                foreach (ref readonly var slot in keys.Slots)
                {
                    var added = grown.TryAdd(slot.Key, slot.Word) ? 1 : 0;
                    count += added;
                    sum = unchecked(sum + ((ulong)added * IdSlot.Check(slot.Word)));
                }
            }
            else
            {
                PositionOrder.Visit(old, _end, word => Copy(word, grown, ref count, ref sum));
            }

            File.Move(growing, _folder.PendingPath(Day), overwrite: true);
        }
        catch
        {
            grown.Dispose();
            throw;
        }

        (_slots, _isPending, _count, _sum, IsDirty) = (grown, true, count, sum, true);
        old.Dispose();
    }

    /// <summary>Copies a slot under each id of its entry that it stands for; one that stands for none is a left-over and is dropped.</summary>
    private void Copy(ulong word, SlotMap target, ref long count, ref ulong sum)
    {
        var position = IdSlot.Position(word);
        if (position >= _folder.KnownSize)
        {
            return;
        }

        var ids = _folder.Reader(position);
        if (IdDay.Of(ids.EventTimeMicros) != Day)
        {
            return;
        }

        var added = IdSlot.HasTagOf(word, ids.RecordId) && target.TryAdd(ids.RecordId, word) ? 1 : 0;
        added += ids.Value is { } value && IdSlot.HasTagOf(word, value) && target.TryAdd(value, word) ? 1 : 0;
        count += added;
        sum = unchecked(sum + ((ulong)added * IdSlot.Check(word)));
    }
}
