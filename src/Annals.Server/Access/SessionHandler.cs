using System.Security.Claims;
using System.Text.Encodings.Web;
using Annals.Server.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Annals.Server.Access;

/// <summary>Knows a person by the token in the session's cookie.</summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    SessionStore sessions,
    CallerResolver resolver,
    UserStore users) : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Session";

    /// <summary>Claim by which a sign-in names the user.</summary>
    public const string UserClaim = "user";

    private const string SecureCookie = "__Host-annals";
    private const string PlainCookie = "annals";

    /// <summary>The cookie's name: over https one that browsers take from this very host and over https only.</summary>
    public static string CookieOf(HttpRequest request) => request.IsHttps ? SecureCookie : PlainCookie;

    /// <summary>Sets the cookie of a session that begins.</summary>
    public static void Set(HttpContext context, string token) => context.Response.Cookies.Append(CookieOf(context.Request), token, Options(context));

    /// <summary>Takes the cookie away.</summary>
    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(CookieOf(context.Request), Options(context));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[CookieOf(Request)] is not { } token)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (sessions.Use(token) is not { } session || resolver.OfSession(session) is not { } caller)
        {
            return Task.FromResult(AuthenticateResult.Fail("The session has ended."));
        }

        Context.SetCaller(caller);
        Context.SetSession(session);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(UserClaim, caller.Id)], Scheme)), Scheme)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer");
        return Task.CompletedTask;
    }

    /// <summary>Begins a session of the user that the principal names; called when a provider has vouched for somebody.</summary>
    protected override Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        var stored = users.Find(Guid.Parse(user.FindFirstValue(UserClaim)!)) ?? throw new InvalidOperationException("A sign-in names a user that exists.");
        Set(Context, sessions.Begin(stored, Annals.Server.Hosting.ClientAddress.Of(Context)).Token);
        return Task.CompletedTask;
    }

    protected override Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        Clear(Context);
        return Task.CompletedTask;
    }

    private static new CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}
