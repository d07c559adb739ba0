using Microsoft.Extensions.Options;

namespace Annals.Server.LogResources;

/// <summary>Who may read the logs as static resources.</summary>
internal sealed class LogResourceOptions
{
    public const string Section = "Log";

    /// <summary>Names of tenants whose log anybody may read without a token. A log holds no record and no id in the clear. Default: none.</summary>
    public IList<string> PublicTenants { get; set; } = [];
}

[OptionsValidator]
internal sealed partial class LogResourceOptionsValidator : IValidateOptions<LogResourceOptions>;
