using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Annals.Server.Hosting;

/// <summary>
/// Packs answers for clients that accept it, where the length of the packed answer tells nobody a secret and nothing depends on its bytes: not what a browser asks for with its
/// cookies (BREACH), not answers to POST, which alone give tokens and secrets, not files that are fetched by ranges, and no event streams.
/// </summary>
internal sealed class SafeCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options), IResponseCompressionProvider
{
    private static readonly string[] Types = ["application/json", "application/problem+json", "application/x-ndjson", "text/html", "text/plain"];

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IResponseCompressionProvider, SafeCompression>();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = Types;
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }

    bool IResponseCompressionProvider.CheckRequestAcceptsCompression(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && !context.Request.Headers.ContainsKey("Cookie") && CheckRequestAcceptsCompression(context);

    bool IResponseCompressionProvider.ShouldCompressResponse(HttpContext context) =>
        !context.Response.Headers.ContainsKey("Accept-Ranges") && ShouldCompressResponse(context);
}
