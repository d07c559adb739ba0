namespace Annals.Index;

/// <summary>What opening an index file came to.</summary>
public abstract record IndexOpening
{
    private IndexOpening()
    {
    }

    /// <summary>The index is usable; records from its covered size on have to be appended.</summary>
    /// <param name="Index">The index; the caller disposes it.</param>
    public sealed record Opened(IEventIndex Index) : IndexOpening;

    /// <summary>There is no file.</summary>
    public sealed record Missing : IndexOpening;

    /// <summary>The file cannot be used: damaged, of another log or format, or ahead of the log. Delete it and build a new one.</summary>
    /// <param name="Reason">A sentence for people.</param>
    public sealed record Unusable(string Reason) : IndexOpening;

    /// <summary>Another process holds the file.</summary>
    /// <param name="Reason">A sentence for people.</param>
    public sealed record InUse(string Reason) : IndexOpening;
}
