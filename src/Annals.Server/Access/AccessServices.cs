using Annals.Server.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Annals.Server.Access;

/// <summary>Puts authentication and authorisation together.</summary>
internal static class AccessServices
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSettings<AccessOptions, AccessOptionsValidator>(AccessOptions.Section);
        services.AddSingleton(ClientStore.Schema);
        services.AddSingleton<ClientStore>();
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<CallerResolver>();
        services.AddSingleton<CallerRights>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, ConfigureBearer>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new NobodyRequirement()).Build());
    }

    private sealed class ConfigureBearer(TokenIssuer issuer) : IConfigureNamedOptions<JwtBearerOptions>
    {
        public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

        public void Configure(string? name, JwtBearerOptions options)
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = issuer.Validation;
            options.Events = new JwtBearerEvents
            {
                OnTokenValidated = context =>
                {
                    var resolver = context.HttpContext.RequestServices.GetRequiredService<CallerResolver>();
                    if (context.Principal is { } principal && resolver.OfClient(principal) is { } caller)
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

    /// <summary>Never met: an endpoint that does not say who may call it is closed.</summary>
    private sealed class NobodyRequirement : IAuthorizationRequirement;
}
