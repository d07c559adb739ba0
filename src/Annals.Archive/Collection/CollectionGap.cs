namespace Annals.Archive;

/// <summary>What is missing, as far as a collector can know.</summary>
/// <param name="Id">Identity of the gap: that of the receipt that opened it.</param>
/// <param name="Stream">Where.</param>
/// <param name="Kind">Why, one of <see cref="GapKind"/>.</param>
/// <param name="From">What was published from this moment on may be missing.</param>
/// <param name="To">First moment behind it.</param>
/// <param name="Content">The blob that is missing, if it is one.</param>
/// <param name="Reason">A sentence.</param>
/// <param name="Opened">When it was noted, UTC.</param>
/// <param name="Closed">When it was filled, UTC; null while it is open.</param>
/// <param name="How">How it was filled; null while it is open.</param>
public sealed record CollectionGap(
    Guid Id, CollectionStream Stream, string Kind, DateTimeOffset From, DateTimeOffset To, string? Content, string Reason, DateTimeOffset Opened, DateTimeOffset? Closed = null, string? How = null)
{
    /// <summary>Whether it is open.</summary>
    public bool IsOpen => Closed is null;
}

/// <summary>Kinds of gaps.</summary>
public static class GapKind
{
    /// <summary>A blob was listed and could not be fetched, or not read whole, before it expired.</summary>
    public const string Content = "content";

    /// <summary>A time was out of the source's reach before it was read.</summary>
    public const string OutOfReach = "out-of-reach";

    /// <summary>The source made nothing, since the subscription was not enabled.</summary>
    public const string Disabled = "disabled";
}
