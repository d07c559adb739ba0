using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365;

/// <summary>How the Office 365 Management Activity API is served (docs/microsoft365-api.md).</summary>
internal sealed class Microsoft365Options
{
    public const string Section = "Microsoft365";

    /// <summary>How far back content may be listed and fetched. Default: everything that is kept. The vendor's own limit is 7 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "36500.00:00:00")]
    public TimeSpan? ContentAge { get; set; }

    /// <summary>Entries of the log that a listing waits for while content items are still made of them; with more it is answered by 503 and <c>AF50006</c>. Default 1,048,576.</summary>
    [Range(0, long.MaxValue)]
    public long ContentWaitMax { get; set; } = 1 << 20;

    /// <summary>Content items or notifications of one page. Default 200.</summary>
    [Range(1, 10_000)]
    public int PageSize { get; set; } = 200;

    /// <summary>Whether whoever may read records may also read content type DLP.All. Default true.</summary>
    public bool DlpContent { get; set; } = true;

    /// <summary>Whether the GUID in a path must be the tenant's own or a configured organisation's. Default false: the client's id is taken too, as some clients send it.</summary>
    public bool StrictTenant { get; set; }

    /// <summary>Requests a minute of one tenant and PublisherIdentifier; a tenant's publishers beyond 16 in a minute share the count of those that name none. Default 2,000, as there.</summary>
    [Range(1, 100_000_000)]
    public int RequestsPerMinute { get; set; } = 2_000;

    /// <summary>Shortest time between two starts of a subscription that change something, or whose webhook could not be validated. Default none; there it is 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan StartInterval { get; set; } = TimeSpan.Zero;

    /// <summary>Resources for which tokens are given, beside the vendor's own and the address of this server. Default none.</summary>
    public IList<string> Resources { get; set; } = [];

    /// <summary>Whether notifications are sent to addresses that clients name. Default false.</summary>
    public bool Webhooks { get; set; }

    /// <summary>How long an address may take to answer. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time until a notification that failed is sent again; it doubles with each failure, up to 6 hours. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WebhookRetry { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Failures in a row after which a webhook is disabled. Default 10: nearly nine hours.</summary>
    [Range(1, 100)]
    public int WebhookFailuresMax { get; set; } = 10;

    /// <summary>What tenants are known by, by name of the tenant. Default none.</summary>
    public IDictionary<string, Microsoft365TenantOptions> Tenants { get; set; } = new Dictionary<string, Microsoft365TenantOptions>();
}

/// <summary>What one tenant is known by at the vendor.</summary>
internal sealed class Microsoft365TenantOptions
{
    /// <summary>Whether the tenant is served at all. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Ids of the organisation at the vendor, taken in paths in place of the tenant's own id. Default none.</summary>
    public IList<string> OrganizationIds { get; set; } = [];

    /// <summary>Domains, taken in the path of the token endpoints. Default none.</summary>
    public IList<string> Domains { get; set; } = [];
}

[OptionsValidator]
internal sealed partial class Microsoft365OptionsValidator : IValidateOptions<Microsoft365Options>;
