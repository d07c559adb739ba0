using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Server.Access;

namespace Annals.Server.Api.SavedSearches;

/// <summary>A search to be kept.</summary>
/// <param name="Name">Unique among the caller's.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Query">The query (docs/query.md); empty for all records.</param>
/// <param name="Columns">Columns to show, in their order; missing or empty for the default ones.</param>
/// <param name="From">Only what occurred at this time or later: absolute, or relative to when it is run, such as <c>now-7d</c>.</param>
/// <param name="To">Only what occurred before this time.</param>
/// <param name="Shared">Whether everybody of the tenant sees it.</param>
internal sealed record SavedSearchRequest(
    string Name, string Description = "", string Query = "", IReadOnlyList<string>? Columns = null, string? From = null, string? To = null, bool Shared = false);

/// <summary>A search that is kept.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">Unique among its owner's.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="Query">The query in canonical form; <c>now</c> stays <c>now</c>.</param>
/// <param name="Columns">Columns to show; empty for the default ones.</param>
/// <param name="From">Begin of the time range; null for no bound.</param>
/// <param name="To">End of the time range; null for no bound.</param>
/// <param name="Shared">Whether everybody of the tenant sees it.</param>
/// <param name="Owner">Name of its owner.</param>
/// <param name="Own">Whether it is the caller's own, so that the caller may change it.</param>
/// <param name="Version">Counts its changes; the entity tag of the answer holds it.</param>
/// <param name="Created">When it was added.</param>
/// <param name="Changed">When it was last changed.</param>
internal sealed record SavedSearchView(
    Guid Id, string Name, string Description, string Query, IReadOnlyList<string> Columns, string? From, string? To, bool Shared, string Owner, bool Own, long Version,
    DateTimeOffset Created, DateTimeOffset Changed)
{
    public static SavedSearchView Of(SavedSearch search, Caller caller) => new(
        search.Id, search.Content.Name, search.Content.Description, search.Content.Query, search.Content.Columns, search.Content.From, search.Content.To, search.Content.IsShared,
        search.OwnerName, search.Owner == caller.Id, search.Version, search.Created, search.Changed);
}

/// <summary>Searches that the caller sees, by name.</summary>
internal sealed record SavedSearchList(IReadOnlyList<SavedSearchView> Searches);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(SavedSearchRequest))]
[JsonSerializable(typeof(SavedSearchView))]
[JsonSerializable(typeof(SavedSearchList))]
internal sealed partial class SavedSearchJson : JsonSerializerContext;
