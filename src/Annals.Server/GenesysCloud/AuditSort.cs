using Annals.Index;

namespace Annals.Server.GenesysCloud;

/// <summary>An order of results (AuditQuerySort).</summary>
/// <param name="Name">Always <see cref="Timestamp"/>.</param>
/// <param name="SortOrder"><see cref="Ascending"/> or <see cref="Descending"/>.</param>
internal sealed record AuditSort(string Name, string SortOrder)
{
    public const string Timestamp = "Timestamp";
    public const string Ascending = "ascending";
    public const string Descending = "descending";

    /// <summary>The canonical word of an order; null when it is none. The real service takes short words too, in any case.</summary>
    public static string? Canonical(string order) => order.ToUpperInvariant() switch
    {
        "ASC" or "ASCENDING" => Ascending,
        "DESC" or "DESCENDING" => Descending,
        _ => null,
    };

    /// <summary>The order that a list of sorts asks for: the first one decides, none means newest first.</summary>
    public static SearchOrder OrderOf(IReadOnlyList<AuditSort>? sort) => sort is [{ SortOrder: Ascending }, ..] ? SearchOrder.OldestFirst : SearchOrder.NewestFirst;
}
