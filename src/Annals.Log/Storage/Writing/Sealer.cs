namespace Annals.Log.Storage;

/// <summary>
/// Takes closed frames and full bundles to the segment files and commits them in groups. Used by one thread at a time,
/// except for <see cref="Encode(FrameBuilder, FrameObserver?)"/>, which any thread may call.
/// </summary>
internal sealed class Sealer(SegmentAppender appender, LiveTail tail, Journal journal)
{
    private long sealedSize = appender.Committed.SealedSize;

    /// <summary>Positions that are committed to segments.</summary>
    public long SealedSize => Volatile.Read(ref sealedSize);

    public int PendingBundles => appender.PendingBundles;

    public static void Encode(FrameBuilder frame, FrameObserver? observer)
    {
        frame.Encode();
        observer?.Invoke(new SealedFrame(frame));
    }

    /// <summary>Writes an encoded frame, the oldest unwritten one of its bundle.</summary>
    public void Write(FrameBuilder frame, BundleBuilder bundle) => tail.Wrote(bundle, appender.WriteFrame(frame));

    /// <summary>Writes an encoded bundle, all of whose frames are written.</summary>
    /// <param name="bundle">The oldest full one.</param>
    /// <param name="bundlesPerGroup">Bundles after which they are committed.</param>
    /// <returns>Whether a group was committed.</returns>
    public bool Write(BundleBuilder bundle, int bundlesPerGroup)
    {
        appender.WriteBundle(bundle);
        tail.WroteBundle();
        if (appender.PendingBundles < bundlesPerGroup && !appender.IsSegmentFull)
        {
            return false;
        }

        CommitGroup();
        return true;
    }

    /// <summary>Makes all written bundles durable and commits them.</summary>
    public void CommitGroup()
    {
        if (appender.PendingBundles == 0)
        {
            return;
        }

        var lengths = appender.Sync();
        journal.WriteLengths(lengths);
        appender.Commit(lengths);
        Volatile.Write(ref sealedSize, lengths.SealedSize);
    }
}
