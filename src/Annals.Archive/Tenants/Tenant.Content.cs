using Annals.Records.Microsoft365;

namespace Annals.Archive;

/// <content>The content items of the Management Activity API.</content>
public sealed partial class Tenant
{
    /// <summary>While many appends wait, content items may fall so many entries behind: half of what a listing waits for.</summary>
    private const long ContentPausedLagMax = 1 << 19;

    /// <summary>
    /// Items of a content type that were created in a window and before the horizon of the listing, in the order of their records. For the same window and a
    /// horizon that is not before its end the answer is the same for ever.
    /// </summary>
    /// <param name="type">The content type.</param>
    /// <param name="from">Created at this time or later.</param>
    /// <param name="to">Created before this time.</param>
    /// <param name="horizon">The receipt of the listing, which the pages of a listing share.</param>
    /// <param name="after">Only items whose first record is behind this position; -1 for the first page.</param>
    /// <param name="limit">Most items, 1 or more.</param>
    /// <param name="cancellationToken">Ends the waiting for items that are being made.</param>
    /// <exception cref="ContentBehindException">Too many entries of the log are still to be read.</exception>
    public IReadOnlyList<ContentItem> ListContent(ContentType type, DateTimeOffset from, DateTimeOffset to, ContentHorizon horizon, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(horizon.Position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(horizon.Position, Size);

        // The receipt itself has the horizon's time and closes what time closes before it.
        content.CatchUp(horizon.Position + 1, cancellationToken);
        return content.List(type, MillisUp(from), Math.Min(MillisUp(to), (horizon.RecordedMicros + 999) / 1000), after, limit);
    }

    /// <summary>The content item with an id. Nothing of its records is read.</summary>
    /// <param name="id">The id, compared exactly.</param>
    /// <param name="cancellationToken">Ends the waiting for items that are being made.</param>
    /// <returns>Null when the tenant has no such item.</returns>
    /// <exception cref="ContentBehindException">Too many entries of the log are still to be read.</exception>
    public ContentItem? FindContent(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (content.Find(id) is { } known)
        {
            return known;
        }

        content.CatchUp(DurableSize, cancellationToken);
        return content.Find(id);
    }

    /// <summary>
    /// Position of the first record of the newest item of a content type that is closed, or that time has closed by now though no listing shows it yet; -1 when there is none.
    /// Leaves no receipt, and is cheap enough to be asked often.
    /// </summary>
    /// <param name="type">The content type.</param>
    /// <param name="cancellationToken">Ends the waiting for items that are being made.</param>
    /// <exception cref="ContentBehindException">Too many entries of the log are still to be read.</exception>
    public long NewestContent(ContentType type, CancellationToken cancellationToken)
    {
        content.CatchUp(DurableSize, cancellationToken);
        return content.Newest(type, time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>The records of an item that are not erased, as they are stored, in the order of the log. The bytes are valid until the next one is read.</summary>
    /// <param name="item">The item.</param>
    /// <param name="ticket">The receipt of this read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IEnumerable<ReadOnlyMemory<byte>> ReadContent(ContentItem item, ReadTicket ticket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(ticket);
        return content.Read(item, cancellationToken);
    }

    /// <summary>See <see cref="ServedTenant.FollowContentAsync"/>.</summary>
    /// <param name="pause">Time between two rounds.</param>
    /// <param name="isPressed">Whether many appends wait.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task FollowContentAsync(TimeSpan pause, Func<bool> isPressed, CancellationToken cancellationToken)
    {
        while (true)
        {
            await OwnThread.RunAsync(() => content.Follow(DurableSize, () => !cancellationToken.IsCancellationRequested && (DurableSize - content.Covered > ContentPausedLagMax || !isPressed())));
            await WaitForGrowthAsync(content.Covered, cancellationToken);
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private static long MillisUp(DateTimeOffset moment)
    {
        var ticks = moment.UtcTicks - DateTime.UnixEpoch.Ticks;
        return (ticks / TimeSpan.TicksPerMillisecond) + (ticks % TimeSpan.TicksPerMillisecond > 0 ? 1 : 0);
    }
}
