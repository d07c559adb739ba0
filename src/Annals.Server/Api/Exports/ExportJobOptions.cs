using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Annals.Server.Api.Exports;

/// <summary>What exports may use, and how long they are kept.</summary>
internal sealed class ExportJobOptions
{
    public const string Section = "Exports";

    /// <summary>Exports that run at the same time. Default 2.</summary>
    [Range(1, 64)]
    public int RunningMax { get; set; } = 2;

    /// <summary>Exports of one caller that wait, run or have a file. Default 20.</summary>
    [Range(1, 1_000)]
    public int PerCallerMax { get; set; } = 20;

    /// <summary>Exports that wait, of all tenants together; with more, new ones get 503. Default 200.</summary>
    [Range(1, 100_000)]
    public int WaitingMax { get; set; } = 200;

    /// <summary>How long a file is kept, and how long an export without a file is listed. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00")]
    public TimeSpan KeptFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Bytes that the files of all exports may take together. Default 20 GiB.</summary>
    [Range(1L << 16, 1L << 50)]
    public long BytesMax { get; set; } = 20L << 30;

    /// <summary>Bytes that exports leave free on the disk, for the log. Default 2 GiB.</summary>
    [Range(0L, 1L << 50)]
    public long FreeBytesMin { get; set; } = 2L << 30;
}

[OptionsValidator]
internal sealed partial class ExportJobOptionsValidator : IValidateOptions<ExportJobOptions>;
