using Annals.Archive;
using Annals.Collectors.Streams;
using Annals.Records.Events;
using Annals.Sources.Microsoft365;

namespace Annals.Collectors.Microsoft365;

/// <summary>Collects one content type: lists what was published, then fetches each blob once, until it is stored or has expired.</summary>
internal sealed class ContentStream(
    CollectionStream stream, ManagementActivityClient client, SubscriptionKeeper subscriptions, SweepSchedule schedule, TimeSpan history, RecordTaker taker, SemaphoreSlim slots, Tenant tenant, TimeProvider time)
    : CollectedStream(stream, tenant, time)
{
    /// <summary>Blobs that are looked up in the ledger at a time.</summary>
    private const int FetchedTogether = 256;

    /// <summary>A listing of more pages than this goes in a circle.</summary>
    private const int PagesMax = 100_000;

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await subscriptions.KeepAsync(this, cancellationToken).ConfigureAwait(false);
            var now = client.Clock.Now;
            NoteOutOfReach(schedule.Oldest(now));
            foreach (var window in schedule.Due(now, Cursors(), BeginOr(now - history)).ToList())
            {
                await ListAsync(window, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ManagementActivityException e) when (e.Code is ActivityErrorCode.NoSubscription or ActivityErrorCode.Disabled)
        {
            subscriptions.Doubt(Stream.Name);
            failure = e;
        }
        catch (Exception e) when (SourceTrouble.IsOfSource(e, cancellationToken))
        {
            failure = e;
        }

        // What is listed is fetched though further listings fail: it may expire before they work again.
        await FetchAsync(cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            throw new StreamFailedException(failure);
        }
    }

    private async Task ListAsync(CollectionWindow window, CancellationToken cancellationToken)
    {
        var found = new List<ListedContent>();
        var page = await client.ListContentAsync(Stream.Name, window.From, window.To, cancellationToken).ConfigureAwait(false);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var pages = 1; ; pages++)
        {
            var items = page.Items.Select(item => new ListedContent(item.ContentId, item.ContentUri, item.ContentCreated, item.ContentExpiration)).ToList();
            found.AddRange(Tenant.Ledger.Unknown(Stream, items).Where(item => seen.Add(item.Id)));
            if (page.Next is null)
            {
                break;
            }

            if (pages == PagesMax)
            {
                throw new InvalidDataException($"The listing of {Stream.Name} has more than {PagesMax} pages.");
            }

            if (found.Count >= FetchedTogether)
            {
                Tenant.NoteListed(Stream, window, isWhole: false, found);
                found.Clear();
                seen.Clear();
            }

            page = await client.ListMoreContentAsync(page.Next, cancellationToken).ConfigureAwait(false);
        }

        Listed(window, found);
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var due = Tenant.Ledger.OpenContents(Stream, client.Clock.Now, FetchedTogether);
            if (due.Count == 0)
            {
                return;
            }

            await Task.WhenAll(due.Select(open => FetchInTurnAsync(open, cancellationToken))).ConfigureAwait(false);
        }
    }

    private async Task FetchInTurnAsync(OpenContent open, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await FetchAsync(open, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task FetchAsync(OpenContent open, CancellationToken cancellationToken)
    {
        var content = open.Content;
        if (content.Expires <= client.Clock.Now)
        {
            Expire(open, open.Reason is null ? "It expired before it was fetched." : $"It expired; the last try failed: {open.Reason}");
            return;
        }

        string? reason;
        try
        {
            var body = await client.OpenContentAsync(content.Address, cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                reason = await taker.TakeAsync(body, CollectedPiece.OfContent(Stream, SourceNames.Microsoft365, content), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ManagementActivityException e) when (e.Code == ActivityErrorCode.Expired)
        {
            Expire(open, "The source says that it has expired.");
            return;
        }
        catch (UnreadableContentException e)
        {
            reason = $"It cannot be read: {e.Message}";
        }
        catch (Exception e) when (SourceTrouble.IsOfSource(e, cancellationToken))
        {
            reason = e.Message;
        }

        if (reason is not null)
        {
            var attempts = open.Attempts + 1;
            Tenant.NoteFailed(Stream, content.Id, attempts, RetrySchedule.Next(client.Clock.Now, attempts, content.Expires), reason);
        }
    }

    private void Expire(OpenContent open, string reason) =>
        Tenant.NoteGap(Stream, GapKind.Content, open.Content.Created, open.Content.Created.AddMilliseconds(1), open.Content.Id, reason);
}
