using Annals.Collectors.Connections;
using Microsoft.Extensions.Options;

namespace Annals.Server.Collectors;

/// <summary>Which accounts at the vendors are collected (docs/collectors.md).</summary>
internal sealed class CollectorOptions
{
    public const string Section = "Collectors";

    /// <summary>Connections by name, such as <c>Collectors:Connections:contoso:Source</c>; docs/collectors.md lists their settings. Default none.</summary>
    public IDictionary<string, ConnectionOptions> Connections { get; set; } = new Dictionary<string, ConnectionOptions>(StringComparer.Ordinal);
}

/// <summary>Checks every connection.</summary>
internal sealed class CollectorOptionsValidator : IValidateOptions<CollectorOptions>
{
    public ValidateOptionsResult Validate(string? name, CollectorOptions options)
    {
        var faults = options.Connections.SelectMany(connection => ConnectionRules.Faults(connection.Key, connection.Value).Select(fault => $"Connections:{connection.Key}: {fault}")).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
