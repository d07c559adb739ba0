using System.CommandLine;
using Annals.Cli.Commands.Operate;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Collectors.Connections;
using Annals.Server;
using Annals.Server.Collectors;

namespace Annals.Cli.Commands.Collect;

/// <summary>Where commands find the connections: the same settings that <c>annals serve</c> reads.</summary>
internal static class ConnectionSettings
{
    public static Option<string?> Config { get; } = new("--config") { Description = "A JSON file of settings. [default: server/annals.json in the data folder, if it is there]", HelpName = "FILE" };

    public static Option<string[]> Set { get; } = new("--set")
    {
        Description = "A single setting, over file and environment; may be repeated. [example: Collectors:Connections:contoso:Cloud=gcc]",
        HelpName = "SECTION:KEY=VALUE",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The connections that are named, or all that are enabled.</summary>
    /// <exception cref="CommandException">There are none, or a setting is wrong.</exception>
    public static IReadOnlyList<KeyValuePair<string, ConnectionOptions>> Chosen(CommandContext context, IReadOnlyCollection<string> names)
    {
        IReadOnlyDictionary<string, ConnectionOptions> all;
        try
        {
            all = CollectorSettings.Read(new ServerStart { Data = TenantAccess.Data(context), ConfigurationFile = context.Value(Config), Settings = ServeCommand.SettingsOf(context.Value(Set)!) });
        }
        catch (ServerSettingsException e)
        {
            throw new CommandException(ExitCode.Usage, "The connections cannot be used with these settings.", string.Join('\n', e.Faults.Select(TerminalText.Escape)));
        }

        foreach (var name in names.Where(name => !all.ContainsKey(name)))
        {
            throw CommandException.Usage(all.Count == 0
                ? $"There is no connection \"{name}\", nor any other. Set one up: docs/collectors.md says how."
                : $"There is no connection \"{name}\". There are {string.Join(", ", all.Keys.Order(StringComparer.Ordinal))}.");
        }

        var chosen = all.Where(connection => names.Count == 0 ? connection.Value.Enabled : names.Contains(connection.Key)).OrderBy(connection => connection.Key, StringComparer.Ordinal).ToList();
        return chosen.Count > 0
            ? chosen
            : throw CommandException.Usage("No connection is set up, so there is nothing to collect. Write Collectors:Connections into server/annals.json of the data folder, or a file for --config: docs/collectors.md says how.");
    }
}
