namespace Annals.Cli.Shell;

/// <summary>Files that hold a secret.</summary>
internal static class OwnerFile
{
    /// <summary>Makes a new file that only its owner can read (mode 0600), opened for writing.</summary>
    /// <exception cref="IOException">It is there already, or cannot be made.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
