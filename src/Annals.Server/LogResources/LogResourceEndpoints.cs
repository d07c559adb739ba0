using System.Globalization;
using Annals.Archive;
using Annals.Log;
using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Annals.Server.LogResources;

/// <summary><c>/log/{tenant}/…</c>: the log as C2SP tlog-tiles, for witnesses, auditors and mirrors. A tenant that does not exist and one that is closed to the caller answer alike.</summary>
internal static class LogResourceEndpoints
{
    /// <summary>How long a tile may be kept: it never changes. C2SP tlog-tiles leaves the figure open.</summary>
    private const long TileSeconds = 604_800;

    private static readonly string[] GetAndHead = ["GET", "HEAD"];

    public static void AddLogResources(this IServiceCollection services) =>
        services.AddSettings<LogResourceOptions, LogResourceOptionsValidator>(LogResourceOptions.Section);

    public static void MapLogResources(this IEndpointRouteBuilder app)
    {
        // Public logs need no token, so the endpoint itself decides.
        var group = app.MapGroup("/log/{tenant}").AllowAnonymous().WithTags("Log");
        group.MapMethods("/checkpoint", GetAndHead, Checkpoint).WithName("GetLogCheckpoint");
        group.MapMethods("/tile/{**path}", GetAndHead, Tile).WithName("GetLogTile");
    }

    private static FileContentHttpResult Checkpoint(string tenant, HttpContext context, TenantRegistry tenants, IOptions<LogResourceOptions> options)
    {
        var open = Open(tenant, context, tenants, options.Value, out _);
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(open.Checkpoint.Bytes.ToArray(), "text/plain; charset=utf-8");
    }

    private static FileContentHttpResult Tile(string tenant, string? path, HttpContext context, TenantRegistry tenants, IOptions<LogResourceOptions> options)
    {
        var open = Open(tenant, context, tenants, options.Value, out var isPublic);
        if (!TilePath.TryParse("tile/" + path, out var tile) || !IsWithin(tile, Annals.Log.Checkpoint.Parse(open.Checkpoint.Text.Span).Size))
        {
            throw RequestException.NotFound("The log has no such tile below its newest checkpoint.");
        }

        context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"{(isPublic ? "public" : "private")}, max-age={TileSeconds}, immutable");
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(tile.IsEntries ? LogPublisher.Entries(open.LogReader, tile) : HashTile.Create(open.LogReader, tile), "application/octet-stream");
    }

    /// <summary>The tenant if the caller may read its log.</summary>
    private static Tenant Open(string name, HttpContext context, TenantRegistry tenants, LogResourceOptions options, out bool isPublic)
    {
        var tenant = Guid.TryParse(name, out var id) ? tenants.Find(id) : null;
        isPublic = tenant is not null && options.PublicTenants.Contains(tenant.Description.Name);
        if (tenant is not null && (isPublic || (context.CallerOrNull() is { } caller && caller.Tenant == id && caller.Has(Scopes.LogRead))))
        {
            return tenant;
        }

        throw context.CallerOrNull() is null ? new RequestException(ServerError.OfStatus(401)) : RequestException.NotFound("There is no such log, or it is not open to you.");
    }

    /// <summary>Whether a tile's hashes or entries all lie below a size of the log.</summary>
    private static bool IsWithin(TilePath tile, long size)
    {
        // At level 8 and above not even one hash fits into a size of 63 bits.
        if (tile.Level >= 8)
        {
            return false;
        }

        var nodes = size >> (TilePath.Height * tile.Level);
        return tile.Index <= (long.MaxValue / TilePath.FullWidth) - 1 && (tile.Index * TilePath.FullWidth) + tile.Width <= nodes;
    }
}
