using System.Globalization;
using Annals.Archive;
using Annals.Collectors.Connections;
using Annals.Sources.Microsoft365;
using Azure.Core;

namespace Annals.Collectors.Doctor;

/// <summary>Examines a connection to Microsoft 365.</summary>
internal static class ActivityDoctor
{
    private const string Read = "ActivityFeed.Read";
    private const string ReadDlp = "ActivityFeed.ReadDlp";
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static async Task ExamineAsync(string name, ConnectionOptions options, CollectionLedger? ledger, List<DoctorLine> lines, TimeProvider time, CancellationToken cancellationToken)
    {
        var cloud = ConnectionRules.CloudOf(options)!;
        var http = ConnectionDoctor.Impatient(SourceSecrets.Http(options));
        var credential = SourceSecrets.Microsoft365(options, cloud, http, time);
        using var disposable = credential as IDisposable;
        using var client = new ManagementActivityClient(
            new ManagementActivityOptions { TenantId = options.TenantId!.Value, Cloud = cloud, Http = http, PublisherIdentifier = options.PublisherIdentifier }, credential, time);
        var types = options.ContentTypes.Count == 0 ? ActivityContentType.All : [.. options.ContentTypes];
        var token = string.Empty;
        var hasToken = await ConnectionDoctor.TryAsync(
            "token",
            lines,
            async () =>
            {
                token = (await credential.GetTokenAsync(new TokenRequestContext([cloud.Scope]), cancellationToken).ConfigureAwait(false)).Token;
                return new DoctorLine("token", DoctorVerdict.Good, $"{cloud.Login.Host} gives tokens for {cloud.Scope.Replace("/.default", string.Empty, StringComparison.Ordinal)}.");
            },
            cancellationToken).ConfigureAwait(false);
        if (!hasToken)
        {
            return;
        }

        AddClaims(TokenClaims.Read(token), options, types, lines);
        IReadOnlyList<ActivitySubscription> subscriptions = [];
        var isReached = await ConnectionDoctor.TryAsync(
            "api",
            lines,
            async () =>
            {
                subscriptions = await client.ListSubscriptionsAsync(cancellationToken).ConfigureAwait(false);
                return new DoctorLine("api", DoctorVerdict.Good, $"{cloud.Api.Host} answers and takes the token.");
            },
            cancellationToken).ConfigureAwait(false);
        if (!isReached)
        {
            return;
        }

        lines.Add(ConnectionDoctor.ClockLine(client.Clock));
        foreach (var type in types)
        {
            await ConnectionDoctor.TryAsync(type, lines, () => ExamineAsync(new CollectionStream(name, type), client, subscriptions, ledger, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        lines.Add(ConnectionDoctor.QuotaLine(client.Rate));
    }

    private static void AddClaims(TokenClaims? claims, ConnectionOptions options, IReadOnlyList<string> types, List<DoctorLine> lines)
    {
        if (claims is null)
        {
            lines.Add(new DoctorLine("permissions", DoctorVerdict.Warning, "The token is opaque, so its permissions are not known before they are needed."));
            return;
        }

        if (claims.Tenant is { } tenant && !string.Equals(tenant, options.TenantId.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            lines.Add(new DoctorLine("permissions", DoctorVerdict.Bad, $"The token is of the organisation {tenant}, and TenantId says {options.TenantId}.", "unknown-tenant", "Correct TenantId."));
        }

        if (!claims.Roles.Contains(Read))
        {
            lines.Add(new DoctorLine(
                "permissions", DoctorVerdict.Bad, $"The token lacks the role {Read}; it has {Named(claims.Roles)}.", "missing-role", $"Add the application permission {Read} of Office 365 Management APIs to the app registration and grant admin consent."));
        }
        else if (types.Contains(ActivityContentType.Dlp) && !claims.Roles.Contains(ReadDlp))
        {
            lines.Add(new DoctorLine(
                "permissions",
                DoctorVerdict.Bad,
                $"The token lacks the role {ReadDlp}, so {ActivityContentType.Dlp} cannot be collected; the other content types can.",
                "missing-readdlp",
                $"Add the application permission {ReadDlp} and grant admin consent, or leave {ActivityContentType.Dlp} out of ContentTypes."));
        }
        else
        {
            lines.Add(new DoctorLine("permissions", DoctorVerdict.Good, $"The token has the roles {Named(claims.Roles)}."));
        }
    }

    private static async Task<DoctorLine> ExamineAsync(CollectionStream stream, ManagementActivityClient client, IReadOnlyList<ActivitySubscription> subscriptions, CollectionLedger? ledger, CancellationToken cancellationToken)
    {
        var known = subscriptions.LastOrDefault(subscription => string.Equals(subscription.ContentType, stream.Name, StringComparison.OrdinalIgnoreCase));
        var started = string.Empty;
        if (known is not { IsEnabled: true })
        {
            try
            {
                await client.StartSubscriptionAsync(stream.Name, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (ManagementActivityException e) when (known is not null && e.Code == ActivityErrorCode.Disabled)
            {
                return new DoctorLine(
                    stream.Name, DoctorVerdict.Bad, "The subscription is disabled and cannot be started.", "subscription-off", "Ask the organisation's administrator why it was switched off: what is made meanwhile is lost.");
            }

            if (known is not null)
            {
                return new DoctorLine(
                    stream.Name,
                    DoctorVerdict.Bad,
                    "The subscription was disabled; this examination has started it again.",
                    "subscription-off",
                    "Find out who switched it off: what was made meanwhile is lost. Run this again in an hour.");
            }

            started = " The subscription was missing and has been started; the first content may take 12 hours.";
        }

        var now = client.Clock.Now;
        var page = await client.ListContentAsync(stream.Name, now - Day, now, cancellationToken).ConfigureAwait(false);
        var newest = page.Items.Count == 0 ? ledger?.Totals(stream.Connection).FirstOrDefault(total => total.Stream == stream)?.Newest : page.Items.Max(item => item.ContentCreated);
        return page.Items.Count == 0
            ? new DoctorLine(
                stream.Name,
                started.Length > 0 ? DoctorVerdict.Good : DoctorVerdict.Warning,
                $"Nothing was published in the last 24 hours.{(newest is { } last ? string.Create(CultureInfo.InvariantCulture, $" The last content seen is of {last.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.") : string.Empty)}{started}",
                started.Length > 0 ? null : "no-content",
                started.Length > 0 ? null : "If there should be something: look in the Purview portal whether audit logging is on and the activity is recorded.")
            : new DoctorLine(stream.Name, DoctorVerdict.Good, string.Create(CultureInfo.InvariantCulture, $"On; the newest content of the last 24 hours is of {newest!.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.{started}"));
    }

    private static string Named(IReadOnlyList<string> roles) => roles.Count == 0 ? "none" : string.Join(", ", roles.Order(StringComparer.Ordinal));
}
