using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Annals.Server.GenesysCloud;

/// <summary>The Genesys Cloud audit API: the vendor's limits are the defaults, but for how far back asynchronous queries reach.</summary>
internal sealed class GenesysCloudOptions
{
    public const string Section = "GenesysCloud";

    /// <summary>Requests a minute with one token. Default 300, as there.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 300;

    /// <summary>Longest interval of an asynchronous query. Default 30 days, as there; 0 sets no limit.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan QueryIntervalMax { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How far back asynchronous queries reach. Default 0: over the whole archive.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan QueryReach { get; set; } = TimeSpan.Zero;

    /// <summary>How long a query and its results can be asked for. Default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan QueryLifetime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a query may run before it is cancelled. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan QueryTimeMax { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Queries that run at the same time; further ones are queued. Default 2.</summary>
    [Range(1, 256)]
    public int QueriesRunningMax { get; set; } = 2;

    /// <summary>Queries of one client that are queued or running; a further one gets 429. Default 100.</summary>
    [Range(1, 100_000)]
    public int QueriesUnfinishedMax { get; set; } = 100;

    /// <summary>Queries of one client that are kept, finished or not; a further one removes the oldest finished one. Default 2,000.</summary>
    [Range(1, 1_000_000)]
    public int QueriesKeptMax { get; set; } = 2_000;

    /// <summary>How far back the realtime operations reach. Default 14 days, as there; 0 sets no limit.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan RealtimeReach { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Audits that one call for related audits gives at most; more are refused. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int RelatedMax { get; set; } = 1_000;

    /// <summary>How long a request may take to be answered before it gets 504. Default 15 s: the JavaScript SDK waits 16 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ReadTimeMax { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Downloads at the same time; further ones wait 10 s and then get 503. Default 8.</summary>
    [Range(1, 1024)]
    public int DownloadsMax { get; set; } = 8;

    /// <summary>Largest answer in bytes, unless it holds a single audit; a larger page is refused, or given by a link where the client allows it. Default 16 MiB.</summary>
    [Range(1024, 256 << 20)]
    public int ResponseBytesMax { get; set; } = 16 << 20;

    /// <summary>A page of results over this many bytes is given by a link where the client allows it. Default 512 KiB.</summary>
    [Range(0, 256 << 20)]
    public int RedirectBytes { get; set; } = 512 << 10;

    /// <summary>How long a download link is good, and how long a download may take. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan DownloadLifetime { get; set; } = TimeSpan.FromMinutes(10);
}

[OptionsValidator]
internal sealed partial class GenesysCloudOptionsValidator : IValidateOptions<GenesysCloudOptions>;
