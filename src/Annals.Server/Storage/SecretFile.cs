using System.Security.Cryptography;
using System.Text;
using Annals.Archive;

namespace Annals.Server.Storage;

/// <summary>A file that holds random bytes as a line of base64, readable by its owner only.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the secret, making it durably if it is missing; two processes that begin at once get the same.</summary>
    public static byte[] ReadOrCreate(string path, int length)
    {
        if (!File.Exists(path))
        {
            TryCreate(path, length);
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) is not 0 and var open)
        {
            throw new ArchiveException($"The key file \"{path}\" may be used by others ({open}). Run chmod 600 on it; if it may have been copied, delete it: clients then fetch new tokens.");
        }

        var bytes = new byte[length];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), bytes, out var read) && read == length
            ? bytes
            : throw new ArchiveException($"The key file \"{path}\" does not hold {length} bytes as base64. Restore it, or delete it: clients then fetch new tokens.");
    }

    private static void TryCreate(string path, int length)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(length)) + "\n"));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
