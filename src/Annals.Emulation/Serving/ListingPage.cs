namespace Annals.Emulation;

/// <summary>What is left of a listing behind a page.</summary>
/// <param name="Stream">Its content type.</param>
/// <param name="Start">Begin of its window, as clients sent it.</param>
/// <param name="End">End of its window.</param>
/// <param name="Items">The items of the pages to come.</param>
/// <param name="Authorization">The token that asked for the page before.</param>
internal sealed record ListingPage(string Stream, string Start, string End, IReadOnlyList<ListedItem> Items, string Authorization)
{
    /// <summary>The token that is good no more for this listing (F13); null for none.</summary>
    public string? Revoked { get; set; }
}
