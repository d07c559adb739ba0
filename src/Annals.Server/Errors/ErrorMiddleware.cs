using Annals.Archive;
using Annals.Index;
using Annals.Index.Query;
using Annals.Log;
using Annals.Server.Access;
using Annals.Server.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Annals.Server.Errors;

/// <summary>Turns what ended a request, and answers without a body, into errors. Unexpected ones are logged by type and place, never with what the request held.</summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ErrorWriter writer, ILogger<ErrorMiddleware> logger)
{
    private static readonly TimeSpan StorageRetry = TimeSpan.FromSeconds(10);

    public async Task InvokeAsync(HttpContext context)
    {
        // Unpacking takes the header away.
        var isPacked = context.Request.Headers.ContentEncoding.Count > 0;
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is ConnectionResetException || (e is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            // Nobody is there to read an answer.
            context.Abort();
            return;
        }
        catch (Exception e)
        {
            if (context.Response.HasStarted)
            {
                Log.BrokenOff(logger, e.GetType().Name, context.Request.Method, EndpointOf(context));
                context.Abort();
                return;
            }

            context.Response.Clear();
            await writer.WriteAsync(context, Describe(context, e, isPacked));
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0, ContentType: null })
        {
            var error = ServerError.OfStatus(context.Response.StatusCode);
            await writer.WriteAsync(context, error with { Detail = MissingScope(context) ?? error.Detail });
        }
    }

    private ServerError Describe(HttpContext context, Exception error, bool isPacked)
    {
        switch (error)
        {
            case RequestException expected:
                return expected.Error;
            case BadHttpRequestException bad:
                return ServerError.OfStatus(bad.StatusCode) with { Detail = bad.StatusCode == 413 ? "Send less at a time; the limit counts decompressed bytes." : null };
            case QuerySyntaxException syntax:
                return new ServerError(400, "query-syntax", "The query cannot be read", syntax.Message) { Members = new Dictionary<string, object?> { ["position"] = syntax.Position } };
            case InvalidDataException when isPacked:
                return ServerError.OfStatus(400) with { Detail = "The body cannot be unpacked; what Content-Encoding says it is, the body is not, or it is damaged." };
            case FormatException format:
                return ServerError.OfStatus(400) with { Detail = format.Message };
            case LogDurabilityException or LogFailedException or IOException or IndexDamagedException:
            case SqliteException database when SqliteErrors.IsOfStorage(database):
                Log.Storage(logger, error.GetType().Name, context.Request.Method, EndpointOf(context), error.Message);
                return new ServerError(503, "storage", "The archive cannot do this now", "Reading or writing the archive failed. Nothing that was acknowledged is lost. The server's log says why.") { RetryAfter = StorageRetry };
            case ArchiveException refused:
                return new ServerError(409, "archive", "The archive does not allow this", refused.Message);
            default:
                Log.Unexpected(logger, error.GetType().FullName!, context.Request.Method, EndpointOf(context), error.StackTrace);
                return ServerError.OfStatus(500) with { Detail = "The server's log has the details under the correlation id." };
        }
    }

    private static string? MissingScope(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status403Forbidden && ScopeRequirement.Of(context.GetEndpoint()) is { } requirement
            ? $"It takes the scope {string.Join(" or ", requirement.AnyOf)}."
            : null;

    /// <summary>The pattern of the endpoint, which unlike the path holds nothing that somebody asked for.</summary>
    private static string EndpointOf(HttpContext context) => context.GetEndpoint()?.DisplayName ?? "no endpoint";

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Error, "Unexpected {Error} in {Method} {Endpoint}\n{Stack}")]
        public static partial void Unexpected(ILogger logger, string error, string method, string endpoint, string? stack);

        [LoggerMessage(1102, LogLevel.Error, "{Error} in {Method} {Endpoint}: {Reason}")]
        public static partial void Storage(ILogger logger, string error, string method, string endpoint, string reason);

        [LoggerMessage(1103, LogLevel.Warning, "An answer was broken off by {Error} in {Method} {Endpoint}")]
        public static partial void BrokenOff(ILogger logger, string error, string method, string endpoint);
    }
}
