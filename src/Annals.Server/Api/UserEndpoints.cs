using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Server.Access;
using Annals.Server.Accounts;
using Annals.Server.Api.Reading;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Annals.Server.Api;

/// <summary><c>/v1/users</c>: the people of the caller's tenant. An administrator never learns a password: a new user gets a one-time link to set one.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/users").RequireScope(Scopes.Admin).WithTags("Access");
        group.MapGet("", List).WithName("ListUsers");
        group.MapPost("", AddAsync).Accepts<NewUser>("application/json").WithName("AddUser");
        group.MapPatch("/{id:guid}", ChangeAsync).Accepts<UserChange>("application/json").WithName("ChangeUser");
        group.MapDelete("/{id:guid}", Remove).WithName("RemoveUser");
        group.MapPost("/{id:guid}/link", MakeLink).WithName("MakeUserLink");
    }

    private static JsonHttpResult<UserList> List(HttpContext context, UserStore users) =>
        TypedResults.Json(new UserList([.. users.Of(context.Caller().Tenant).Select(Describe)]), UserJson.Default.UserList);

    private static async Task<JsonHttpResult<UserWithLink>> AddAsync(HttpContext context, UserStore users, OneTimeLinks links, AccessChangeWriter receipts, PublicAddress address)
    {
        var caller = context.Caller();
        var asked = await JsonBody.ReadAsync(context, UserJson.Default.NewUser);
        if (UserRules.FaultOf(asked.Name, asked.Roles) is { } fault)
        {
            throw RequestException.BadRequest(fault);
        }

        receipts.CheckWritable(caller.Tenant);
        var user = users.Add(caller.Tenant, asked.Name, asked.Roles, passwordHash: null, caller.Actor());
        var link = links.Of(user, caller.Actor());
        receipts.WriteAll(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new UserWithLink(Describe(user), link.At(address.Of(context.Request)), link.Expires), UserJson.Default.UserWithLink, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<JsonHttpResult<UserView>> ChangeAsync(HttpContext context, Guid id, UserStore users, AccessChangeWriter receipts)
    {
        var caller = context.Caller();
        var asked = await JsonBody.ReadAsync(context, UserJson.Default.UserChange);
        if (asked.Roles is not null && UserRules.FaultOf(asked.Roles) is { } fault)
        {
            throw RequestException.BadRequest(fault);
        }

        receipts.CheckWritable(caller.Tenant);
        var user = users.Change(caller.Tenant, id, asked.Roles, asked.Disabled, caller.Actor()) ?? throw Missing();
        receipts.WriteAll(context.RequestAborted);
        return TypedResults.Json(Describe(user), UserJson.Default.UserView);
    }

    private static NoContent Remove(HttpContext context, Guid id, UserStore users, AccessChangeWriter receipts)
    {
        var caller = context.Caller();
        receipts.CheckWritable(caller.Tenant);
        if (!users.Remove(caller.Tenant, id, caller.Actor()))
        {
            throw Missing();
        }

        receipts.WriteAll(context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static JsonHttpResult<UserWithLink> MakeLink(HttpContext context, Guid id, UserStore users, OneTimeLinks links, AccessChangeWriter receipts, PublicAddress address)
    {
        var caller = context.Caller();
        receipts.CheckWritable(caller.Tenant);
        var user = users.Find(caller.Tenant, id)?.User ?? throw Missing();
        if (user.Provider is not null)
        {
            throw RequestException.Conflict("The user signs in at the provider, which keeps the password.");
        }

        var link = links.Of(user, caller.Actor());
        receipts.WriteAll(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new UserWithLink(Describe(user), link.At(address.Of(context.Request)), link.Expires), UserJson.Default.UserWithLink);
    }

    private static RequestException Missing() => RequestException.NotFound("The tenant has no user with this id.");

    private static UserView Describe(User user) => new(user.Id, user.Name, user.Roles, user.Created, user.IsDisabled, user.HasPassword, user.Provider);
}

/// <summary>A user.</summary>
internal sealed record UserView(Guid Id, string Name, IReadOnlyList<string> Roles, DateTimeOffset Created, bool Disabled, bool HasPassword, string? Provider);

/// <summary>Users of a tenant, by name.</summary>
internal sealed record UserList(IReadOnlyList<UserView> Users);

/// <summary>A user to be added.</summary>
internal sealed record NewUser(string Name, IReadOnlyList<string> Roles);

/// <summary>What to change of a user; what is missing stays.</summary>
internal sealed record UserChange(IReadOnlyList<string>? Roles = null, bool? Disabled = null);

/// <summary>A user and the link by which it sets a password, which cannot be had again.</summary>
internal sealed record UserWithLink(UserView User, Uri Link, DateTimeOffset Expires);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, AllowDuplicateProperties = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(UserList))]
[JsonSerializable(typeof(NewUser))]
[JsonSerializable(typeof(UserChange))]
[JsonSerializable(typeof(UserWithLink))]
[JsonSerializable(typeof(UserView))]
internal sealed partial class UserJson : JsonSerializerContext;
