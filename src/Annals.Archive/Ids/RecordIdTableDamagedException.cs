namespace Annals.Archive.Ids;

/// <summary>
/// An id table was found damaged after opening, by a look-up or an insertion that touched it for the first time.
/// The log is not affected: make new tables with <see cref="RecordIdTable.Create"/> and insert everything from the log.
/// </summary>
public sealed class RecordIdTableDamagedException : IOException
{
    /// <summary>Names the table and what does not fit.</summary>
    /// <param name="path">Full path of the damaged file.</param>
    /// <param name="finding">What was found against what was expected.</param>
    public RecordIdTableDamagedException(string path, string finding)
        : base($"The id table \"{path}\" is damaged: {finding}; it is derived from the log, run the reindex command to build it again.") =>
        Path = path;

    /// <summary>Full path of the damaged file.</summary>
    public string Path { get; }
}
