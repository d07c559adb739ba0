using Annals.Archive;
using Annals.Server.Errors;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>Asks for content items, which may still have to be made.</summary>
internal static class FeedReads
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

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
