using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Annals.Server.OpenApi;

/// <summary>Puts what the catalogue says of an endpoint's summary and answers into its metadata, where the document is made from.</summary>
internal static class DescribedEndpoints
{
    private const string JsonType = "application/json";

    /// <summary>Endpoints mapped here are described.</summary>
    public static IEndpointRouteBuilder Described(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("");
        ((IEndpointConventionBuilder)group).Finally(Describe);
        return group;
    }

    private static void Describe(EndpointBuilder endpoint)
    {
        if (OperationCatalogue.Find(endpoint.Metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName) is not { } operation)
        {
            return;
        }

        endpoint.Metadata.Add(new EndpointSummaryAttribute(operation.Summary));
        foreach (var status in (int[])[operation.Status, .. operation.AlsoStatus == 0 ? (int[])[] : [operation.AlsoStatus]])
        {
            endpoint.Metadata.Add(operation.Answer is { } answer
                ? new ProducesResponseTypeMetadata(status, answer, [JsonType])
                : new ProducesResponseTypeMetadata(status, operation.AnswerTypes.Count == 0 ? typeof(void) : null, [.. operation.AnswerTypes]));
        }
    }
}
