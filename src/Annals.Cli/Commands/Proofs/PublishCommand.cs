using System.CommandLine;
using Annals.Archive;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Log;

namespace Annals.Cli.Commands.Proofs;

/// <summary><c>annals publish DIR</c>: the log as static files for mirrors. Takes no lock.</summary>
internal static class PublishCommand
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "Where the files go: an empty or missing folder, or one that this log was published to before." };

    public static Command Create(CommandHost host) =>
        new Command("publish", "Write the log's hashes and checkpoint as static files (C2SP tlog-tiles) that any web server can serve. No record is published.")
            .With(Folder)
            .WithExamples("annals publish /srv/www/log", "annals publish ./mirror --json")
            .Runs(host, Run);

    private static Task<int> Run(CommandContext context, CancellationToken cancellationToken)
    {
        var folder = context.Value(Folder)!;
        RefuseOthersFolder(folder);
        using var snapshot = new TenantVerification(TenantAccess.ExistingFolder(context)).OpenSnapshot();
        var result = Publish(snapshot, folder, cancellationToken);
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer =>
            {
                writer.WriteNumber("size", result.Size);
                writer.WriteNumber("previousSize", result.PreviousSize);
                writer.WriteNumber("resources", result.Resources);
            });
        }
        else
        {
            context.Console.Out.WriteLine($"Published {BarChart.Number(result.Size)} entries, {BarChart.Number(result.Size - result.PreviousSize)} of them new, as {BarChart.Number(result.Resources)} new files in {TerminalText.Escape(folder)}.");
        }

        return Task.FromResult(ExitCode.Done);
    }

    /// <summary>Without a checkpoint it is no mirror yet: then it may hold only what a publication that was cut off left there.</summary>
    private static void RefuseOthersFolder(string folder)
    {
        if (File.Exists(folder))
        {
            throw CommandException.Trouble($"\"{folder}\" is a file. Name a folder.");
        }

        if (Directory.Exists(folder) && !File.Exists(Path.Combine(folder, "checkpoint")) && Others(folder) is { } other)
        {
            throw CommandException.Trouble($"\"{folder}\" holds \"{other}\", so it is no folder that this log was published to. Name an empty or missing folder.");
        }
    }

    private static string? Others(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).FirstOrDefault(name => name is not "tile" and not "checkpoint.new");

    private static PublishResult Publish(LogSnapshot snapshot, string folder, CancellationToken cancellationToken)
    {
        try
        {
            return LogPublisher.Publish(snapshot, folder, cancellationToken);
        }
        catch (InvalidOperationException error)
        {
            throw CommandException.Trouble(error.Message);
        }
    }
}
