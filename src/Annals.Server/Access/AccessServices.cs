using Annals.Server.Accounts;
using Annals.Server.Hosting;
using Annals.Server.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Annals.Server.Access;

/// <summary>Puts authentication and authorisation together.</summary>
internal static class AccessServices
{
    /// <summary>Who has a header Authorization is known by it alone, everybody else by a session.</summary>
    public const string CallerScheme = "Caller";

    /// <summary>Tables of everything about access.</summary>
    public static IReadOnlyList<DatabaseSchema> Schemas { get; } = [ClientStore.Schema, ReplacedSecrets.Schema, ClientCertificates.Schema, UserStore.Schema, SessionStore.Schema, OneTimeLinks.Schema, AccessChangeLog.Schema];

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSettings<AccessOptions, AccessOptionsValidator>(AccessOptions.Section);
        services.AddSettings<OpenIdOptions, OpenIdOptionsValidator>(OpenIdOptions.Section);
        foreach (var schema in Schemas)
        {
            services.AddSingleton(schema);
        }

        services.AddSingleton<ClientStore>();
        services.AddSingleton<ReplacedSecrets>();
        services.AddSingleton<ClientCertificates>();
        services.AddSingleton<UserStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<OneTimeLinks>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<Antiforgery>();
        services.AddSingleton<AccessChangeLog>();
        services.AddSingleton<AccessChangeWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessChangeWriter>());
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<CallerResolver>();
        services.AddSingleton<CallerRights>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, ConfigureBearer>();
        services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ConfigureOpenId>();
        services.AddAuthentication(CallerScheme)
            .AddPolicyScheme(CallerScheme, null, options => options.ForwardDefaultSelector = context => context.Request.Headers.Authorization.Count > 0 ? JwtBearerDefaults.AuthenticationScheme : SessionHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Scheme, null, _ => { })
            .AddJwtBearer()
            .AddOpenIdConnect(_ => { });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new NobodyRequirement()).Build());
        EphemeralKeys.Use(services);
    }

    /// <summary>Takes the provider's way of signing in away where none is configured.</summary>
    public static void UseSignIn(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<OpenIdOptions>>().Value.IsOn)
        {
            app.Services.GetRequiredService<IAuthenticationSchemeProvider>().RemoveScheme(OpenIdConnectDefaults.AuthenticationScheme);
        }
    }

    private sealed class ConfigureBearer(TokenIssuer issuer, TimeProvider time) : IConfigureNamedOptions<JwtBearerOptions>
    {
        public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

        public void Configure(string? name, JwtBearerOptions options)
        {
            options.MapInboundClaims = false;
            options.SaveToken = false;
            options.TokenValidationParameters = issuer.Validation;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(new RememberedTokens(time));
            options.Events = new JwtBearerEvents
            {
                OnTokenValidated = context =>
                {
                    var resolver = context.HttpContext.RequestServices.GetRequiredService<CallerResolver>();
                    var caller = issuer.IsOfClient(context.SecurityToken) ? resolver.OfClient(context.Principal!)
                        : issuer.IsOfAccount(context.SecurityToken) ? resolver.OfAccount(context.Principal!)
                        : null;
                    if (caller is not null)
                    {
                        context.HttpContext.SetCaller(caller);
                    }
                    else
                    {
                        context.Fail("The token is void.");
                    }

                    return Task.CompletedTask;
                },
            };
        }
    }

    /// <summary>
    /// Met by nobody: an endpoint that does not say who may call it is closed. Where there is no endpoint, there is nothing to close; nor behind those that routing makes itself
    /// to answer 405 and 415.
    /// </summary>
    private sealed class NobodyRequirement : AuthorizationHandler<NobodyRequirement>, IAuthorizationRequirement
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NobodyRequirement requirement)
        {
            if (context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
            {
                context.Succeed(requirement);
            }

            return Task.CompletedTask;
        }
    }
}
