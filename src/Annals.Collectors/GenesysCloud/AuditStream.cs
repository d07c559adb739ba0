using System.Net;
using Annals.Archive;
using Annals.Collectors.Streams;
using Annals.Records.Events;
using Annals.Sources.GenesysCloud;

namespace Annals.Collectors.GenesysCloud;

/// <summary>Collects the audits of one service: by queries over windows of time, divided where the service refuses or a query never ends, and by realtime queries over the last hour.</summary>
internal sealed class AuditStream(
    CollectionStream stream, AuditQueryClient client, SweepSchedule schedule, TimeSpan history, WindowLimit limit, TimeSpan patience, Func<bool> isRealtime, RecordTaker taker, SemaphoreSlim slots, Tenant tenant, TimeProvider time)
    : CollectedStream(stream, tenant, time)
{
    /// <summary>A window is not divided further than this.</summary>
    private static readonly TimeSpan WindowMin = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RealtimeWindow = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(30);

    /// <summary>A realtime query of more pages than this is left to the asynchronous ones.</summary>
    private const int RealtimePagesMax = 100;
    private const int RealtimePageSize = 100;

    /// <summary>How often a query that failed, or whose results cannot be read on, is asked again before its window is divided.</summary>
    private const int TriesMax = 3;

    /// <summary>Most pages of a query.</summary>
    private const int PagesMax = 1_000_000;

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = client.Clock.Now;
            NoteOutOfReach(schedule.Oldest(now));
            foreach (var window in schedule.Due(now, Cursors(), BeginOr(now - history)).ToList())
            {
                await ReadAsync(window, cancellationToken).ConfigureAwait(false);
            }

            if (isRealtime())
            {
                await ReadRealtimeAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>Reads a window, in parts where it must be; parts are noted in their order, so that what is read stays read.</summary>
    private async Task ReadAsync(CollectionWindow window, CancellationToken cancellationToken)
    {
        var parts = new Stack<CollectionWindow>();
        parts.Push(window);
        var tries = 0;
        while (parts.TryPop(out var part))
        {
            if (part.To - part.From > limit.Longest)
            {
                Divide(part, parts);
                continue;
            }

            switch (await TryReadAsync(part, cancellationToken).ConfigureAwait(false))
            {
                case QueryOutcome.Done:
                    tries = 0;
                    break;
                case QueryOutcome.Failed when ++tries < TriesMax:
                    parts.Push(part);
                    break;
                case QueryOutcome.TooLong when part.To - part.From > WindowMin:
                    limit.Learn(part.To - part.From);
                    parts.Push(part);
                    break;
                default:
                    tries = 0;
                    if (part.To - part.From <= WindowMin)
                    {
                        throw new InvalidDataException($"Queries for the audits of {Stream.Name} between {part.From.UtcDateTime:u} and {part.To.UtcDateTime:u} do not succeed.");
                    }

                    Divide(part, parts);
                    break;
            }
        }
    }

    private static void Divide(CollectionWindow window, Stack<CollectionWindow> parts)
    {
        var middle = SweepSchedule.Seconds(window.From + ((window.To - window.From) / 2));
        parts.Push(window with { From = middle });
        parts.Push(window with { To = middle });
    }

    private async Task<QueryOutcome> TryReadAsync(CollectionWindow window, CancellationToken cancellationToken)
    {
        AuditQueryExecution execution;
        try
        {
            execution = await client.CreateQueryAsync(
                new AuditQuery(new AuditInterval(window.From, window.To)) { ServiceName = Stream.Name, Order = AuditSortOrder.Ascending }, cancellationToken).ConfigureAwait(false);
        }
        catch (AuditQueryException e) when (e.Status == HttpStatusCode.BadRequest && window.To - window.From > TimeSpan.FromDays(1))
        {
            // Whatever is wrong with so long a window: a shorter one shows whether it is the length.
            return QueryOutcome.TooLong;
        }

        var begun = Time.GetTimestamp();
        for (var wait = FirstPoll; !execution.HasSucceeded; wait = wait < LongestPoll ? wait * 2 : wait)
        {
            if (execution.HasFailed)
            {
                return QueryOutcome.Failed;
            }

            if (Time.GetElapsedTime(begun) >= patience)
            {
                return QueryOutcome.NeverEnds;
            }

            await Task.Delay(wait, Time, cancellationToken).ConfigureAwait(false);
            execution = await client.GetQueryAsync(execution.Id, cancellationToken).ConfigureAwait(false);
        }

        return await TryReadResultsAsync(execution.Id, window, cancellationToken).ConfigureAwait(false);
    }

    private async Task<QueryOutcome> TryReadResultsAsync(string query, CollectionWindow window, CancellationToken cancellationToken)
    {
        var piece = CollectedPiece.OfWindow(Stream, SourceNames.GenesysCloud, window);
        string? cursor = null;
        for (var pages = 0; pages < PagesMax; pages++)
        {
            AuditQueryPage page;
            try
            {
                page = await client.GetResultsAsync(query, cursor, allowRedirect: true, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (AuditQueryException e) when (pages > 0 && e.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                // The cursor is not good any more. What was read is stored; asked again, it is there already.
                return QueryOutcome.Failed;
            }

            if (page.Cursor is not null && page.Cursor == cursor)
            {
                return QueryOutcome.Failed;
            }

            var isLast = page.Cursor is null;
            if (page.Download is { } download)
            {
                await TakeDownloadAsync(download, piece, isLast, cancellationToken).ConfigureAwait(false);
            }
            else if (!isLast || page.Records.Count > 0 || piece.Counts.Read > 0)
            {
                await taker.TakeAsync(page.Records, piece, isLast, cancellationToken).ConfigureAwait(false);
            }

            if (isLast)
            {
                if (piece.Counts.Refused > 0)
                {
                    throw new InvalidDataException($"{piece.Counts.Refused} of the audits of {Stream.Name} are no records.");
                }

                if (piece.Counts.Read > 0)
                {
                    Stored(window);
                }
                else
                {
                    Listed(window, []);
                }

                return QueryOutcome.Done;
            }

            cursor = page.Cursor;
        }

        throw new InvalidDataException($"The results of a query have more than {PagesMax} pages.");
    }

    private async Task TakeDownloadAsync(Uri download, CollectedPiece piece, bool isLast, CancellationToken cancellationToken)
    {
        var body = await client.OpenDownloadAsync(download, cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            await taker.TakeFileAsync(body, piece, isLast, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the last hour over the realtime operation. It knows fewer services and two weeks only, so it moves no cursor: what it brings early, the queries bring again.</summary>
    private async Task ReadRealtimeAsync(CancellationToken cancellationToken)
    {
        var now = SweepSchedule.Seconds(client.Clock.Now);
        var query = new AuditQuery(new AuditInterval(now - RealtimeWindow, now)) { ServiceName = Stream.Name, Order = AuditSortOrder.Ascending };
        for (var number = 1; number <= RealtimePagesMax; number++)
        {
            AuditRealtimePage page;
            try
            {
                page = await client.QueryRealtimeAsync(query, number, RealtimePageSize, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (AuditQueryException e) when (e.Status == HttpStatusCode.BadRequest)
            {
                // Not every service of the mapping is taken.
                return;
            }

            await taker.TakeAsync(page.Records, CollectedPiece.Origin(Stream, SourceNames.GenesysCloud), cancellationToken).ConfigureAwait(false);
            if (number >= page.PageCount || page.Records.Count == 0)
            {
                return;
            }
        }
    }

    private enum QueryOutcome
    {
        Done,
        Failed,
        TooLong,
        NeverEnds,
    }
}
