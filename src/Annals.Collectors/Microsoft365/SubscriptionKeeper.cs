using System.Net;
using Annals.Archive;
using Annals.Collectors.Streams;
using Annals.Sources.Microsoft365;

namespace Annals.Collectors.Microsoft365;

/// <summary>
/// Keeps the subscriptions of a connection on: lists them now and then and when one is in doubt, and starts what is missing, never more often than the service allows. What was made while one was off is
/// lost, so that time becomes a gap. Thread-safe.
/// </summary>
internal sealed class SubscriptionKeeper(ManagementActivityClient client, ActivityWebhook? webhook, Tenant tenant, TimeProvider time) : IDisposable
{
    /// <summary>The service takes one start in this time for a content type (reference, "Start a subscription").</summary>
    private static readonly TimeSpan StartEvery = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<string, long> started = [];
    private readonly HashSet<string> doubted = [];
    private IReadOnlyDictionary<string, ActivitySubscription> known = new Dictionary<string, ActivitySubscription>();
    private long? lookedAt;

    /// <summary>The subscriptions as they were last listed, by content type.</summary>
    public IReadOnlyDictionary<string, ActivitySubscription> Known => Volatile.Read(ref known);

    /// <summary>Lists the subscriptions, if it is time.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (lookedAt is not { } at || time.GetElapsedTime(at) >= LookEvery || doubted.Count > 0)
            {
                var list = await client.ListSubscriptionsAsync(cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref known, list.GroupBy(subscription => subscription.ContentType, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.Last(), StringComparer.OrdinalIgnoreCase));
                lookedAt = time.GetTimestamp();
                doubted.Clear();
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Starts a subscription that is missing, if it may be started.</summary>
    /// <param name="stream">The content type that is about to be read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task KeepAsync(CollectedStream stream, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (lookedAt is not null && Misses(stream.Stream.Name) && !(started.TryGetValue(stream.Stream.Name, out var start) && time.GetElapsedTime(start) < StartEvery))
            {
                await StartAsync(stream, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The source says that a subscription is off: it is looked at before the next reading.</summary>
    public void Doubt(string contentType)
    {
        gate.Wait();
        try
        {
            doubted.Add(contentType);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private bool Misses(string contentType) =>
        !Known.TryGetValue(contentType, out var subscription)
        || !subscription.IsEnabled
        || (webhook is not null && !(subscription.Webhook is { Status: "enabled" } set && string.Equals(set.Address, webhook.Address, StringComparison.Ordinal)));

    private async Task StartAsync(CollectedStream stream, CancellationToken cancellationToken)
    {
        var type = stream.Stream.Name;
        var wasOn = Known.TryGetValue(type, out var before) && before.IsEnabled;
        started[type] = time.GetTimestamp();
        try
        {
            if (await client.StartSubscriptionAsync(type, webhook, cancellationToken).ConfigureAwait(false) is { } subscription)
            {
                NoteOff(stream, wasOn);
                Volatile.Write(ref known, new Dictionary<string, ActivitySubscription>(Known, StringComparer.OrdinalIgnoreCase) { [type] = subscription });
            }
            else
            {
                // It was on all the time, whatever the listing said.
                lookedAt = null;
            }
        }
        catch (ManagementActivityException e) when (e.Status == HttpStatusCode.TooManyRequests)
        {
            // Somebody started it lately. If it is on, its content can be read; if not, the reading says so and it is started later.
        }
    }

    /// <summary>A subscription that was on before, and had to be started, was off for a time.</summary>
    private void NoteOff(CollectedStream stream, bool wasOn)
    {
        var now = client.Clock.Now;
        if (!wasOn && tenant.Ledger.Cursors(stream.Stream.Connection).FirstOrDefault(cursor => cursor.Stream == stream.Stream && cursor.Sweep == 0) is { } cursor)
        {
            var from = stream.ReadUpTo is { } read && read > cursor.UpTo ? read : cursor.UpTo;
            if (from < now)
            {
                tenant.NoteGap(stream.Stream, GapKind.Disabled, from, now, content: null, "The subscription was off: what was made then is in no blob.");
            }
        }
    }
}
