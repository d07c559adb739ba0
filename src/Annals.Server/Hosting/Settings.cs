using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Annals.Server.Hosting;

/// <summary>Reads settings from file, environment (<c>ANNALS__Section__Key</c>) and start, later ones winning, and binds them strictly: a key that nothing reads is an error.</summary>
internal static class Settings
{
    public const string EnvironmentPrefix = "ANNALS__";

    /// <summary>Puts the sources in their order.</summary>
    /// <exception cref="ServerSettingsException">The file was named and is not there, or is no JSON.</exception>
    public static void Load(ConfigurationManager configuration, ServerStart start)
    {
        configuration.Sources.Clear();
        var file = start.ConfigurationFile ?? Path.Combine(start.Data.Path, "server", "annals.json");
        if (start.ConfigurationFile is not null && !File.Exists(file))
        {
            throw new ServerSettingsException([$"The settings file \"{file}\" does not exist."]);
        }

        try
        {
            configuration.AddJsonFile(Path.GetFullPath(file), optional: true, reloadOnChange: false);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new ServerSettingsException([$"The settings file \"{file}\" cannot be read: {(e.InnerException ?? e).Message}"]);
        }

        configuration.AddEnvironmentVariables(EnvironmentPrefix);
        configuration.AddInMemoryCollection(start.Settings);
    }

    /// <summary>Registers the options of one section, checked at start.</summary>
    public static void AddSettings<TOptions, TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration(section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
        services.AddSingleton(new SettingsSection(section, provider => FaultsOf<TOptions>(provider, section)));
    }

    /// <summary>Checks all sections and reports everything that is wrong at once.</summary>
    /// <exception cref="ServerSettingsException">Some setting is wrong or unknown.</exception>
    public static void Check(IServiceProvider services)
    {
        var faults = new List<string>();
        var sections = services.GetServices<SettingsSection>().ToList();
        foreach (var unknown in services.GetRequiredService<IConfiguration>().GetChildren().Where(child => sections.TrueForAll(section => !section.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase))))
        {
            faults.Add($"{unknown.Key}: there is no such section. There are {string.Join(", ", sections.Select(section => section.Name))}.");
        }

        foreach (var section in sections)
        {
            faults.AddRange(section.Faults(services).Select(fault => $"{section.Name}: {fault}"));
        }

        if (faults.Count > 0)
        {
            throw new ServerSettingsException(faults);
        }
    }

    private static IReadOnlyList<string> FaultsOf<TOptions>(IServiceProvider services, string section)
        where TOptions : class
    {
        try
        {
            _ = services.GetRequiredService<IOptions<TOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
        catch (InvalidOperationException)
        {
            // The strict reading ends at the first key that is wrong; read one by one, all of them are told.
            var keys = services.GetRequiredService<IConfiguration>().GetSection(section).GetChildren().ToList();
            var told = keys.ToDictionary(key => key.Key, FaultOf<TOptions>, StringComparer.OrdinalIgnoreCase);
            return [.. told.Values.OfType<string>(), .. FaultsBeside<TOptions>(services, keys.Where(key => told[key.Key] is null))];
        }
    }

    private static string? FaultOf<TOptions>(IConfigurationSection key)
        where TOptions : class
    {
        try
        {
            _ = Only([key]).Get<TOptions>(binder => binder.ErrorOnUnknownConfiguration = true);
            return null;
        }
        catch (InvalidOperationException e)
        {
            return Told(e);
        }
    }

    /// <summary>A section that holds some keys of another.</summary>
    private static IConfiguration Only(IEnumerable<IConfigurationSection> keys) =>
        new ConfigurationBuilder().AddInMemoryCollection(keys.SelectMany(key => key.AsEnumerable(makePathsRelative: false).Select(pair => KeyValuePair.Create(pair.Key[(key.Path.Length - key.Key.Length)..], pair.Value)))).Build();

    /// <summary>What is wrong with keys that can be read.</summary>
    private static IEnumerable<string> FaultsBeside<TOptions>(IServiceProvider services, IEnumerable<IConfigurationSection> readable)
        where TOptions : class =>
        Only(readable).Get<TOptions>() is { } options
            ? services.GetServices<IValidateOptions<TOptions>>().SelectMany(validator => validator.Validate(name: null, options).Failures ?? [])
            : [];

    /// <summary>What strict reading found wrong, in words of the settings.</summary>
    public static string Told(InvalidOperationException error)
    {
        const string Unknown = "properties were not found on the instance of ";
        var found = error.Message.IndexOf(Unknown, StringComparison.Ordinal);
        return found < 0
            ? error.Message + (error.InnerException is { } inner ? " " + inner.Message : "")
            : $"there is no key {error.Message[(error.Message.IndexOf(": ", found, StringComparison.Ordinal) + 2)..]}.";
    }
}

/// <summary>One section of the settings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Faults">Reads it and tells everything that is wrong with it.</param>
internal sealed record SettingsSection(string Name, Func<IServiceProvider, IReadOnlyList<string>> Faults);
