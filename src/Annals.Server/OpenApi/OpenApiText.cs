using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Annals.Server.OpenApi;

/// <summary>The document as it is sent: made once, since anybody may ask for it.</summary>
internal sealed class OpenApiText([FromKeyedServices(OpenApiEndpoints.Document)] IOpenApiDocumentProvider provider)
{
    private readonly Lock gate = new();
    private Task<byte[]>? text;

    /// <summary>The document, UTF-8.</summary>
    public Task<byte[]> GetAsync()
    {
        lock (gate)
        {
            return text is null or { IsFaulted: true } ? text = Task.Run(MakeAsync) : text;
        }
    }

    private async Task<byte[]> MakeAsync()
    {
        var document = await provider.GetOpenApiDocumentAsync();
        return Encoding.UTF8.GetBytes((await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1)).ReplaceLineEndings("\n") + "\n");
    }
}
