using Microsoft.AspNetCore.Http;

namespace Annals.Emulation;

/// <summary>The emulator's own addresses: <c>GET /emulator/report</c> and <c>GET /emulator/plan</c>.</summary>
internal sealed class EmulatorPages(EmulatorState state)
{
    public const string Root = "/emulator";

    public Task InvokeAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", Root + "/report") => SendAsync(context, state.Tally.ToReport(state.Plan, state.Now).WriteTo),
        ("GET", Root + "/plan") => SendAsync(context, state.Plan.WriteTo),
        _ => NotFound(context),
    };

    private static async Task SendAsync(HttpContext context, Action<Stream> write)
    {
        // On the disk rather than in memory: a plan may name very many records.
        var path = Path.GetTempFileName();
        await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        write(file);
        file.Position = 0;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = file.Length;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
