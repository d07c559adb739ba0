using System.CommandLine;
using System.Text;
using Annals.Archive;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Server;
using Annals.Server.Accounts;

namespace Annals.Cli.Commands.Operate;

/// <summary><c>annals serve</c>.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls") { Description = "Addresses to listen on, separated by semicolons. [default: http://127.0.0.1:5391, this machine only]", HelpName = "URLS" };

    private static readonly Option<string?> Config = new("--config") { Description = "A JSON file of settings. [default: server/annals.json in the data folder, if it is there]", HelpName = "FILE" };

    private static readonly Option<string[]> Set = new("--set") { Description = "A single setting, over file and environment; may be repeated.", HelpName = "SECTION:KEY=VALUE", DefaultValueFactory = _ => [] };

    public static Command Create(CommandHost host) =>
        new Command("serve", "Serve all tenants of the data folder: own API, both vendors' audit APIs and the logs. Where there is none yet, the tenant of --tenant is created.")
            .With(Urls, Config, Set, ServerLog.Format, ServerLog.Level)
            .WithExamples(
                "annals serve",
                "annals serve --urls https://0.0.0.0:8443 --set Server:CertificateFile=annals.pem --set Server:PublicUrl=https://annals.example.com",
                "ANNALS__Limits__RequestsPerMinute=600 annals serve --log-format json")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var start = new ServerStart { Data = TenantAccess.Data(context), ConfigurationFile = context.Value(Config), Settings = SettingsOf(context) };
        await using var server = new ServerHost(context, start, logging => ServerLog.Adjust(context, logging));
        if (start.Data.Tenants().Count == 0)
        {
            TenantAccess.Create(context, TenantAccess.Folder(context));
        }

        await server.StartAsync(cancellationToken);
        var tenants = start.Data.Tenants();
        context.Console.Say($"Serving {(tenants.Count == 1 ? $"the tenant \"{tenants[0].Name}\"" : $"{tenants.Count} tenants")} at {string.Join(", ", server.App.Urls)}. Stop with Ctrl-C.");
        if (FirstLink.Of(server.App) is { } first)
        {
            ShowLink(context, start.Data, first.Link, first.Expires);
        }

        await server.UntilStoppedAsync(cancellationToken);
        return ExitCode.Done;
    }

    /// <summary>What goes to a terminal is read by who started the server; what goes elsewhere is kept in logs, which must not hold the link.</summary>
    private static void ShowLink(CommandContext context, DataFolder data, Uri link, DateTimeOffset expires)
    {
        if (!System.Console.IsErrorRedirected)
        {
            context.Console.Say($"Nobody can sign in yet. This link makes the first administrator, once, until {TimeText.Iso(expires)}: {link}");
            return;
        }

        var file = Path.Combine(data.Path, "server", "welcome-link");
        File.Delete(file);
        using (var stream = OwnerFile.Create(file))
        {
            stream.Write(Encoding.UTF8.GetBytes(link + "\n"));
        }

        context.Console.Say($"Nobody can sign in yet. The link in \"{file}\" makes the first administrator, once, until {TimeText.Iso(expires)}.");
    }

    /// <summary>Settings given one by one.</summary>
    /// <exception cref="CommandException">One of them is none.</exception>
    public static Dictionary<string, string?> SettingsOf(IEnumerable<string> given)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in given)
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw CommandException.Usage($"--set \"{setting}\" is no setting. Write SECTION:KEY=VALUE, such as Server:PublicUrl=https://annals.example.com.");
            }

            settings[setting[..equals]] = setting[(equals + 1)..];
        }

        return settings;
    }

    private static Dictionary<string, string?> SettingsOf(CommandContext context)
    {
        var settings = SettingsOf(context.Value(Set)!);
        if (context.Value(Urls) is { } urls)
        {
            settings["Server:Urls"] = urls;
        }

        return settings;
    }
}
