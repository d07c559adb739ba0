namespace Annals.Log;

/// <summary>A stored byte of the log is not as it was written. Nothing was changed: the folder can be read up to the damage, verified and restored.</summary>
public sealed class LogCorruptException : IOException
{
    /// <summary>Without details; prefer the other constructor.</summary>
    public LogCorruptException()
    {
    }

    /// <summary>With a message for people.</summary>
    public LogCorruptException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for people and its cause.</summary>
    public LogCorruptException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Names the place.</summary>
    /// <param name="file">The damaged file.</param>
    /// <param name="offset">Byte in that file where reading failed.</param>
    /// <param name="reason">What does not fit, without a full stop.</param>
    public LogCorruptException(string file, long offset, string reason)
        : base($"\"{file}\" is damaged at byte {offset}: {reason}. Nothing was changed. Run verify to see what is still proven, and restore the file from a backup.")
    {
        File = file;
        Offset = offset;
        Reason = reason;
    }

    /// <summary>The damaged file, or empty.</summary>
    public string File { get; } = string.Empty;

    /// <summary>Byte in the file where reading failed.</summary>
    public long Offset { get; }

    /// <summary>What does not fit, without a full stop.</summary>
    public string Reason { get; } = string.Empty;
}

/// <summary>Another process writes to the log.</summary>
public sealed class LogLockedException : IOException
{
    /// <summary>Without details; prefer the others.</summary>
    public LogLockedException()
    {
    }

    /// <summary>With a message for people.</summary>
    public LogLockedException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for people and its cause.</summary>
    public LogLockedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What the lock file says about its holder: "process 123", and its URL if it serves.</summary>
    public string Holder { get; private init; } = "another process";

    /// <summary>Where the holder serves, as <see cref="RecordLog.DescribeHolder"/> said; null when it does not, or has not said so yet.</summary>
    public Uri? Url { get; private init; }

    internal static LogLockedException HeldBy(string path, string holder, Uri? url, Exception? cause = null) =>
        new($"The log is in use by {holder}, which holds \"{path}\". Wait until it is done, or stop it.", cause!) { Holder = holder, Url = url };
}

/// <summary>
/// The system could not make written bytes durable. What it kept of them is unknown, so the process must end; the next
/// start rewrites what counts from the write-ahead log.
/// </summary>
public sealed class LogDurabilityException : IOException
{
    /// <summary>Without details; prefer the others.</summary>
    public LogDurabilityException()
    {
    }

    /// <summary>With a message for people.</summary>
    public LogDurabilityException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for people and its cause.</summary>
    public LogDurabilityException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static LogDurabilityException SyncFailed(string path, string reason) =>
        new($"Making \"{path}\" durable failed: {reason}. What was written last may be lost, so this process must end; check the disk and start again.");
}

/// <summary>An earlier write failed, so this log takes no more; nothing that was acknowledged is lost. Open it again.</summary>
public sealed class LogFailedException : IOException
{
    /// <summary>Without details; prefer the others.</summary>
    public LogFailedException()
    {
    }

    /// <summary>With a message for people.</summary>
    public LogFailedException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for people and its cause.</summary>
    public LogFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
