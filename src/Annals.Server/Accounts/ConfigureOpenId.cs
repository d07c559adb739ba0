using System.Security.Claims;
using System.Text;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Annals.Server.Accounts;

/// <summary>Sign-in at a provider: authorisation code with PKCE; then a session of ours begins and the provider is not asked again.</summary>
internal sealed partial class ConfigureOpenId(
    IOptions<OpenIdOptions> settings,
    UserStore users,
    TenantRegistry tenants,
    AccessChangeWriter receipts,
    PublicAddress address,
    ErrorWriter errors,
    TimeProvider time,
    ILogger<ConfigureOpenId> logger) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    /// <summary>Where the provider sends people back to. It lies outside of what the session's guard keeps other sites from.</summary>
    public const string CallbackPath = "/signin-oidc";

    /// <summary>
    /// A page of ours that goes on to the first one. A redirect would still count as caused by the provider, and browsers would keep the new cookie back.
    /// </summary>
    private static readonly byte[] GoOn = Encoding.UTF8.GetBytes("<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url=/\"><title>Annals</title><a href=\"/\">Annals</a>\n");

    public void Configure(OpenIdConnectOptions options) => Configure(OpenIdConnectDefaults.AuthenticationScheme, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        var own = settings.Value;
        if (!own.IsOn)
        {
            return;
        }

        options.Authority = own.Authority!.ToString();
        options.ClientId = own.ClientId;
        options.ClientSecret = own.ClientSecret;
        options.RequireHttpsMetadata = !own.Authority.IsLoopback;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.UsePkce = true;
        options.CallbackPath = CallbackPath;

        // Nobody but the person ends a session here.
        options.RemoteSignOutPath = default;
        options.SignedOutCallbackPath = default;
        options.SignInScheme = SessionHandler.Scheme;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", .. own.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
        {
            options.Scope.Add(scope);
        }

        // The answer comes as a navigation, which carries Lax cookies; a posted form would need cookies that browsers send to any site, and those only over https.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.TokenValidationParameters.NameClaimType = own.NameClaim;
        options.TokenValidationParameters.LifetimeValidator = (notBefore, expires, _, parameters) =>
            expires + parameters.ClockSkew > time.GetUtcNow().UtcDateTime && (notBefore ?? DateTime.MinValue) - parameters.ClockSkew <= time.GetUtcNow().UtcDateTime;
        options.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = context =>
            {
                context.ProtocolMessage.RedirectUri = address.Of(context.Request) + CallbackPath;
                return Task.CompletedTask;
            },
            OnTokenValidated = context =>
            {
                Admit(context);
                return Task.CompletedTask;
            },
            OnTicketReceived = async context =>
            {
                context.HandleResponse();
                await context.HttpContext.SignInAsync(SessionHandler.Scheme, context.Principal!);
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.Headers.CacheControl = "no-store";
                context.Response.Headers.ContentSecurityPolicy = "default-src 'none'";
                await context.Response.Body.WriteAsync(GoOn, context.HttpContext.RequestAborted);
            },
            OnRemoteFailure = async context =>
            {
                Log.Failed(logger, context.Failure?.GetType().Name ?? "nothing");
                context.HandleResponse();
                await errors.WriteAsync(context.HttpContext, new ServerError(403, "sign-in-refused", "The sign-in at the provider did not lead here", "Begin again. If it happens again, ask an administrator: the provider must give this person a role that the settings name."));
            },
        };
    }

    private void Admit(Microsoft.AspNetCore.Authentication.OpenIdConnect.TokenValidatedContext context)
    {
        var own = settings.Value;
        var principal = context.Principal!;
        string[] roles = [.. principal.FindAll(own.RoleClaim).Select(claim => own.Roles.TryGetValue(claim.Value, out var role) ? role : null).OfType<string>().Distinct()];
        var issuer = context.SecurityToken.Issuer;
        var subject = principal.FindFirstValue("sub");
        var tenant = tenants.All.FirstOrDefault(served => served.Tenant.Description.Name == own.Tenant)?.Tenant;
        if (roles.Length == 0 || string.IsNullOrEmpty(subject) || tenant is null)
        {
            Log.NotAdmitted(logger, tenant is null ? "their tenant is not served" : roles.Length == 0 ? "no role" : "no subject");
            context.Fail("Not admitted.");
            return;
        }

        try
        {
            receipts.CheckWritable(tenant.Description.Id);
            var user = users.Vouched(tenant.Description.Id, issuer, subject, principal.FindFirstValue(own.NameClaim) ?? subject, roles);
            receipts.WriteAll(context.HttpContext.RequestAborted);
            if (user.IsDisabled)
            {
                Log.NotAdmitted(logger, "disabled here");
                context.Fail("Not admitted.");
                return;
            }

            context.Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(SessionHandler.UserClaim, user.Id.ToString())], SessionHandler.Scheme));
        }
        catch (ArchiveException)
        {
            Log.NotAdmitted(logger, "another user has the name, or it is not usable");
            context.Fail("Not admitted.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1221, LogLevel.Warning, "A sign-in at the provider failed: {Error}")]
        public static partial void Failed(ILogger logger, string error);

        [LoggerMessage(1222, LogLevel.Warning, "Somebody whom the provider vouches for was not admitted: {Reason}")]
        public static partial void NotAdmitted(ILogger logger, string reason);
    }
}
