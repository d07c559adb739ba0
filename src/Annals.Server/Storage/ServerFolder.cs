using Annals.Archive;

namespace Annals.Server.Storage;

/// <summary>The server's own folder in the data folder: database, keys, exports. Only its owner may look into it.</summary>
internal sealed class ServerFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public ServerFolder(DataFolder data) => Path = System.IO.Path.Combine(data.Path, "server");

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "server.db");

    public string Key => System.IO.Path.Combine(Path, "server.key");

    public string Exports => System.IO.Path.Combine(Path, "exports");

    /// <summary>Makes the folder if it is missing.</summary>
    public void Create() => Create(Path);

    /// <summary>Makes a folder for the owner only.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }
}
