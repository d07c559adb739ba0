using System.Globalization;
using Annals.Server.Access;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.GenesysCloud;

/// <summary>Takes asynchronous queries and tells how far they are.</summary>
internal sealed class AuditQueries(AuditQueryReader reader, AuditQueryStore store, AuditQueryRunner runner)
{
    private static readonly TimeSpan UnfinishedRetry = TimeSpan.FromSeconds(5);

    /// <summary><c>POST /audits/query</c>.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        var request = reader.ReadQuery(await RequestBody.ReadAsync(context));
        var owner = AuditQueryOwner.Of(context.Caller());
        var query = store.Add(owner, request) ?? throw GenesysErrors.TooManyQueries(store.UnfinishedMax, UnfinishedRetry);
        runner.Enqueue(query);
        await WriteAsync(context, query);
    }

    /// <summary><c>GET /audits/query/{transactionId}</c>.</summary>
    public Task Status(HttpContext context, string transactionId) => WriteAsync(context, Find(store, context.Caller(), transactionId));

    /// <summary>The caller's query with an id.</summary>
    /// <exception cref="Errors.RequestException">It has none: nothing tells whether somebody else has.</exception>
    public static AuditQuery Find(AuditQueryStore store, Caller caller, string transactionId) =>
        Guid.TryParse(transactionId, out var id) && store.Find(id, caller) is { } query ? query : throw GenesysErrors.NotFound("There is no such query, or no longer.");

    private static Task WriteAsync(HttpContext context, AuditQuery query)
    {
        var status = new AuditQueryStatus(
            query.Id.ToString(),
            query.State,
            query.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            query.Request.Interval,
            query.Request.ServiceName,
            query.Request.Filters,
            query.Request.Sort);
        context.Response.StatusCode = query.IsOver ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(status, GenesysCloudJson.Default.AuditQueryStatus, "application/json", context.RequestAborted);
    }
}
