using System.Globalization;
using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Storage;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Api.SavedSearches;

/// <summary><c>/v1/searches</c>: searches that callers keep for themselves, or share with their tenant. Two editors do not overwrite each other: a change names the version it was made from.</summary>
internal static class SavedSearchEndpoints
{
    public static void AddSavedSearches(this IServiceCollection services)
    {
        services.AddSingleton(SavedSearchStore.Schema);
        services.AddSingleton<SavedSearchStore>();
    }

    public static void MapSavedSearches(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/searches").RequireScope(Scopes.RecordsRead).WithTags("Saved searches");
        group.MapGet("", List).WithName("ListSavedSearches");
        group.MapPost("", AddAsync).WithName("CreateSavedSearch");
        group.MapGet("/{id:guid}", Get).WithName("GetSavedSearch");
        group.MapPut("/{id:guid}", ChangeAsync).WithName("ChangeSavedSearch");
        group.MapDelete("/{id:guid}", Remove).WithName("RemoveSavedSearch");
    }

    private static JsonHttpResult<SavedSearchList> List(HttpContext context, SavedSearchStore store)
    {
        var caller = context.Caller();
        return TypedResults.Json(new SavedSearchList([.. store.SeenBy(caller.Tenant, caller.Id).Select(search => SavedSearchView.Of(search, caller))]), SavedSearchJson.Default.SavedSearchList);
    }

    private static async Task<JsonHttpResult<SavedSearchView>> AddAsync(HttpContext context, TenantRegistry tenants, SavedSearchStore store, TimeProvider time)
    {
        var caller = context.Caller();
        var content = SavedSearchRules.Check(tenants.Of(caller), await JsonBody.ReadAsync(context, SavedSearchJson.Default.SavedSearchRequest));
        var now = time.GetUtcNow();
        var search = new SavedSearch(Guid.NewGuid(), caller.Tenant, caller.Id, caller.Name, content, 1, now, now);
        if (!Unique(content.Name, () => store.TryAdd(search, SavedSearchRules.PerOwnerMax)))
        {
            throw new RequestException(new ServerError(409, "too-many-searches", "There are too many saved searches", $"You keep {SavedSearchRules.PerOwnerMax} searches, which is the limit. Remove one that is not needed."));
        }

        context.Response.Headers.Location = $"/v1/searches/{search.Id}";
        return Answer(context, Found(store, caller, search.Id), StatusCodes.Status201Created);
    }

    private static JsonHttpResult<SavedSearchView> Get(Guid id, HttpContext context, SavedSearchStore store) => Answer(context, Found(store, context.Caller(), id));

    private static async Task<JsonHttpResult<SavedSearchView>> ChangeAsync(Guid id, HttpContext context, TenantRegistry tenants, SavedSearchStore store, TimeProvider time)
    {
        var caller = context.Caller();
        var search = Own(store, caller, id);
        var version = Version(context.Request) ?? throw new RequestException(new ServerError(428, "version-needed", "The version is needed", "Send If-Match with the entity tag of the answer that the change was made from."));
        var content = SavedSearchRules.Check(tenants.Of(caller), await JsonBody.ReadAsync(context, SavedSearchJson.Default.SavedSearchRequest));
        var changed = search with { Content = content, OwnerName = caller.Name, Version = version, Changed = time.GetUtcNow() };
        return Unique(content.Name, () => store.TryChange(changed)) ? Answer(context, Found(store, caller, id)) : throw Outdated();
    }

    private static NoContent Remove(Guid id, HttpContext context, SavedSearchStore store)
    {
        var search = Own(store, context.Caller(), id);
        return store.TryRemove(search, Version(context.Request)) ? TypedResults.NoContent() : throw Outdated();
    }

    private static SavedSearch Found(SavedSearchStore store, Caller caller, Guid id) =>
        store.Find(caller.Tenant, caller.Id, id) ?? throw RequestException.NotFound("There is no saved search with this id, or it is not shared with you.");

    private static SavedSearch Own(SavedSearchStore store, Caller caller, Guid id)
    {
        var search = Found(store, caller, id);
        return search.Owner == caller.Id
            ? search
            : throw new RequestException(ServerError.OfStatus(403) with { Detail = "Only its owner changes a saved search. Keep a copy of your own." });
    }

    private static bool Unique(string name, Func<bool> write)
    {
        try
        {
            return write();
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteErrors.Constraint)
        {
            throw new RequestException(new ServerError(409, "name-taken", "The name is taken", $"You keep a search \"{name}\" already. Choose another name, or change that one."));
        }
    }

    private static RequestException Outdated() =>
        new(new ServerError(412, "outdated", "Somebody else changed this meanwhile", "The saved search has another version than If-Match names. Get it again, and make the change from there."));

    /// <summary>The version of <c>If-Match</c>; null when there is none.</summary>
    private static long? Version(HttpRequest request)
    {
        var tag = request.Headers.IfMatch.ToString();
        if (tag.Length == 0)
        {
            return null;
        }

        return tag.Length > 2 && tag[0] == '"' && tag[^1] == '"' && long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw RequestException.BadRequest("If-Match holds one entity tag as an answer gave it, such as \"3\".");
    }

    private static JsonHttpResult<SavedSearchView> Answer(HttpContext context, SavedSearch search, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{search.Version}\"");
        return TypedResults.Json(SavedSearchView.Of(search, context.Caller()), SavedSearchJson.Default.SavedSearchView, statusCode: status);
    }
}
