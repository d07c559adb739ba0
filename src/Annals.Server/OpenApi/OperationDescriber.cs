using System.Globalization;
using System.Text.Json.Nodes;
using Annals.Server.Access;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Annals.Server.OpenApi;

/// <summary>Adds to each operation what its endpoint does by hand: parameters, body, errors, and who may call it.</summary>
internal sealed class OperationDescriber : IOpenApiOperationTransformer
{
    /// <summary>Errors of every endpoint that wants a caller.</summary>
    private static readonly int[] CallerErrors = [401, 403, 429];

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var description = OperationCatalogue.Find(metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName);
        var document = context.Document!;
        var scopes = metadata.OfType<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<ScopeRequirement>().ToList();
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        Describe(operation, document, scopes, isOpen);
        foreach (var status in (description?.Errors ?? []).Concat(isOpen ? [] : CallerErrors).Distinct().Order())
        {
            (operation.Responses ??= [])[status.ToString(CultureInfo.InvariantCulture)] = await ErrorAsync(status, context, cancellationToken);
        }

        if (description is null)
        {
            return;
        }

        foreach (var parameter in description.Parameters)
        {
            (operation.Parameters ??= []).Add(ParameterOf(parameter));
        }

        if (description.Body is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = !description.IsBodyOptional,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = await ComponentAsync(body, context, cancellationToken) } },
            };
        }
        else if (description.BodyTypes.Count > 0)
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = description.BodyTypes.ToDictionary(type => type, _ => new OpenApiMediaType()) };
        }
    }

    private static void Describe(OpenApiOperation operation, OpenApiDocument document, List<ScopeRequirement> scopes, bool isOpen)
    {
        if (isOpen)
        {
            operation.Security = [];
            return;
        }

        operation.Security = [Requirement(JwtBearerDefaults.AuthenticationScheme), Requirement(DocumentDescriber.CookieScheme)];
        var needed = scopes.Where(scope => scope.AnyOf.Count > 0).Select(scope => string.Join(" or ", scope.AnyOf)).ToList();
        operation.Description = needed.Count == 0 ? "Every caller may." : $"Needs the scope {string.Join(" and ", needed)}.";

        OpenApiSecurityRequirement Requirement(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
    }

    private static OpenApiParameter ParameterOf(ParameterDescription parameter) => new()
    {
        Name = parameter.Name,
        In = parameter.In,
        Description = parameter.Description,
        Required = parameter.IsRequired,
        Schema = new OpenApiSchema
        {
            Type = parameter.Type,
            Minimum = parameter.Least?.ToString(CultureInfo.InvariantCulture),
            Maximum = parameter.Most?.ToString(CultureInfo.InvariantCulture),
            Enum = parameter.Values.Count == 0 ? null : [.. parameter.Values.Select(value => (JsonNode)JsonValue.Create(value))],
        },
    };

    private static async Task<OpenApiResponse> ErrorAsync(int status, OpenApiOperationTransformerContext context, CancellationToken cancellationToken) => new()
    {
        Description = TitleOf(status),
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = await ComponentAsync(typeof(Problem), context, cancellationToken) } },
    };

    /// <summary>What an error of a status means here; several kinds of error may share one.</summary>
    private static string TitleOf(int status) => status switch
    {
        409 => "The state does not allow this",
        410 => "It was there and was removed",
        412 => "Somebody else changed it meanwhile",
        416 => "The file has no such bytes",
        428 => "The version is needed",
        _ => ServerError.OfStatus(status).Title,
    };

    private static async Task<IOpenApiSchema> ComponentAsync(Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        if (document.Components?.Schemas?.ContainsKey(type.Name) != true)
        {
            document.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, parameterDescription: null, cancellationToken));
        }

        return new OpenApiSchemaReference(type.Name, document);
    }
}
