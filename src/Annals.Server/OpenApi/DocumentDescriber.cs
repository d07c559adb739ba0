using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Annals.Server.OpenApi;

/// <summary>Title, and how callers show who they are.</summary>
internal sealed class DocumentDescriber : IOpenApiDocumentTransformer
{
    public const string CookieScheme = "Cookie";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "Annals", Version = "1", Description = "An archive for audit records: append, search, follow, export, prove. See docs/api.md." };
        document.Servers = [];
        document.AddComponent(JwtBearerDefaults.AuthenticationScheme, (IOpenApiSecurityScheme)new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A token of /oauth/token: for programs.",
        });
        document.AddComponent(CookieScheme, (IOpenApiSecurityScheme)new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = "__Host-annals",
            Description = "The session of a person who signed in on the page.",
        });
        return Task.CompletedTask;
    }
}
