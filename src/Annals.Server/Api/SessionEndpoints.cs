using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Accounts;
using Annals.Server.Api.Reading;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Annals.Server.Api;

/// <summary><c>/v1/session</c>: signing in and out of people, and their sessions.</summary>
internal static class SessionEndpoints
{
    private static readonly TimeSpan ProviderRetry = TimeSpan.FromSeconds(10);

    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1").WithTags("Access");
        group.MapPost("/session", SignInAsync).AllowAnonymous().SignsIn().Accepts<SignInRequest>("application/json").WithName("SignIn");
        group.MapPost("/session/link", UseLinkAsync).AllowAnonymous().SignsIn().Accepts<LinkRequest>("application/json").WithName("UseLink");
        group.MapGet("/session/provider", StartAtProviderAsync).AllowAnonymous().GivesTokens().WithName("SignInAtProvider");
        group.MapGet("/session", Get).RequireCaller().WithName("GetSession");
        group.MapDelete("/session", SignOut).RequireCaller().WithName("SignOut");
        group.MapPut("/session/password", ChangePasswordAsync).RequireCaller().Accepts<PasswordRequest>("application/json").WithName("ChangePassword");
        group.MapGet("/sessions", List).RequireCaller().WithName("ListSessions");
        group.MapDelete("/sessions/{id:guid}", End).RequireCaller().WithName("EndSession");
    }

    private static async Task<JsonHttpResult<SessionView>> SignInAsync(HttpContext context, SignInDesk desk, SessionStore sessions, TenantRegistry tenants, Antiforgery antiforgery)
    {
        var asked = await JsonBody.ReadAsync(context, SessionJson.Default.SignInRequest);
        var user = await desk.SignInAsync(asked.Tenant ?? TenantName.Default.ToString(), asked.Name, asked.Password, ClientAddress.NetworkOf(context), context.RequestAborted);
        return Begin(context, user, sessions, tenants, antiforgery);
    }

    private static async Task<JsonHttpResult<SessionView>> UseLinkAsync(HttpContext context, OneTimeLinks links, UserStore users, Passwords passwords, SessionStore sessions, TenantRegistry tenants, AccessChangeWriter receipts, Antiforgery antiforgery)
    {
        var asked = await JsonBody.ReadAsync(context, SessionJson.Default.LinkRequest);
        var target = links.Find(asked.Token) ?? throw VoidLink();
        var user = target.User is { } id ? users.Find(target.Tenant, id)?.User : null;
        if (tenants.Find(target.Tenant) is null || user is { IsDisabled: true } || (target.User is not null && user is null))
        {
            throw VoidLink();
        }

        var name = user?.Name ?? asked.Name ?? "";
        var faultOfName = user is null ? UserRules.FaultOf(name, [Scopes.Administrator]) : null;
        if ((faultOfName ?? UserRules.FaultOfPassword(asked.Password, name)) is { } fault)
        {
            throw RequestException.BadRequest(fault);
        }

        receipts.CheckWritable(target.Tenant);
        var hash = await passwords.HashAsync(asked.Password, context.RequestAborted);
        if (!links.TakeAway(asked.Token))
        {
            throw VoidLink();
        }

        var admitted = user is null
            ? users.AddFirst(target.Tenant, name, hash) ?? throw VoidLink()
            : users.SetPassword(user.Tenant, user.Id, hash, new Actor(user.Name) { Id = user.Id.ToString(), Type = "user" }) ?? throw VoidLink();
        receipts.WriteAll(context.RequestAborted);
        return Begin(context, users.Find(admitted.Id) ?? throw VoidLink(), sessions, tenants, antiforgery);
    }

    private static async Task StartAtProviderAsync(HttpContext context, IOptions<OpenIdOptions> options)
    {
        if (!options.Value.IsOn)
        {
            throw RequestException.NotFound("No provider is configured; sign in with name and password.");
        }

        try
        {
            await context.ChallengeAsync(OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = "/" });
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException)
        {
            throw new RequestException(new ServerError(503, "provider", "The provider does not answer", "Try again, or sign in with name and password.") { RetryAfter = ProviderRetry });
        }
    }

    private static JsonHttpResult<SessionView> Get(HttpContext context, SessionStore sessions, UserStore users, TenantRegistry tenants, Antiforgery antiforgery)
    {
        var session = SessionOf(context);
        context.Response.Headers.CacheControl = "no-store";
        return Describe(session, users.Find(session.User)!.User, sessions, tenants, antiforgery);
    }

    private static NoContent SignOut(HttpContext context, SessionStore sessions)
    {
        var session = SessionOf(context);
        sessions.End(session.User, session.Id);
        SessionHandler.Clear(context);
        return TypedResults.NoContent();
    }

    private static async Task<JsonHttpResult<SessionView>> ChangePasswordAsync(HttpContext context, UserStore users, Passwords passwords, SignInDesk desk, SessionStore sessions, TenantRegistry tenants, AccessChangeWriter receipts, Antiforgery antiforgery)
    {
        var session = SessionOf(context);
        var caller = context.Caller();
        var asked = await JsonBody.ReadAsync(context, SessionJson.Default.PasswordRequest);
        if (UserRules.FaultOfPassword(asked.Password, caller.Name) is { } fault)
        {
            throw RequestException.BadRequest(fault);
        }

        // A session that was left open must not be enough to keep its owner out; guesses count as those of signing in do.
        await desk.SignInAsync(tenants.Of(caller).Description.Name, caller.Name, asked.Current, ClientAddress.NetworkOf(context), context.RequestAborted);
        receipts.CheckWritable(caller.Tenant);
        users.SetPassword(caller.Tenant, session.User, await passwords.HashAsync(asked.Password, context.RequestAborted), caller.Actor());
        receipts.WriteAll(context.RequestAborted);
        return Begin(context, users.Find(session.User)!, sessions, tenants, antiforgery);
    }

    private static JsonHttpResult<SessionList> List(HttpContext context, SessionStore sessions)
    {
        var own = SessionOf(context);
        return TypedResults.Json(
            new SessionList([.. sessions.Of(own.User).Select(session => new SessionItem(session.Id, session.Begun, session.Seen, sessions.EndOf(session), session.Address, session.Id == own.Id))]),
            SessionJson.Default.SessionList);
    }

    private static NoContent End(HttpContext context, Guid id, SessionStore sessions) =>
        sessions.End(SessionOf(context).User, id) ? TypedResults.NoContent() : throw RequestException.NotFound("You have no session with this id.");

    private static Session SessionOf(HttpContext context) => context.SessionOrNull() ?? throw RequestException.NotFound("Callers with a token have no session; see /v1/me.");

    private static JsonHttpResult<SessionView> Begin(HttpContext context, StoredUser user, SessionStore sessions, TenantRegistry tenants, Antiforgery antiforgery)
    {
        if (context.SessionOrNull() is { } before)
        {
            sessions.End(before.User, before.Id);
        }

        var (session, token) = sessions.Begin(user, ClientAddress.Of(context));
        SessionHandler.Set(context, token);
        context.Response.Headers.CacheControl = "no-store";
        return Describe(session, user.User, sessions, tenants, antiforgery);
    }

    private static JsonHttpResult<SessionView> Describe(Session session, User user, SessionStore sessions, TenantRegistry tenants, Antiforgery antiforgery)
    {
        var scopes = user.Roles.SelectMany(role => Scopes.Roles[role]).ToHashSet(StringComparer.Ordinal);
        return TypedResults.Json(
            new SessionView(session.Id, user.Name, tenants.Find(user.Tenant)!.Description.Name, user.Roles, [.. Scopes.All.Where(scopes.Contains)], session.Begun, sessions.EndOf(session), antiforgery.Of(session)),
            SessionJson.Default.SessionView);
    }

    private static RequestException VoidLink() =>
        new(new ServerError(401, "link-void", "The link is void", "It was used, is too old, or was replaced. Ask an administrator for another one; the first one of all is printed when the server starts and has no user."));
}

