using Annals.Collectors.Connections;
using Annals.Server.Hosting;
using Microsoft.Extensions.Configuration;

namespace Annals.Server.Collectors;

/// <summary>Reads the connections of an installation without its server, for commands that collect by themselves.</summary>
public static class CollectorSettings
{
    /// <summary>The connections of file, environment and start, by name.</summary>
    /// <param name="start">Data folder and settings.</param>
    /// <exception cref="ServerSettingsException">A setting of a connection is wrong or unknown; the message names every one.</exception>
    public static IReadOnlyDictionary<string, ConnectionOptions> Read(ServerStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        using var configuration = new ConfigurationManager();
        Settings.Load(configuration, start);
        CollectorOptions options;
        try
        {
            options = configuration.GetSection(CollectorOptions.Section).Get<CollectorOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new CollectorOptions();
        }
        catch (InvalidOperationException e)
        {
            throw new ServerSettingsException([$"{CollectorOptions.Section}: {Settings.Told(e)}"]);
        }

        var validation = new CollectorOptionsValidator().Validate(name: null, options);
        return validation.Failed ? throw new ServerSettingsException([.. (validation.Failures ?? []).Select(fault => $"{CollectorOptions.Section}:{fault}")]) : options.Connections.ToDictionary(StringComparer.Ordinal);
    }
}
