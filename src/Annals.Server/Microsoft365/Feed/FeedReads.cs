using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>Leaves the receipts of the feed.</summary>
internal static class FeedReads
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

    /// <summary>Leaves the receipt of a read, or ends the request: nothing is read without one.</summary>
    public static ReadTicket Begin(Tenant tenant, HttpContext context, string operation, string target, Action<System.Text.Json.Utf8JsonWriter>? details = null) =>
        tenant.ReadOnlyReason is null
            ? tenant.BeginVendorRead(context.Caller().Actor(), operation, target, details)
            : throw Unavailable();

    /// <summary>Runs a question that may have to wait for items that are being made.</summary>
    public static T Ask<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        catch (ContentBehindException)
        {
            throw Unavailable();
        }
    }

    private static RequestException Unavailable() => new(ServerError.OfStatus(503) with { Detail = "An internal error occurred. Retry the request.", RetryAfter = Retry });
}
