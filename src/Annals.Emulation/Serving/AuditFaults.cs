using System.Text.Json;
using Annals.Server.GenesysCloud;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Annals.Emulation;

/// <summary>The faults of the Genesys Cloud audit API: those that any request can meet, and the way to those of single operations.</summary>
internal sealed class AuditFaults(EmulatorState state, QueryFaults queries, RealtimeFaults realtime, IOptions<GenesysCloudOptions> options)
{
    /// <summary>What a token is granted in a minute.</summary>
    private const int RequestsPerMinute = 300;

    private const int WaitSeconds = 20;
    private const string CursorName = "cursor";

    /// <summary>Audits of a page while a cursor is to expire, so that there is a second one.</summary>
    private const string FewAudits = "2";

    public async Task InvokeAsync(HttpContext context, VendorCall call, RequestDelegate next)
    {
        var now = state.Now;
        if (call.Operation == VendorCall.AuditToken)
        {
            await next(context);
            return;
        }

        if (call.Operation == VendorCall.Download)
        {
            await DownloadAsync(context, next);
            return;
        }

        state.Tally.Paced(context.Request.Headers.Authorization.ToString(), RequestsPerMinute, now);
        if (state.Faults.Take("429", now) is not null)
        {
            await AuditAnswers.ErrorAsync(
                context, StatusCodes.Status429TooManyRequests, "too.many.requests", $"Rate limit exceeded the maximum. Retry the request in [{WaitSeconds}] seconds", TimeSpan.FromSeconds(WaitSeconds));
            return;
        }

        if (state.Faults.Take("401-once", now) is not null)
        {
            await AuditAnswers.ErrorAsync(context, StatusCodes.Status401Unauthorized, "bad.credentials", "Invalid login credentials.");
            return;
        }

        await (call.Operation switch
        {
            VendorCall.Create => queries.CreateAsync(context, next),
            VendorCall.Status => queries.StatusAsync(context, call.Id!, next),
            VendorCall.Results => ResultsAsync(context, call.Id!, next),
            VendorCall.Realtime => realtime.QueryAsync(context, next),
            VendorCall.Mapping => realtime.MappingAsync(context, isRealtime: false, next),
            VendorCall.RealtimeMapping => realtime.MappingAsync(context, isRealtime: true, next),
            _ => next(context),
        });
    }

    private async Task ResultsAsync(HttpContext context, string id, RequestDelegate next)
    {
        var now = state.Now;
        if (queries.IsWithoutResults(id))
        {
            await AuditAnswers.ErrorAsync(context, StatusCodes.Status409Conflict, "request.conflict", "The query has no results.");
            return;
        }

        if (state.Faults.On("cursor-expired", now) is { } expiring)
        {
            if (context.Request.Query[CursorName].ToString().Length > 0)
            {
                state.Faults.Take(expiring);
                await AuditAnswers.ErrorAsync(context, StatusCodes.Status400BadRequest, "invalid.query.param.value", "The cursor is not valid, or no longer.");
                return;
            }

            context.Request.QueryString = QueryString.Create(context.Request.Query.Where(parameter => !parameter.Key.Equals("pageSize", StringComparison.OrdinalIgnoreCase))).Add("pageSize", FewAudits);
        }

        // Every page is given by a link while the fault is on; the size that calls for one is a setting of the server.
        var download = state.Faults.On("download", now);
        options.Value.RedirectBytes = download is null ? Emulator.RedirectBytes : 0;
        var body = await Captured.RunAsync(context, next);
        if (download is not null && context.Response.StatusCode == StatusCodes.Status302Found)
        {
            state.Faults.Take(download);
        }

        realtime.Served(body);
        await Captured.SendAsync(context, body);
    }

    /// <summary>A file of results has other names for some members than the audit API (G2).</summary>
    private async Task DownloadAsync(HttpContext context, RequestDelegate next)
    {
        var body = await Captured.RunAsync(context, next);
        realtime.Served(body);
        if (context.Response.StatusCode == StatusCodes.Status200OK && state.Faults.Of("download") is not null)
        {
            using var document = JsonDocument.Parse(body);
            body = JsonBytes.Of(writer => AuditRewriter.Rewrite(writer, document.RootElement, AuditRewriter.EventTime)).ToArray();
        }

        await Captured.SendAsync(context, body);
    }
}
