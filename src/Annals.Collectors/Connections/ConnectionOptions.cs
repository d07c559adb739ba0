namespace Annals.Collectors.Connections;

/// <summary>How records of one account at a vendor are collected (docs/collectors.md). Secrets are given by file or environment, or by the server's interface, which keeps them encrypted.</summary>
public sealed class ConnectionOptions
{
    /// <summary>Source of a connection to Microsoft 365.</summary>
    public const string Microsoft365 = "microsoft365";

    /// <summary>Source of a connection to Genesys Cloud.</summary>
    public const string GenesysCloud = "genesys-cloud";

    /// <summary>Which vendor: <c>microsoft365</c> or <c>genesys-cloud</c>.</summary>
    public string Source { get; set; } = string.Empty;

    /// <summary>Name of the archive's tenant that takes the records. Default <c>default</c>.</summary>
    public string Tenant { get; set; } = "default";

    /// <summary>Whether it is collected. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Microsoft 365: the organisation's directory (tenant) id.</summary>
    public Guid? TenantId { get; set; }

    /// <summary>The application's (client) id at the vendor; with a managed identity of its own, that identity's.</summary>
    public string? ClientId { get; set; }

    /// <summary>The application's secret. Better <see cref="ClientSecretFile"/> or an environment variable.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>A file that holds the secret, and nothing else but a line break.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>Microsoft 365: a certificate with its private key instead of a secret, PEM or PKCS#12.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Password of the certificate's file.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Microsoft 365: <c>client</c> for a secret or certificate (default), <c>managed-identity</c> or <c>workload-identity</c>.</summary>
    public string Credential { get; set; } = "client";

    /// <summary>Microsoft 365: <c>enterprise</c> (default), <c>gcc</c>, <c>gcc-high</c> or <c>dod</c>.</summary>
    public string Cloud { get; set; } = "enterprise";

    /// <summary>Genesys Cloud: the region, such as <c>eu-central-1</c> or <c>mypurecloud.de</c>.</summary>
    public string? Region { get; set; }

    /// <summary>Address of the API instead of the cloud's or region's.</summary>
    public Uri? ApiUrl { get; set; }

    /// <summary>Address of the token service instead of the cloud's or region's.</summary>
    public Uri? LoginUrl { get; set; }

    /// <summary>Microsoft 365: the PublisherIdentifier of every call. Default: the organisation's own id.</summary>
    public Guid? PublisherIdentifier { get; set; }

    /// <summary>Microsoft 365: content types that are collected. Default: all five.</summary>
    public IList<string> ContentTypes { get; set; } = [];

    /// <summary>Genesys Cloud: services that are collected. Default: all of the service mapping, new ones included.</summary>
    public IList<string> Services { get; set; } = [];

    /// <summary>Genesys Cloud: whether the realtime operation is asked too, which knows some audits earlier. Default true.</summary>
    public bool Realtime { get; set; } = true;

    /// <summary>How often is asked for what is new. Default 5 min.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far back a new connection reaches. Default: as far as the vendor gives, 7 days and 364 days.</summary>
    public TimeSpan? History { get; set; }

    /// <summary>How far each look goes back over what was looked at before. Default 1 h.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long after its publication a time is looked at once more, for what comes late. Default 1 h, 24 h and 7 days.</summary>
    public IList<TimeSpan> Sweeps { get; set; } = [];

    /// <summary>Blobs or services that are read at the same time. Default 4.</summary>
    public int Parallel { get; set; } = 4;

    /// <summary>Most requests in a minute. Default 2,000 of Microsoft 365, 300 of Genesys Cloud, which are the vendors' own limits.</summary>
    public int? RequestsPerMinute { get; set; }

    /// <summary>Genesys Cloud: how long a query may run before it is given up and its window divided. Default 15 min.</summary>
    public TimeSpan QueryPatience { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The proxy, for tokens too. Default: that of the environment (<c>HTTPS_PROXY</c>).</summary>
    public Uri? Proxy { get; set; }

    /// <summary>A PEM file of authorities that are trusted instead of the machine's.</summary>
    public string? AuthoritiesFile { get; set; }

    /// <summary>Microsoft 365: the address of this server's receiver of notifications, as the vendor reaches it; needs https. Default none: content is asked for.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>What a notification or an event must carry: <c>Webhook-AuthID</c> of Microsoft 365, or the key of an EventBridge API destination. No receiver without it.</summary>
    public string? ReceiverKey { get; set; }

    /// <summary>Silence longer than this raises an alarm. Default: longer than the stream's own rhythm, and than 24 h.</summary>
    public TimeSpan? SilenceAfter { get; set; }
}
