using System.Security.Cryptography;
using System.Text;

namespace Annals.Archive;

/// <summary>A file that holds one secret of 32 random bytes as a line of base64, readable by its owner only.</summary>
internal static class KeyFile
{
    /// <summary>Length of every key, in bytes.</summary>
    public const int KeyLength = 32;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a new key and writes it durably.</summary>
    /// <exception cref="IOException">The file exists already, or cannot be written.</exception>
    public static byte[] Create(string path)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
        file.Flush(flushToDisk: true);
        return key;
    }

    /// <summary>Reads a key.</summary>
    /// <returns>Null when there is no such file.</returns>
    /// <exception cref="ArchiveException">The file holds no key, or others than its owner may read it.</exception>
    public static byte[]? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) is not 0 and var open)
        {
            throw new ArchiveException($"The key file \"{path}\" may be used by others ({open}). Run chmod 600 on it, and make a new tenant if the key may have been copied.");
        }

        var text = File.ReadAllText(path).Trim();
        var key = new byte[KeyLength];
        return Convert.TryFromBase64String(text, key, out var length) && length == KeyLength
            ? key
            : throw new ArchiveException($"The key file \"{path}\" does not hold {KeyLength} bytes as base64. Restore it from a backup.");
    }
}
