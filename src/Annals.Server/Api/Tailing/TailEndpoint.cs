using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Annals.Archive;
using Annals.Index.Query;
using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.Errors;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Annals.Server.Api.Tailing;

/// <summary>
/// <c>/v1/tail</c>: records that match, as server-sent events, while they arrive. The id of an event is the position to go on behind, so that a reader that comes back with
/// <c>Last-Event-ID</c> misses none.
/// </summary>
internal static class TailEndpoint
{
    /// <summary>Positions that are read at a time; between two such pieces the reader may have gone.</summary>
    private const long PieceMax = 4096;

    private const int RowsMax = 256;

    /// <summary>After this time without a record a comment is sent, so that proxies keep the connection, and the caller's rights are looked at again.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void MapTail(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/tail", TailAsync).RequireScope(Scopes.RecordsRead, Scopes.ReceiptsRead).WithName("TailRecords").WithTags("Records");

    private static async Task TailAsync(HttpContext context, TenantRegistry tenants, CallerRights rights, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        var caller = context.Caller();
        var tenant = tenants.Of(caller);
        var query = ReadRights.Restrict(caller, tenant, SearchParameters.Query(context.Request, tenant, "records"));
        var withRecords = SearchParameters.Word(context.Request, "records", "yes", "no") == "yes";
        var from = From(context.Request, tenant);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var ticket = await Task.Run(() => tenant.BeginRead(caller.Actor(), "tail", query), stopping.Token);
        Begin(context);
        var sent = 0L;
        try
        {
            await context.Response.BodyWriter.WriteAsync(": follows the log\n\n"u8.ToArray(), stopping.Token);
            while (rights.Still(context))
            {
                var to = Math.Min(tenant.DurableSize, from + PieceMax);
                if (from < to)
                {
                    sent += await SendAsync(context, tenant, query, ticket, from, to, withRecords, stopping.Token);
                    from = to;
                }
                else if (!await GrowsAsync(tenant, from, time, stopping.Token))
                {
                    await context.Response.BodyWriter.WriteAsync(": still here\n\n"u8.ToArray(), stopping.Token);
                }
            }

            await context.Response.BodyWriter.WriteAsync("event: end\ndata: {\"reason\":\"not-authorized\"}\n\n"u8.ToArray(), stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the server stops; the reader comes back with the id of the last event.
        }
        finally
        {
            await Task.Run(() => tenant.EndRead(ticket, sent, from), CancellationToken.None);
        }
    }

    private static async Task<long> SendAsync(HttpContext context, Tenant tenant, SearchQuery query, ReadTicket ticket, long from, long to, bool withRecords, CancellationToken cancellationToken)
    {
        var sent = 0L;
        foreach (var rows in tenant.Range(query, from, to, ticket, cancellationToken).Chunk(RowsMax))
        {
            foreach (var record in tenant.Read(rows, cancellationToken))
            {
                var writer = context.Response.BodyWriter;
                writer.Write("id: "u8);
                writer.Write(System.Text.Encoding.ASCII.GetBytes(record.Position.ToString(CultureInfo.InvariantCulture)));
                writer.Write("\ndata: "u8);
                SingleLine.Write(writer, json => RecordJson.Write(json, record, withRecords), Json);
                writer.Write("\n\n"u8);
                sent++;
            }

            await context.Response.BodyWriter.FlushAsync(cancellationToken);
        }

        return sent;
    }

    private static async Task<bool> GrowsAsync(Tenant tenant, long size, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await tenant.WaitForGrowthAsync(size, cancellationToken).WaitAsync(Beat, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Behind the last event that the reader has, else at the present end.</summary>
    private static long From(HttpRequest request, Tenant tenant)
    {
        var last = request.Headers["Last-Event-ID"].ToString();
        if (last.Length == 0)
        {
            return tenant.DurableSize;
        }

        return long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position < tenant.Size
            ? position + 1
            : throw RequestException.BadRequest("Last-Event-ID is no id of an event of this tail; leave it out to begin at the end of the log.");
    }

    private static void Begin(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
    }
}
