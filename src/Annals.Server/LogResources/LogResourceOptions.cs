using Annals.Archive;
using Microsoft.Extensions.Options;

namespace Annals.Server.LogResources;

/// <summary>Who may read the logs as static resources.</summary>
internal sealed class LogResourceOptions
{
    public const string Section = "Log";

    /// <summary>Names of tenants whose log anybody may read without a token. A log holds no record and no id in the clear. Default: none.</summary>
    public IList<string> PublicTenants { get; set; } = [];
}

/// <summary>Finds names that no tenant can have.</summary>
internal sealed class LogResourceOptionsValidator : IValidateOptions<LogResourceOptions>
{
    public ValidateOptionsResult Validate(string? name, LogResourceOptions options)
    {
        var bad = options.PublicTenants.Where(tenant => !TenantName.TryParse(tenant, out _)).Select(tenant => $"PublicTenants: \"{tenant}\" is no tenant name.").ToList();
        return bad.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(bad);
    }
}
