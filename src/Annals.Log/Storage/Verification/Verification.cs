using System.Globalization;

namespace Annals.Log;

/// <summary>What verifying a whole log found.</summary>
public abstract record Verification
{
    private Verification()
    {
    }

    /// <summary>Positions that were looked at.</summary>
    public long Size { get; init; }

    /// <summary>The published checkpoint, if it could be read and its signature is good.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>Positions whose payload was erased; their entries stay proven.</summary>
    public long ErasedCount { get; init; }

    /// <summary>Whether the log was stopped cleanly, so that every byte of its files was accounted for.</summary>
    public bool WasClean { get; init; }

    /// <summary>What is worth saying and no damage, such as an unfinished group at the end of a log in use.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Verdict in words.</summary>
    public abstract string Text { get; }

    /// <summary>Everything fits: payloads, entries, tree, root, signature and files, and the older checkpoints that were given.</summary>
    /// <param name="OlderCheckpoints">Checkpoints from outside with which the log was found consistent.</param>
    public sealed record Consistent(IReadOnlyList<Checkpoint> OlderCheckpoints) : Verification
    {
        /// <inheritdoc/>
        public override string Text => OlderCheckpoints.Count == 0
            ? "consistent with itself; no outside evidence"
            : string.Create(CultureInfo.InvariantCulture, $"consistent with itself and with the checkpoint of {OlderCheckpoints.Max(older => older.Size)} positions from outside");
    }

    /// <summary>Something was altered, is missing or was added.</summary>
    /// <param name="Faults">All of it, by file and place.</param>
    /// <param name="IsRootProven">Whether the signed root still follows from what is stored: then all positions below the checkpoint's size that no fault names are proven.</param>
    public sealed record Broken(IReadOnlyList<LogFault> Faults, bool IsRootProven) : Verification
    {
        /// <inheritdoc/>
        public override string Text => IsRootProven
            ? $"altered in {Faults.Count} places; every other position below {Checkpoint!.Size} is proven by the signed checkpoint"
            : $"altered in {Faults.Count} places; the signed root could not be reached, so nothing is proven";
    }
}

/// <summary>A place in a log that is not as it was written.</summary>
/// <param name="File">Name relative to the log's folder.</param>
/// <param name="Offset">Byte in the file, or -1 when the whole file is meant.</param>
/// <param name="First">First position affected, or -1 when none is known.</param>
/// <param name="Last">Last position affected, or -1.</param>
/// <param name="Reason">What does not fit, without a full stop.</param>
public sealed record LogFault(string File, long Offset, long First, long Last, string Reason)
{
    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        var place = Offset < 0 ? File : string.Create(CultureInfo.InvariantCulture, $"{File} at byte {Offset}");
        var positions = First < 0 ? string.Empty : First == Last
            ? string.Create(CultureInfo.InvariantCulture, $", #{First}")
            : string.Create(CultureInfo.InvariantCulture, $", #{First} to #{Last}");
        return $"{place}{positions}: {Reason}";
    }
}

/// <summary>How far verification has come.</summary>
/// <param name="Checked">Positions checked.</param>
/// <param name="Total">Positions to check.</param>
public readonly record struct VerifyProgress(long Checked, long Total);

/// <summary>How to verify.</summary>
public sealed class VerifyOptions
{
    /// <summary>Threads, 1 or more; default: one for each processor.</summary>
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>Told now and then, on any thread.</summary>
    public IProgress<VerifyProgress>? Progress { get; set; }

    /// <summary>Signed checkpoints of this log that were kept outside of it: the log must have grown out of each.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> OlderCheckpoints { get; set; } = [];
}
