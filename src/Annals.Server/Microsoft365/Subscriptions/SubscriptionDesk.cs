using System.Collections.Concurrent;
using Annals.Records.Microsoft365;
using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Microsoft365.Feed;
using Annals.Server.Microsoft365.Webhooks;
using Annals.Server.Tenants;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365.Subscriptions;

/// <summary>Starts and stops subscriptions.</summary>
internal sealed class SubscriptionDesk(SubscriptionStore store, TenantRegistry tenants, CallerRights rights, WebhookSender sender, IOptions<Microsoft365Options> options, TimeProvider time)
{
    /// <summary>Webhooks that could not be validated lately are remembered for so many subscriptions, then forgotten all at once.</summary>
    private const int FailuresMax = 10_000;

    private readonly ConcurrentDictionary<(Guid Tenant, string Client, ContentType Type), DateTimeOffset> failures = new();

    /// <summary>Starts a subscription, or changes its webhook.</summary>
    /// <param name="caller">Whose subscription.</param>
    /// <param name="type">The content type.</param>
    /// <param name="name">Its name as the client wrote it.</param>
    /// <param name="asked">The webhook asked for; null for none.</param>
    /// <param name="cancellationToken">Ends the validation of a webhook.</param>
    /// <exception cref="RequestException">Nothing changes, it was started too often, or the webhook could not be validated.</exception>
    public async Task<Subscription> StartAsync(Caller caller, ContentType type, string name, StartRequest? asked, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var before = store.Find(caller.Tenant, caller.Id, type);
        if (before is { IsEnabled: true } && IsSame(before.Webhook, asked, now))
        {
            throw FeedError.NoChange;
        }

        if (before is not null && before.Changed + options.Value.StartInterval is var next && next > now)
        {
            throw FeedError.TooManyStarts(next - now);
        }

        if (asked is not null && failures.TryGetValue((caller.Tenant, caller.Id, type), out var failed) && failed + options.Value.StartInterval is var again && again > now)
        {
            // An attempt counts although it changed nothing: each sends a request to an address that the client named.
            throw FeedError.TooManyStarts(again - now);
        }

        var webhook = await ValidateAsync(caller, type, asked, before, now, cancellationToken);
        if (!rights.Still(caller))
        {
            // Validating a webhook takes a while, in which the caller may have been removed; nothing may be left behind that nobody could remove.
            throw new RequestException(ServerError.OfStatus(401));
        }

        var subscription = new Subscription(caller.Tenant, caller.Id, type, name, IsEnabled: true, now, webhook);
        store.Put(subscription);
        return subscription;
    }

    /// <summary>Stops a subscription.</summary>
    /// <exception cref="RequestException">It was never started, or is stopped already.</exception>
    public void Stop(Caller caller, ContentType type) => store.Put(Enabled(caller, type) with { IsEnabled = false, Webhook = null });

    /// <summary>A subscription that is not stopped.</summary>
    /// <exception cref="RequestException">There is none.</exception>
    public Subscription Enabled(Caller caller, ContentType type) => store.Find(caller.Tenant, caller.Id, type) switch
    {
        null => throw FeedError.SubscriptionNotFound,
        { IsEnabled: false } => throw FeedError.SubscriptionDisabled,
        var found => found,
    };

    private async Task<Webhook?> ValidateAsync(Caller caller, ContentType type, StartRequest? asked, Subscription? before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (asked is null)
        {
            return null;
        }

        if (!options.Value.Webhooks)
        {
            throw FeedError.Webhook(asked.Address, "This server sends no notifications; list the content instead.");
        }

        if (!Uri.TryCreate(asked.Address, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0)
        {
            throw FeedError.Webhook(asked.Address, "The address must begin with HTTPS.");
        }

        if (!await sender.ValidateAsync(address, asked.AuthId, cancellationToken))
        {
            if (failures.Count >= FailuresMax)
            {
                failures.Clear();
            }

            failures[(caller.Tenant, caller.Id, type)] = now;
            throw FeedError.Webhook(asked.Address, "The endpoint did not return HTTP 200.");
        }

        // A webhook that only changes still owes what it could not deliver; one that is new is not notified of what was there before.
        var last = before is { IsEnabled: true, Webhook: { } has } && has.Address == asked.Address ? has.Notified : FeedReads.Ask(() => tenants.Of(caller).NewestContent(type, cancellationToken));
        return new Webhook(asked.Address, asked.AuthId, asked.Expiration, IsEnabled: true, last, 0, now);
    }

    /// <summary>A webhook that is disabled or has expired is not the same: starting it again enables it.</summary>
    private static bool IsSame(Webhook? before, StartRequest? asked, DateTimeOffset now) => (before, asked) switch
    {
        (null, null) => true,
        ({ } has, { } wants) => has.Address == wants.Address && has.AuthId == wants.AuthId && has.Expiration == Rounded(wants.Expiration) && has.StatusAt(now) == "enabled",
        _ => false,
    };

    /// <summary>As the database keeps it.</summary>
    private static DateTimeOffset? Rounded(DateTimeOffset? time) => time is { } exact ? new DateTimeOffset(exact.UtcTicks - (exact.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero) : null;
}
