using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Annals.Server.Hosting;

/// <summary>What one request, one caller and the server as a whole may use.</summary>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Largest body of an append, in bytes after decompression. Default 64 MiB.</summary>
    [Range(1 << 20, 1L << 31)]
    public long AppendBodyBytesMax { get; set; } = 64L << 20;

    /// <summary>Largest body of any other request, in bytes after decompression. Default 1 MiB.</summary>
    [Range(1 << 12, 64L << 20)]
    public long BodyBytesMax { get; set; } = 1L << 20;

    /// <summary>How long a body may pause before it is given up with 408. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan BodyPauseMax { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most records of one append; of a body with more the rest is not read, 413. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int AppendRecordsMax { get; set; } = 100_000;

    /// <summary>Bytes of appended records that may be under way in all tenants together, from the reading of the body until they are durable; with more, appends get 503. Default 128 MiB.</summary>
    [Range(64L << 20, 1L << 36)]
    public long WaitingBytesMax { get; set; } = 128L << 20;

    /// <summary>Searches that run at the same time; further ones wait, and get 503 after 10 s. Default: twice the processors.</summary>
    [Range(1, 1024)]
    public int SearchesMax { get; set; } = 2 * Environment.ProcessorCount;

    /// <summary>How long one search may run. Default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SearchTimeMax { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Connections at the same time. Default 2,000.</summary>
    [Range(1, 1_000_000)]
    public long ConnectionsMax { get; set; } = 2_000;

    /// <summary>Requests a minute of one client or user, all endpoints but appends together. Default 3,000.</summary>
    [Range(1, 100_000_000)]
    public int RequestsPerMinute { get; set; } = 3_000;

    /// <summary>Requests of one client or user at the same time, tails among them, appends not. Default 100.</summary>
    [Range(1, 1_000_000)]
    public int RequestsAtOnce { get; set; } = 100;

    /// <summary>Attempts a minute to get a token or to sign in, by one address. Default 60.</summary>
    [Range(1, 1_000_000)]
    public int SignInsPerMinute { get; set; } = 60;
}

[OptionsValidator]
internal sealed partial class LimitOptionsValidator : IValidateOptions<LimitOptions>;
