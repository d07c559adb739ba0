using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.OpenApi;

/// <summary><c>/v1/openapi.json</c>: the description of our own interface, made from its endpoints.</summary>
internal static class OpenApiEndpoints
{
    /// <summary>Name of the document.</summary>
    public const string Document = "v1";

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        // Schemas follow these options: members without a default are required, numbers are never texts.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddOpenApi(Document, options =>
        {
            options.ShouldInclude = description => description.RelativePath is { } path && (path.StartsWith("v1/", StringComparison.Ordinal) || path == "oauth/token");
            options.AddDocumentTransformer<DocumentDescriber>();
            options.AddOperationTransformer<OperationDescriber>();
        });
        services.AddSingleton<OpenApiText>();
    }

    public static void MapOpenApiDocument(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/openapi.json", GetAsync).AllowAnonymous().WithName("GetOpenApi").WithTags("Description");

    private static async Task<FileContentHttpResult> GetAsync(HttpContext context, OpenApiText text)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(await text.GetAsync(), "application/json");
    }
}
