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

    /// <summary>How long a person may do nothing before the session ends. Default 30 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a session lasts at most. Default 12 h.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);
}

[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
