using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Annals.Emulation;

/// <summary>Stands before the server: counts requests, sets the time of answers, and lets the faults of each vendor have their way.</summary>
internal sealed class FaultPipeline(EmulatorState state, FeedFaults feed, AuditFaults audits, EmulatorPages pages) : IStartupFilter
{
    private int inFlight;

    /// <summary>Brings the clock up before a request is looked at; set once the emulator runs.</summary>
    public Func<Task> CatchUp { get; set; } = () => Task.CompletedTask;

    /// <summary>Requests that are being answered now.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(CountedAsync);
        next(app);
    };

    private async Task CountedAsync(HttpContext context, RequestDelegate next)
    {
        Interlocked.Increment(ref inFlight);
        try
        {
            await InvokeAsync(context, next);
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }

    private async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await CatchUp();
        if (context.Request.Path.StartsWithSegments(EmulatorPages.Root, StringComparison.Ordinal))
        {
            await pages.InvokeAsync(context);
            return;
        }

        context.TraceIdentifier = Guid.NewGuid().ToString();
        var call = VendorCall.Of(context.Request);
        state.Tally.Requested(call.Operation);
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Date = (state.Now + (call.IsFeed ? feed.Skew : TimeSpan.Zero)).ToString("r", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });

        // What is changed on its way must not be packed yet.
        context.Request.Headers.Remove(HeaderNames.AcceptEncoding);
        await (call.IsFeed ? feed.InvokeAsync(context, call, next) : call.IsAudits ? audits.InvokeAsync(context, call, next) : next(context));
    }
}
