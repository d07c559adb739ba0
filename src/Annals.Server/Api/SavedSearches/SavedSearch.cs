namespace Annals.Server.Api.SavedSearches;

/// <summary>A search that somebody keeps. Its text is what was asked, never what was found.</summary>
/// <param name="Id">Names it in addresses.</param>
/// <param name="Tenant">The tenant it belongs to.</param>
/// <param name="Owner">Id of the caller that keeps it; only this one changes it.</param>
/// <param name="OwnerName">The owner's name when it was last changed.</param>
/// <param name="Content">What is kept.</param>
/// <param name="Version">Counts the changes, from 1.</param>
/// <param name="Created">When it was added, UTC.</param>
/// <param name="Changed">When it was last changed, UTC.</param>
internal sealed record SavedSearch(Guid Id, Guid Tenant, string Owner, string OwnerName, SavedSearchContent Content, long Version, DateTimeOffset Created, DateTimeOffset Changed);

/// <summary>What the owner decides.</summary>
/// <param name="Name">Unique among the owner's.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="Query">Canonical form; <c>now</c> stays <c>now</c>.</param>
/// <param name="Columns">Columns to show, in their order; empty for the default ones.</param>
/// <param name="From">Begin of the time range as a query writes it, absolute or relative; null for no bound.</param>
/// <param name="To">End of the time range; null for no bound.</param>
/// <param name="IsShared">Whether everybody of the tenant sees it.</param>
internal sealed record SavedSearchContent(string Name, string Description, string Query, IReadOnlyList<string> Columns, string? From, string? To, bool IsShared);
