using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Annals.Server.Observability;

/// <summary>Metrics, traces and what counts as ready.</summary>
internal sealed class TelemetryOptions : IValidatableObject
{
    public const string Section = "Telemetry";

    /// <summary>Where metrics and traces are sent by OTLP, such as <c>http://collector:4317</c>. Default: nowhere.</summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>Bearer token that lets other machines read <c>/metrics</c>, 16 characters or more. The figures are those of all tenants, so no client's token opens them. Default: only this machine reads them.</summary>
    [MinLength(16)]
    public string? MetricsToken { get; set; }

    /// <summary>Entries behind the index above which the server is not ready. Default 65,536: more, and searches are partial.</summary>
    [Range(1_000, long.MaxValue)]
    public long IndexLagMax { get; set; } = 65_536;

    /// <summary>Free bytes on the disk of the data folder below which the server is not ready. Default 1 GiB.</summary>
    [Range(0, long.MaxValue)]
    public long DiskFreeBytesMin { get; set; } = 1L << 30;

    /// <summary>How long new entries may be without a checkpoint before the server is not ready. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan CheckpointAgeMax { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What attributes cannot say.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OtlpEndpoint is { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") })
        {
            yield return new ValidationResult($"OtlpEndpoint: \"{OtlpEndpoint}\" is no address of a collector. Write it as http://collector:4317.");
        }
    }
}

[OptionsValidator]
internal sealed partial class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>;
