using System.Globalization;
using Annals.Archive;
using Annals.Index.Query;
using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Annals.Server.Api.Exports;

/// <summary><c>/v1/exports</c>: whole results as files, written in the background, kept for a while for the caller that asked.</summary>
internal static class ExportEndpoints
{
    public static void AddExports(this IServiceCollection services)
    {
        services.AddSettings<ExportJobOptions, ExportJobOptionsValidator>(ExportJobOptions.Section);
        services.AddSingleton(ExportStore.Schema);
        services.AddSingleton<ExportStore>();
        services.AddSingleton<ExportSpace>();
        services.AddSingleton<ExportFiles>();
        services.AddSingleton<IExportWriter, ExportWriter>();
        services.AddSingleton<ExportJobs>();
        services.AddSingleton<DownloadReceipts>();
        services.AddHostedService<ExportService>();
    }

    public static void MapExports(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/exports").RequireScope(Scopes.RecordsExport).WithTags("Exports");
        group.MapPost("", AddAsync).WithName("CreateExport");
        group.MapGet("", List).WithName("ListExports");
        group.MapGet("/{id:guid}", Get).WithName("GetExport");
        group.MapPost("/{id:guid}/cancel", CancelAsync).WithName("CancelExport");
        group.MapDelete("/{id:guid}", RemoveAsync).WithName("RemoveExport");
        group.MapGet("/{id:guid}/file", FileAsync).WithName("GetExportFile");
        group.MapGet("/{id:guid}/manifest", ManifestAsync).WithName("GetExportManifest");
    }

    private static async Task<JsonHttpResult<ExportView>> AddAsync(HttpContext context, TenantRegistry tenants, ExportJobs jobs, TimeProvider time)
    {
        var caller = context.Caller();
        var asked = await JsonBody.ReadAsync(context, ExportWire.Default.NewExport);
        var now = time.GetUtcNow();
        var clock = QueryClock.From(time);
        var query = SearchParameters.Query(tenants.Of(caller), asked.Q ?? "", Given(asked.From), Given(asked.To));
        CheckReceipts(caller, query);
        var job = new ExportJob(Guid.NewGuid(), caller.Tenant, caller.Id, caller.Name, caller.Kind, query.ToString(), clock.NowMicros, FormatOf(asked.Format), asked.Guard, now);
        jobs.Add(job);
        context.Response.Headers.Location = $"/v1/exports/{job.Id}";
        return Answer(jobs.Get(caller, job.Id), StatusCodes.Status202Accepted);
    }

    private static JsonHttpResult<ExportList> List(HttpContext context, ExportJobs jobs) =>
        TypedResults.Json(new ExportList([.. jobs.Of(context.Caller()).Select(ExportView.Of)]), ExportWire.Default.ExportList);

    private static JsonHttpResult<ExportView> Get(Guid id, HttpContext context, ExportJobs jobs) => Answer(jobs.Get(context.Caller(), id));

    private static async Task<JsonHttpResult<ExportView>> CancelAsync(Guid id, HttpContext context, ExportJobs jobs) => Answer(await jobs.CancelAsync(context.Caller(), id));

    private static async Task<NoContent> RemoveAsync(Guid id, HttpContext context, ExportJobs jobs)
    {
        await jobs.RemoveAsync(context.Caller(), id);
        return TypedResults.NoContent();
    }

    /// <summary>The file as an attachment, whole or in ranges.</summary>
    private static async Task<FileStreamHttpResult> FileAsync(Guid id, HttpContext context, TenantRegistry tenants, ExportJobs jobs, ExportFiles files, DownloadReceipts receipts)
    {
        var caller = context.Caller();
        var job = WithFile(caller, jobs, id);
        var file = files.Open(job) ?? throw Gone(job);
        try
        {
            var tenant = tenants.Of(caller);
            await receipts.LeaveAsync(caller, tenant, job, IsLaterPart(context.Request));
            context.Response.Headers.CacheControl = "private, no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            var name = string.Create(CultureInfo.InvariantCulture, $"annals-{tenant.Description.Name}-{job.Created.UtcDateTime:yyyyMMdd-HHmmss}.{ExportFiles.ExtensionOf(job.Format)}");
            return TypedResults.Stream(file, ContentTypeOf(job.Format), name, lastModified: null, new EntityTagHeaderValue($"\"{job.Sha256}\""), enableRangeProcessing: true);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task<FileContentHttpResult> ManifestAsync(Guid id, HttpContext context, ExportJobs jobs, ExportFiles files)
    {
        var job = WithFile(context.Caller(), jobs, id);
        try
        {
            var manifest = await File.ReadAllBytesAsync(files.ManifestOf(job), context.RequestAborted);
            context.Response.Headers.CacheControl = "private, no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return TypedResults.Bytes(manifest, "application/json", $"annals-{job.Id}.manifest.json");
        }
        catch (FileNotFoundException)
        {
            throw Gone(job);
        }
    }

    private static ExportJob WithFile(Caller caller, ExportJobs jobs, Guid id)
    {
        var job = jobs.Get(caller, id);
        CheckReceipts(caller, job.Parse());
        return job.State switch
        {
            ExportState.Done => job,
            ExportState.Queued or ExportState.Running => throw RequestException.Conflict($"The export is not done yet. Ask /v1/exports/{job.Id} for its state."),
            ExportState.Expired => throw Gone(job),
            _ => throw RequestException.NotFound("The export ended without a file. Its state says why."),
        };
    }

    private static void CheckReceipts(Caller caller, SearchQuery query)
    {
        if (query.NamesReceipts && !caller.Has(Scopes.ReceiptsRead))
        {
            throw ReadRights.Missing(Scopes.ReceiptsRead, "export receipts");
        }
    }

    private static RequestException Gone(ExportJob job) =>
        new(new ServerError(410, "expired", "The export expired", $"The file of the export {job.Id} was removed. Ask for the export again."));

    /// <summary>Whether only parts behind the first byte are asked for; what cannot be read counts as a request for all.</summary>
    private static bool IsLaterPart(HttpRequest request) =>
        RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var range) && range.Ranges.All(part => part.From is > 0);

    private static ExportFormat FormatOf(string format) => format switch
    {
        "ndjson" => ExportFormat.Ndjson,
        "csv" => ExportFormat.Csv,
        "parquet" => ExportFormat.Parquet,
        _ => throw RequestException.BadRequest("format is one of ndjson, csv, parquet."),
    };

    private static string ContentTypeOf(ExportFormat format) => format switch
    {
        ExportFormat.Ndjson => "application/x-ndjson",
        ExportFormat.Csv => "text/csv; charset=utf-8",
        _ => "application/vnd.apache.parquet",
    };

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static JsonHttpResult<ExportView> Answer(ExportJob job, int status = StatusCodes.Status200OK) => TypedResults.Json(ExportView.Of(job), ExportWire.Default.ExportView, statusCode: status);
}
