using Annals.Log;

namespace Annals.Archive.Ids;

/// <summary>
/// The keys of all slots of a table that was made a moment ago, in the order in which they were filled: while they are at hand the table grows without reading
/// ids back from the log. Forgotten with the mapping, and when there are many.
/// </summary>
internal sealed class SlotKeys
{
    /// <summary>More take too much memory; by then a table seldom grows.</summary>
    private const int CountMax = 1 << 18;

    private (Digest16 Key, ulong Word)[] _slots = new (Digest16, ulong)[256];
    private int _count;

    /// <summary>Memory that they take.</summary>
    public unsafe long Bytes => (long)_slots.Length * sizeof((Digest16, ulong));

    /// <summary>The slots so far.</summary>
    public ReadOnlySpan<(Digest16 Key, ulong Word)> Slots => _slots.AsSpan(0, _count);

    /// <summary>Takes a further slot.</summary>
    /// <returns>Null when there are too many.</returns>
    public SlotKeys? With(in Digest16 key, ulong word)
    {
        if (_count == CountMax)
        {
            return null;
        }

        if (_count == _slots.Length)
        {
            Array.Resize(ref _slots, _slots.Length * 2);
        }

        _slots[_count++] = (key, word);
        return this;
    }
}
