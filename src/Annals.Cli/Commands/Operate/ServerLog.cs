using System.CommandLine;
using Annals.Cli.Shell;
using Microsoft.Extensions.Logging;

namespace Annals.Cli.Commands.Operate;

/// <summary>Log lines of commands that go on, on standard error.</summary>
internal static class ServerLog
{
    public static Option<string> Format { get; } = CreateFormat();

    public static Option<LogLevel> Level { get; } = new("--log-level")
    {
        Description = "Least level of log lines: Trace, Debug, Information, Warning, Error, Critical or None.",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => LogLevel.Information,
    };

    /// <summary>Sets form and level as the command was told.</summary>
    public static void Adjust(CommandContext context, ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(context.Value(Level));
        if (context.Value(Format) == "json")
        {
            logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        }
        else
        {
            logging.AddSimpleConsole(text =>
            {
                text.SingleLine = true;
                text.UseUtcTimestamp = true;
                text.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            });
        }

        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static Option<string> CreateFormat()
    {
        var option = new Option<string>("--log-format") { Description = "How log lines are written to standard error: text or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        option.AcceptOnlyFromAmong("text", "json");
        return option;
    }
}
