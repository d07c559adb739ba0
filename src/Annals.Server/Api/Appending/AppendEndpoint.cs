using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Annals.Archive;
using Annals.Records.Events;
using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Annals.Server.Api.Appending;

/// <summary><c>POST /v1/records</c>: takes records, answers when they are durable. Sending them again is harmless: a record is stored once.</summary>
internal static class AppendEndpoint
{
    private const int BatchBytes = 2 << 20;

    /// <summary>Batches of one request that wait at the same time; reading goes on meanwhile.</summary>
    private const int BatchesWaitingMax = 4;

    private static readonly TimeSpan BusyRetry = TimeSpan.FromSeconds(1);

    public static void AddAppending(this IServiceCollection services) => services.AddSingleton<AppendMemory>();

    public static void MapAppend(this IEndpointRouteBuilder app)
    {
        var limit = app.ServiceProvider.GetRequiredService<IOptions<LimitOptions>>().Value.AppendBodyBytesMax;
        app.MapPost("/v1/records", AppendAsync)
            .RequireScope(Scopes.RecordsAppend)
            .DisableRateLimiting()
            .WithMetadata(new BodyLimit(limit))
            .WithName("AppendRecords")
            .WithTags("Records");
    }

    private static async Task AppendAsync(HttpContext context, TenantRegistry tenants, AppendMemory memory, IOptions<LimitOptions> limits)
    {
        var caller = context.Caller();
        var format = FormatOf(context.Request);
        var withStored = SearchParameters.Word(context.Request, "verdicts", "all", "problems") == "all";
        var origin = OriginOf(context.Request, caller);
        var intake = tenants.ServedOf(caller).Intake;
        var verdicts = new List<AppendResult>();
        var waiting = new Queue<Task<AppendResult[]>>();
        var body = new RecordBody(context.Request.Body, format, AppendBatch.RecordBytesMax, BatchBytes, memory);
        var recordsMax = limits.Value.AppendRecordsMax;
        var read = 0;
        try
        {
            await foreach (var batch in body.ReadAsync(context.Request.ContentLength, context.RequestAborted))
            {
                read += batch.Count;
                if (read > recordsMax)
                {
                    memory.Give(batch.Bytes);
                    batch.Dispose();
                    throw new RequestException(new ServerError(413, "too-many-records", "The request holds too many records", string.Create(CultureInfo.InvariantCulture, $"A request may hold {recordsMax} (Limits:AppendRecordsMax). Some at its beginning may be stored; send all in smaller requests, what is stored already is told as duplicate.")));
                }

                if (waiting.Count == BatchesWaitingMax)
                {
                    verdicts.AddRange(await waiting.Dequeue());
                }

                waiting.Enqueue(StoreAsync(intake, batch, origin, memory, context.RequestAborted));
            }

            while (waiting.TryDequeue(out var next))
            {
                verdicts.AddRange(await next);
            }
        }
        catch (IntakeBusyException e)
        {
            throw new RequestException(new ServerError(503, "intake-busy", "More records wait than may wait", $"{e.Message} Send the request again; what was stored already is told as duplicate.") { RetryAfter = BusyRetry });
        }
        finally
        {
            await ((Task)Task.WhenAll(waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (verdicts.Count == 0)
        {
            throw RequestException.BadRequest("The body holds no record. Send JSON objects: one, an array, or one a line (application/x-ndjson).");
        }

        await AnswerAsync(context, verdicts, withStored);
    }

    /// <summary>Stores a batch and gives its share of the memory back.</summary>
    private static async Task<AppendResult[]> StoreAsync(LiveIntake intake, AppendBatch batch, AppendOrigin origin, AppendMemory memory, CancellationToken cancellationToken)
    {
        var bytes = batch.Bytes;
        try
        {
            return await intake.AppendAsync(batch, origin, cancellationToken);
        }
        finally
        {
            memory.Give(bytes);
        }
    }

    private static RecordBodyFormat FormatOf(HttpRequest request)
    {
        if (request.ContentType is null || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            throw Unsupported();
        }

        if (type.CharSet is { } charset && !charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported();
        }

        return type.MediaType?.ToLowerInvariant() switch
        {
            "application/json" => RecordBodyFormat.Json,
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" => RecordBodyFormat.Lines,
            _ => throw Unsupported(),
        };

        static RequestException Unsupported() => new(ServerError.OfStatus(415) with { Detail = "Send application/json (an object or an array) or application/x-ndjson (one record a line), in UTF-8." });
    }

    private static AppendOrigin OriginOf(HttpRequest request, Caller caller)
    {
        foreach (var (name, _) in request.Query)
        {
            if (name is not ("source" or "verdicts"))
            {
                throw RequestException.BadRequest("There are the parameters source and verdicts here.");
            }
        }

        var origin = caller.Origin() with
        {
            SourceName = SearchParameters.Optional(request, "source") ?? (caller.Sources.Count == 1 && !SourceNames.IsReserved(caller.Sources.First()) ? caller.Sources.First() : null),
        };
        return origin.SourceName is { } source && (!SourceNames.IsValid(source) || !origin.MayAppendTo(source))
            ? throw new RequestException(ServerError.OfStatus(403) with { Detail = "This client may not append to that source. Its sources are listed at /v1/me." })
            : origin;
    }

    private static async Task AnswerAsync(HttpContext context, List<AppendResult> verdicts, bool withStored)
    {
        var counts = new int[Enum.GetValues<AppendVerdict>().Length];
        foreach (var verdict in verdicts)
        {
            counts[(int)verdict.Verdict]++;
        }

        // Nothing of the request is in the archive then, and a program that looks at the status only must see it.
        context.Response.StatusCode = counts[(int)AppendVerdict.Refused] == verdicts.Count ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        await JsonAnswer.WriteArrayAsync(
            context,
            writer =>
            {
                writer.WriteNumber("read"u8, verdicts.Count);
                foreach (var kind in Enum.GetValues<AppendVerdict>())
                {
                    writer.WriteNumber(NameOf(kind), counts[(int)kind]);
                }
            },
            "verdicts",
            Enumerable.Range(0, verdicts.Count).Where(index => withStored || verdicts[index].Verdict != AppendVerdict.Stored),
            (writer, index) => Write(writer, index, verdicts[index]));
    }

    private static void Write(Utf8JsonWriter writer, int index, in AppendResult result)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, index);
        writer.WriteString("verdict"u8, NameOf(result.Verdict));
        if (result.Position is { } position)
        {
            writer.WriteNumber("position"u8, position);
        }

        if (result.First is { } first)
        {
            writer.WriteNumber("first"u8, first);
        }

        if (result.Reason is { } reason)
        {
            writer.WriteString("reason"u8, reason);
        }

        writer.WriteEndObject();
    }

    private static string NameOf(AppendVerdict verdict) => verdict switch
    {
        AppendVerdict.Stored => "stored",
        AppendVerdict.Duplicate => "duplicate",
        AppendVerdict.Variant => "variant",
        AppendVerdict.HiddenVariant => "hiddenVariant",
        AppendVerdict.Erased => "erased",
        _ => "refused",
    };

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
