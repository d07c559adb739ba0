using System.Security.Cryptography;
using System.Text;
using Annals.Archive;
using Annals.Collectors.Connections;
using Annals.Records.Events;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Collectors;

/// <summary>
/// What vendors send by themselves: notifications of Microsoft 365, which wake the collector and are not believed otherwise, and events of Genesys Cloud that an EventBridge API destination
/// passes on, which are stored. Both carry the connection's receiver key.
/// </summary>
internal static class ReceiverEndpoints
{
    /// <summary>An event bus allows 256 KiB for one event; a notification is smaller still.</summary>
    private const int BodyBytesMax = 1 << 20;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    public static void MapReceivers(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/collectors/{name}").AllowAnonymous().WithTags("Collectors");
        group.MapPost("/notifications", Task<IResult> (HttpContext context, string name) => NotifyAsync(context, name)).WithName("ReceiveNotifications");
        group.MapPost("/events", Task<IResult> (HttpContext context, string name) => TakeEventAsync(context, name)).WithName("ReceiveEvents");
    }

    /// <summary>The vendor asks for 200 and nothing else, also when it only tries the address (reference, "Webhook validation").</summary>
    private static async Task<IResult> NotifyAsync(HttpContext context, string name)
    {
        var runs = context.RequestServices.GetRequiredService<CollectorRuns>();
        Connection(context, runs, name, ConnectionOptions.Microsoft365, context.Request.Headers["Webhook-AuthID"].ToString());
        await BodyAsync(context);
        runs.Find(name)?.Wake();
        return Results.Ok();
    }

    private static async Task<IResult> TakeEventAsync(HttpContext context, string name)
    {
        var runs = context.RequestServices.GetRequiredService<CollectorRuns>();
        var options = Connection(context, runs, name, ConnectionOptions.GenesysCloud, KeyOf(context.Request));
        var body = await BodyAsync(context);
        var served = runs.TenantOf(options) ?? throw new RequestException(ServerError.OfStatus(503) with { Detail = "The connection's tenant is not served now." });
        try
        {
#pragma warning disable CA2000 // the intake disposes it
            var batch = new AppendBatch();
#pragma warning restore CA2000
            batch.Add(body.AsSpan().Trim(" \t\r\n"u8));
            var results = await served.Intake.AppendAsync(batch, CollectedPiece.Origin(new CollectionStream(name, "events"), SourceNames.GenesysCloud), context.RequestAborted);
            return results[0].Verdict == AppendVerdict.Refused ? throw RequestException.BadRequest($"The body is no event: {results[0].Reason}") : Results.Ok();
        }
        catch (IntakeBusyException e)
        {
            context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            throw new RequestException(ServerError.OfStatus(503) with { Detail = e.Message });
        }
    }

    /// <summary>API destinations send the key in a header of one's choice, or as a password; these two are what people choose.</summary>
    private static string KeyOf(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..] : request.Headers["X-Api-Key"].ToString();
    }

    /// <summary>The connection that a key is for. Whether there is none of the name, or the key is wrong, is told to nobody.</summary>
    private static ConnectionOptions Connection(HttpContext context, CollectorRuns runs, string name, string source, string key)
    {
        var isKnown = runs.All().TryGetValue(name, out var connection);
        var wanted = isKnown ? connection.Options.ReceiverKey : null;
        var isRight = CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(key)), SHA256.HashData(Encoding.UTF8.GetBytes(wanted ?? string.Empty)));
        return isRight && !string.IsNullOrEmpty(wanted) && connection.Options.Source == source && connection.Options.Enabled
            ? connection.Options
            : throw new RequestException(ServerError.OfStatus(403) with { Detail = "The connection, or its receiver key, is not right." });
    }

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int count; (count = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            if (body.Length + count > BodyBytesMax)
            {
                throw new RequestException(ServerError.OfStatus(413) with { Detail = $"A notification or event has at most {BodyBytesMax} bytes." });
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }
}
