using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Annals.Server.Access;

/// <summary>Tokens and sessions.</summary>
internal sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>Life of a token of the Microsoft endpoints. Default 1 h, as there.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Life of a token of <c>/oauth/token</c>. Default 24 h, as at Genesys.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan LongTokenLifetime { get; set; } = TimeSpan.FromHours(24);
}

[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
