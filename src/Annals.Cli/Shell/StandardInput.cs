using System.Runtime.InteropServices;

namespace Annals.Cli.Shell;

/// <summary>Standard input as bytes.</summary>
internal static partial class StandardInput
{
    private const int Descriptor = 0;
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;

    /// <summary>
    /// Whether the program was started without a standard input. Its descriptor is free then, and the runtime takes it for a pipe
    /// of its own, from which nothing ever comes. A descriptor that is closed when a program starts cannot have been handed to
    /// it, so one with that mark was opened by this process.
    /// </summary>
    public static bool IsClosed => OperatingSystem.IsLinux() && fcntl(Descriptor, GetDescriptorFlags) is < 0 or CloseOnExec;

    /// <summary>The process's standard input.</summary>
    public static Stream Open() => Console.OpenStandardInput();

    [LibraryImport("libc")]
    private static partial int fcntl(int descriptor, int command);
}
