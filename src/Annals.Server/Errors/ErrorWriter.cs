using System.Globalization;
using System.Text.Json;
using Annals.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Annals.Server.Errors;

/// <summary>Writes errors in the shape that belongs to the path: a vendor's, else problem details (RFC 9457).</summary>
internal sealed class ErrorWriter(IEnumerable<IErrorShape> shapes)
{
    private readonly IErrorShape[] shapes = [.. shapes];

    /// <summary>Answers with an error. Nothing must have been sent yet.</summary>
    public async Task WriteAsync(HttpContext context, ServerError error)
    {
        context.Response.StatusCode = error.Status;
        context.Response.Headers.CacheControl = "no-store";
        if (error.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(Math.Max(1, wait.TotalSeconds))).ToString(CultureInfo.InvariantCulture);
        }

        if (error.Status == StatusCodes.Status401Unauthorized && context.Response.Headers.WWWAuthenticate.Count == 0)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        if (Array.Find(shapes, shape => shape.Covers(context.Request.Path)) is { } own)
        {
            await own.WriteAsync(context, error);
            return;
        }

        var details = new ProblemDetails { Status = error.Status, Type = "urn:annals:problem:" + error.Type, Title = error.Title, Detail = error.Detail };
        details.Extensions["correlationId"] = Correlation.Of(context);
        foreach (var (name, value) in error.Members)
        {
            details.Extensions[name] = value;
        }

        // Whatever the request accepts: an error in another form than asked for is better than none.
        await context.Response.WriteAsJsonAsync(details, JsonSerializerOptions.Web, "application/problem+json", context.RequestAborted);
    }
}
