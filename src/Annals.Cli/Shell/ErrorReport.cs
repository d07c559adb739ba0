using Annals.Archive;
using Annals.Cli.Archives.Remote;
using Annals.Index;
using Annals.Log;

namespace Annals.Cli.Shell;

/// <summary>Turns what stopped a command into one clear message and an exit code; never a stack trace, unless asked for.</summary>
internal static class ErrorReport
{
    public static int Print(AppConsole console, Exception error)
    {
        if (error is OutputClosedException)
        {
            return ExitCode.Done;
        }

        var (exitCode, message) = Describe(error);
        if (error is CommandException { Detail: { } detail })
        {
            console.Error.WriteLine(detail);
        }

        console.Say(message);
        if (console.IsDebug)
        {
            console.Error.WriteLine(error);
        }

        return exitCode;
    }

    private static (int ExitCode, string Message) Describe(Exception error) => error switch
    {
        CommandException expected => (expected.ExitCode, expected.Message),
        OperationCanceledException => (ExitCode.Cancelled, "Stopped. Everything reported as stored is in the archive; run the command again to go on."),
        ArchiveException or ServerUnreachableException => (ExitCode.Trouble, error.Message),
        LogCorruptException => (ExitCode.Trouble, $"{error.Message} Run 'annals verify' to see everything that was changed, and restore from a backup."),
        IndexDamagedException { IsDiskFull: true } =>
            (ExitCode.Trouble, $"{error.Message.TrimEnd('.')}. Everything that was stored is in the log. Make room and run the command again; the index goes on from there."),
        IndexDamagedException => (ExitCode.Trouble, $"{error.Message.TrimEnd('.')}. Run 'annals reindex'; it makes the index anew from the log."),
        FileNotFoundException { FileName: { } name } => (ExitCode.Trouble, $"The file \"{name}\" does not exist."),
        UnauthorizedAccessException or IOException => (ExitCode.Trouble, error.Message),
        OutOfMemoryException => (ExitCode.Trouble, "There is not enough memory. Give the program more, or ask for less at a time."),
        _ => (ExitCode.Trouble, $"Something unexpected happened, which is a defect of this program: {error.Message} ({error.GetType().Name}). Run again with ANNALS_DEBUG=1 for the details to report."),
    };
}
