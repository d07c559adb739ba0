using Microsoft.AspNetCore.Http;

namespace Annals.Emulation;

/// <summary>Lets the server answer into memory, so that its answer can be looked at and changed before it leaves.</summary>
internal static class Captured
{
    /// <summary>The body that the server wrote. Status and headers are set in the answer; nothing has been sent.</summary>
    public static async Task<byte[]> RunAsync(HttpContext context, RequestDelegate next)
    {
        var own = context.Response.Body;
        using var memory = new MemoryStream();
        context.Response.Body = memory;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = own;
        }

        return memory.ToArray();
    }

    /// <summary>Sends a body with its length.</summary>
    public static Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (context.Response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
