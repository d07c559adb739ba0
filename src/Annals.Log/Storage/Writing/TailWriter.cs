namespace Annals.Log.Storage;

/// <summary>
/// Takes records into the tail, closed frames and full bundles from there to the segment files, and the write-ahead log to a new file when it
/// is long. Called under the log's commit gate, except for <see cref="GroupCommitted"/>, which is called on the writing thread of a bulk append.
/// </summary>
/// <remarks>The tail's own gate guards each change of the tail against readers; it is never held while something is encoded or written.</remarks>
internal sealed class TailWriter(LiveTail tail, Sealer sealer, Journal journal, RecordedClock clock, FirstFailure failure, GrowthSignal growth, LogOptions options)
{
    private long durableSize;

    /// <summary>Positions that survive whatever happens. Read by anybody.</summary>
    public long DurableSize => Volatile.Read(ref durableSize);

    /// <summary>Makes a durable group readable, and moves full bundles to the segments.</summary>
    public void Take(AppendGroup group)
    {
        for (var i = 0; i < group.Count; i++)
        {
            AddDurable(group.Entry(i), group.Salt(i), group.Payload(i));
        }

        MarkDurable();
        RollIfLong();
    }

    /// <summary>Adds a record that the write-ahead log holds already, and writes what that completes. To be followed by <see cref="MarkDurable"/>.</summary>
    public void AddDurable(ReadOnlySpan<byte> entry, PayloadSalt salt, ReadOnlySpan<byte> payload)
    {
        FrameBuilder? closed;
        lock (tail.Gate)
        {
            closed = tail.CloseFrameFor(payload.Length);
        }

        if (closed is not null)
        {
            Sealer.Encode(closed, options.FrameSealed);
            sealer.Write(closed, tail.Current);
        }

        BundleBuilder? full;
        lock (tail.Gate)
        {
            tail.Add(entry, salt, payload);
            full = tail.CloseBundle();
        }

        if (full is not null)
        {
            var last = LastFrame(full);
            Sealer.Encode(last, options.FrameSealed);
            sealer.Write(last, full);
            full.Encode();
            sealer.Write(full, options.BundlesPerGroup);
        }
    }

    /// <summary>Tells that the write-ahead log or the segments hold everything in the tail.</summary>
    public void MarkDurable() => SetDurable(tail.Size);

    /// <summary>Adds a record and posts what that completes. Durable with <see cref="CommitBulk"/>, or with a group of the pipeline.</summary>
    /// <returns>The record's position and recorded time.</returns>
    public AddedRecord AddInBulk(in NewEntry entry, in PayloadSeal seal, BulkPipeline pipeline)
    {
        FrameBuilder? closed;
        lock (tail.Gate)
        {
            closed = tail.CloseFrameFor(entry.Payload.Length);
        }

        if (closed is not null)
        {
            pipeline.Post(closed, tail.Current);
        }

        BundleBuilder? full;
        var recorded = clock.Next();
        lock (tail.Gate)
        {
            tail.Add(entry, seal, recorded);
            full = tail.CloseBundle();
        }

        var added = new AddedRecord(tail.Size - 1, recorded);
        if (full is not null)
        {
            // The last frame is the one that has not been posted; nothing adds to or takes from it here.
            pipeline.Post(LastFrame(full), full);
            pipeline.Post(full);
        }

        if (full is not null || closed is not null)
        {
            WaitForRoom(pipeline);
        }

        return added;
    }

    /// <summary>Makes all that was added in bulk durable: full bundles in segments, the rest in the write-ahead log.</summary>
    public void CommitBulk(BulkPipeline pipeline)
    {
        pipeline.Drain();
        var from = Math.Max(DurableSize, sealer.SealedSize);
        if (from < tail.Size)
        {
            journal.Write(writer => tail.CopyTo(writer, from, tail.Size));
            MarkDurable();
        }

        RollIfLong();
    }

    /// <summary>Takes note of a group that the pipeline committed. On the writing thread of a bulk append.</summary>
    public void GroupCommitted()
    {
        if (sealer.SealedSize > DurableSize)
        {
            SetDurable(sealer.SealedSize);
        }

        if (DurableSize == sealer.SealedSize)
        {
            RollIfLong();
        }
    }

    private void SetDurable(long size)
    {
        Volatile.Write(ref durableSize, size);
        growth.Wake();
    }

    private void RollIfLong()
    {
        // Not while full bundles wait for their commit: their records lie in this file only.
        if (journal.Position > options.WalFileBytes + (2 * UnsealedBytes()) && sealer.PendingBundles == 0)
        {
            journal.Roll(writer => tail.CopyTo(writer, sealer.SealedSize, Math.Max(sealer.SealedSize, DurableSize)));
        }
    }

    private FrameBuilder LastFrame(BundleBuilder bundle)
    {
        lock (tail.Gate)
        {
            return bundle.Frames[^1];
        }
    }

    private void WaitForRoom(BulkPipeline pipeline)
    {
        try
        {
            pipeline.WaitForRoom();
        }
        catch (LogFailedException e)
        {
            failure.Keep(e);
            throw;
        }
    }

    private long UnsealedBytes()
    {
        lock (tail.Gate)
        {
            return tail.Current.Frames.Sum(frame => (long)frame.PayloadLength) + tail.Current.Slots.Sum(slot => (long)slot.Length);
        }
    }
}
