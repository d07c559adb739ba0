using Annals.Index.Columns;

namespace Annals.Index;

/// <summary>
/// The index file could not be read although it had been opened: a block of it was changed from outside. Nothing is lost, since the index is derived:
/// close it, delete the file and feed a new one from the log.
/// </summary>
public sealed class IndexDamagedException : Exception
{
    /// <summary>Says what was attempted and what the database answered.</summary>
    /// <param name="message">A sentence for people.</param>
    /// <param name="innerException">The cause, if another exception was it.</param>
    public IndexDamagedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the disk was full, so that the index need not be made anew: with more room it goes on from what it covers.</summary>
    public bool IsDiskFull => InnerException is DuckException { IsDiskFull: true };
}
