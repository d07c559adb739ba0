using System.CommandLine;
using Annals.Archive;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;

namespace Annals.Cli.Commands.Keep;

/// <summary><c>annals reindex</c>: makes everything derived anew from the log.</summary>
internal static class ReindexCommand
{
    public static Command Create(CommandHost host) =>
        new Command("reindex", "Make the search index, the word filters and the tables of known ids anew from the log.")
            .WithExamples("annals reindex", "annals reindex --tenant acme")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var size = await ProgressReport.RunAsync(context.Console, "Indexing", async progress =>
        {
            var options = new TenantOptions
            {
                Rebuild = true,
                Notice = context.Console.Say,
                Progress = (done, total) => progress.Tell(done, total, $"{BarChart.Number(done)} of {BarChart.Number(total)} records"),
            };
            using var tenant = await TenantAccess.OpenAsync(context, options, cancellationToken);
            return tenant.ReadOnlyReason is { } reason
                ? throw CommandException.Trouble($"Nothing was made anew in \"{tenant.Folder.Path}\", because {reason}.")
                : tenant.Size;
        });
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer => writer.WriteNumber("size", size));
        }
        else
        {
            context.Console.Out.WriteLine($"Indexed {BarChart.Number(size)} entries.");
        }

        return ExitCode.Done;
    }
}
