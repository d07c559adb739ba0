using System.CommandLine;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Server;
using Annals.Server.Accounts;
using Annals.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Annals.Cli.Commands.Operate;

/// <summary><c>annals serve</c>.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls") { Description = "Addresses to listen on, separated by semicolons. [default: http://127.0.0.1:5391, this machine only]", HelpName = "URLS" };

    private static readonly Option<string?> Config = new("--config") { Description = "A JSON file of settings. [default: server/annals.json in the data folder, if it is there]", HelpName = "FILE" };

    private static readonly Option<string[]> Set = new("--set") { Description = "A single setting, over file and environment; may be repeated.", HelpName = "SECTION:KEY=VALUE", DefaultValueFactory = _ => [] };

    private static readonly Option<string> LogFormat = CreateLogFormat();

    private static readonly Option<LogLevel> Level = new("--log-level") { Description = "Least level of log lines: Trace, Debug, Information, Warning, Error, Critical or None.", HelpName = "LEVEL", DefaultValueFactory = _ => LogLevel.Information };

    public static Command Create(CommandHost host) =>
        new Command("serve", "Serve all tenants of the data folder: own API, both vendors' audit APIs and the logs.")
            .With(Urls, Config, Set, LogFormat, Level)
            .WithExamples(
                "annals serve",
                "annals serve --urls https://0.0.0.0:8443 --set Server:CertificateFile=annals.pem --set Server:PublicUrl=https://annals.example.com",
                "ANNALS__Limits__RequestsPerMinute=600 annals serve --log-format json")
            .Runs(host, RunAsync);

    private static Option<string> CreateLogFormat()
    {
        var option = new Option<string>("--log-format") { Description = "How log lines are written to standard error: text or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        option.AcceptOnlyFromAmong("text", "json");
        return option;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var start = new ServerStart { Data = TenantAccess.Data(context), ConfigurationFile = context.Value(Config), Settings = SettingsOf(context) };
        await using var app = Build(context, start);
        await app.StartAsync(cancellationToken);
        context.Console.Say($"Serving {start.Data.Tenants().Count} tenants at {string.Join(", ", app.Urls)}. Stop with Ctrl-C.");
        if (FirstLink.Of(app) is { } first)
        {
            context.Console.Say($"Nobody can sign in yet. This link makes the first administrator, once, until {TimeText.Iso(first.Expires)}: {first.Link}");
        }

        return await ServerRun.UntilStoppedAsync(app, cancellationToken) ? ExitCode.Done : ExitCode.Trouble;
    }

    private static Microsoft.AspNetCore.Builder.WebApplication Build(CommandContext context, ServerStart start)
    {
        try
        {
            return AnnalsServer.Build(start, context.Console.Time, builder =>
            {
                // Signals end the command, and the command ends the server.
                builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
                builder.Logging.SetMinimumLevel(context.Value(Level));
                if (context.Value(LogFormat) == "json")
                {
                    builder.Logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
                }
                else
                {
                    builder.Logging.AddSimpleConsole(text =>
                    {
                        text.SingleLine = true;
                        text.UseUtcTimestamp = true;
                        text.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
                    });
                }

                builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
            });
        }
        catch (ServerSettingsException e)
        {
            throw CommandException.Usage(e.Message);
        }
    }

    private static Dictionary<string, string?> SettingsOf(CommandContext context)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in context.Value(Set)!)
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw CommandException.Usage($"--set \"{setting}\" is no setting. Write SECTION:KEY=VALUE, such as Server:PublicUrl=https://annals.example.com.");
            }

            settings[setting[..equals]] = setting[(equals + 1)..];
        }

        if (context.Value(Urls) is { } urls)
        {
            settings["Server:Urls"] = urls;
        }

        return settings;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
