namespace Annals.Cli.Shell;

/// <summary>How a command ends; the same for every command.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The answer is no: not found, verification failed, some input refused.</summary>
    public const int No = 1;

    /// <summary>The command was used wrongly: unknown option, bad value, query syntax.</summary>
    public const int Usage = 2;

    /// <summary>Something around the program is in the way: a file, a disk, another process.</summary>
    public const int Trouble = 3;

    /// <summary>Stopped by Ctrl-C or a termination signal; the archive is closed cleanly.</summary>
    public const int Cancelled = 130;
}
