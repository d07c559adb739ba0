using System.Buffers;

namespace Annals.Log.Storage;

/// <summary>What checking one full bundle gave.</summary>
/// <param name="Root">Root of its entries; of an unreadable bundle the one that the file states, if any.</param>
/// <param name="Leaves">Its leaves, if wanted and readable.</param>
/// <param name="FirstMicros">Recorded time of its first entry; null when unreadable.</param>
/// <param name="LastMicros">Recorded time of its last entry.</param>
/// <param name="DataStart">Where its first frame begins; -1 when unreadable.</param>
/// <param name="DataEnd">Where its last frame ends.</param>
/// <param name="Erased">Payloads that were erased.</param>
internal sealed record BundleResult(TreeHash Root, TreeHash[] Leaves, long? FirstMicros, long LastMicros, long DataStart, long DataEnd, int Erased);

/// <summary>Checks full bundles: entries, payloads, commitments. Thread-safe.</summary>
internal sealed class BundleCheck(SegmentFile file, FaultList faults)
{
    public BundleResult Check(int index, bool keepLeaves)
    {
        var first = (file.Map.Segment * LogLimits.SegmentSize) + ((long)index * LogLimits.BundleSize);
        var offset = file.Map.Offset(index);
        if (ReadBundle(index, first) is not { } bundle)
        {
            return new BundleResult(file.Map.Root(index), [], null, 0, -1, -1, 0);
        }

        Span<TreeHash> nodes = stackalloc TreeHash[LogLimits.BundleSize];
        bundle.Leaves().CopyTo(nodes);
        var root = MerkleHash.Fold(nodes);
        if (root != file.Map.Root(index) || root != bundle.Root)
        {
            faults.Add(file.TreePath, offset, "the entries do not hash to the root that the file states for their bundle", first, first + LogLimits.BundleSize - 1);
        }

        CheckTimes(bundle, first, offset);
        var (start, end, erased) = CheckPayloads(index, bundle, first);
        return new BundleResult(
            root,
            keepLeaves ? bundle.Leaves().ToArray() : [],
            EntryBytes.RecordedMicros(bundle.Entry(0)),
            EntryBytes.RecordedMicros(bundle.Entry(LogLimits.BundleSize - 1)),
            start,
            end,
            erased);
    }

    private Bundle? ReadBundle(int index, long first)
    {
        var offset = file.Map.Offset(index);
        var length = file.Map.Length(index);
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var stored = bytes.AsSpan(0, length);
            stored = stored[..file.ReadTree(offset, stored)];
            if (Bundle.Decode(stored, checkCrc: true, out var reason) is { } good)
            {
                if (good.First == first)
                {
                    return good;
                }

                reason = $"the bundle of position {good.First} stands in the place of that of {first}";
            }

            return Salvage(stored, first, offset, reason);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>A bundle whose checksum is wrong may still hold the right entries.</summary>
    private Bundle? Salvage(ReadOnlySpan<byte> stored, long first, long offset, string reason)
    {
        var last = first + LogLimits.BundleSize - 1;
        if (Bundle.Decode(stored, checkCrc: false, out _) is { } bundle && bundle.First == first)
        {
            Span<TreeHash> nodes = stackalloc TreeHash[LogLimits.BundleSize];
            bundle.Leaves().CopyTo(nodes);
            if (MerkleHash.Fold(nodes) == bundle.Root)
            {
                faults.Add(file.TreePath, offset, $"{reason}; the entries of #{first} to #{last} themselves are whole");
                return bundle;
            }
        }

        faults.Add(file.TreePath, offset, reason, first, last);
        return null;
    }

    private void CheckTimes(Bundle bundle, long first, long offset)
    {
        var previous = long.MinValue;
        for (var i = 0; i < LogLimits.BundleSize; i++)
        {
            var recorded = EntryBytes.RecordedMicros(bundle.Entry(i));
            if (recorded < previous)
            {
                faults.Add(file.TreePath, offset, "the recorded time goes back", first + i, first + i);
            }

            previous = recorded;
        }
    }

    private (long Start, long End, int Erased) CheckPayloads(int index, Bundle bundle, long first)
    {
        var slots = Slots(index, bundle, first);
        var erased = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            if (i > 0 && slots[i].Offset != slots[i - 1].Offset + slots[i - 1].Length)
            {
                faults.Add(file.DataPath, slots[i].Offset, "payload frames do not follow each other without gap", first + slots[i].FirstInBundle, first + slots[i].FirstInBundle + slots[i].Count - 1);
            }

            erased += CheckFrame(bundle, slots[i], first);
        }

        return slots.Length == 0 ? (-1, -1, 0) : (slots[0].Offset, slots[^1].Offset + slots[^1].Length, erased);
    }

    private FrameSlot[] Slots(int index, Bundle bundle, long first)
    {
        try
        {
            return file.Slots(index, bundle);
        }
        catch (LogCorruptException e)
        {
            faults.Add(e, first, first + LogLimits.BundleSize - 1);
            return [];
        }
    }

    private int CheckFrame(Bundle bundle, FrameSlot slot, long bundleFirst)
    {
        var first = bundleFirst + slot.FirstInBundle;
        var last = first + slot.Count - 1;
        if (slot.Length > file.DataLength - slot.Offset)
        {
            faults.Add(file.DataPath, slot.Offset, "the file ends before the payload frame", first, last);
            return 0;
        }

        var bytes = ArrayPool<byte>.Shared.Rent(slot.Length);
        try
        {
            var stored = bytes.AsSpan(0, slot.Length);
            stored = stored[..file.ReadData(slot.Offset, stored)];
            using var frame = Frame.Decode(stored, checkCrc: true, out var reason);
            if (frame is not null && frame.First == first && frame.Count == slot.Count)
            {
                return CheckCommitments(frame, bundle, slot);
            }

            Accuse(stored, bundle, slot, first, last, frame is null ? reason : "the frame of other positions stands there");
            return 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Finds out which payloads of a damaged frame are altered.</summary>
    private void Accuse(ReadOnlySpan<byte> stored, Bundle bundle, FrameSlot slot, long first, long last, string reason)
    {
        using var frame = Frame.Decode(stored, checkCrc: false, out _);
        if (frame is null || frame.First != first || frame.Count != slot.Count)
        {
            faults.Add(file.DataPath, slot.Offset, reason, first, last);
            return;
        }

        var before = faults.Count;
        CheckCommitments(frame, bundle, slot);
        if (faults.Count == before)
        {
            faults.Add(file.DataPath, slot.Offset, $"{reason}; the payloads of #{first} to #{last} themselves are whole");
        }
    }

    private int CheckCommitments(Frame frame, Bundle bundle, FrameSlot slot)
    {
        var erased = 0;
        for (var i = 0; i < frame.Count; i++)
        {
            var entry = bundle.Entry(slot.FirstInBundle + i);
            if (frame.IsErased(i))
            {
                erased++;
                if (frame.Record(i).Length > 0 || frame.Salt(i) != default)
                {
                    faults.Add(file.DataPath, slot.Offset, "an erased record still has a payload or a salt", frame.First + i, frame.First + i);
                }
            }
            else if (EntryBytes.PayloadLength(entry) != (uint)frame.Record(i).Length || PayloadSeal.Commit(frame.Salt(i), frame.Record(i)) != EntryBytes.Commitment(entry))
            {
                faults.Add(file.DataPath, slot.Offset, "the payload is not the one that its entry commits to", frame.First + i, frame.First + i);
            }
        }

        return erased;
    }
}