/// <summary>Name and password.</summary>
/// <param name="Name">The user's name, in any case.</param>
/// <param name="Password">The password.</param>
/// <param name="Tenant">Name of the tenant; <c>default</c> when missing.</param>
internal sealed record SignInRequest(string Name, string Password, string? Tenant = null);

/// <summary>A one-time link's token and the password to set.</summary>
/// <param name="Token">What stands behind the link's number sign.</param>
/// <param name="Password">The new password.</param>
/// <param name="Name">Name of the first user; a link of a user has one already.</param>
internal sealed record LinkRequest(string Token, string Password, string? Name = null);

/// <summary>The password of now and the one to set.</summary>
internal sealed record PasswordRequest(string Current, string Password);

/// <summary>A session and what goes with it; <c>antiforgery</c> is to be sent in the header X-Annals-Antiforgery with every request that changes something.</summary>
internal sealed record SessionView(Guid Id, string Name, string Tenant, IReadOnlyList<string> Roles, IReadOnlyList<string> Scopes, DateTimeOffset Begun, DateTimeOffset Ends, string Antiforgery);

/// <summary>Open sessions of one person.</summary>
internal sealed record SessionList(IReadOnlyList<SessionItem> Sessions);

/// <summary>One of them.</summary>
internal sealed record SessionItem(Guid Id, DateTimeOffset Begun, DateTimeOffset Seen, DateTimeOffset Ends, string Address, bool IsThis);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, AllowDuplicateProperties = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(LinkRequest))]
[JsonSerializable(typeof(PasswordRequest))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(SessionList))]
internal sealed partial class SessionJson : JsonSerializerContext;
