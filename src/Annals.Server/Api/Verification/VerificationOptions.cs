using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Annals.Server.Api.Verification;

/// <summary>Verifications that the server makes by itself.</summary>
internal sealed class VerificationOptions
{
    public const string Section = "Verification";

    /// <summary>Whether each tenant's log is verified every day. Default true.</summary>
    public bool Daily { get; set; } = true;

    /// <summary>When, in UTC. Default 03:00.</summary>
    public TimeOnly DailyAt { get; set; } = new(3, 0);

    /// <summary>Threads of one verification. Default: half of the processors, at least one.</summary>
    [Range(1, 256)]
    public int Workers { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);
}

[OptionsValidator]
internal sealed partial class VerificationOptionsValidator : IValidateOptions<VerificationOptions>;
