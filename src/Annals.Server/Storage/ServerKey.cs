using System.Security.Cryptography;
using System.Text;
using Annals.Archive;

namespace Annals.Server.Storage;

/// <summary>The server's one secret, from which a key for each purpose is derived. Whoever can read its file is trusted as the server itself.</summary>
internal sealed class ServerKey
{
    private const int Length = 32;
    private readonly byte[] secret;

    private ServerKey(byte[] secret) => this.secret = secret;

    /// <summary>Reads the key, making it if it is missing.</summary>
    /// <exception cref="ArchiveException">The file holds no key, or others than its owner may read it.</exception>
    public static ServerKey Open(ServerFolder folder)
    {
        folder.Create();
        return new ServerKey(SecretFile.ReadOrCreate(folder.Key, Length));
    }

    /// <summary>Reads the key of a server that has run before.</summary>
    /// <exception cref="ArchiveException">There is no key, the file holds none, or others than its owner may read it.</exception>
    public static ServerKey OpenExisting(ServerFolder folder) => File.Exists(folder.Key)
        ? Open(folder)
        : throw new ArchiveException($"There is no server's key \"{folder.Key}\". Start the server once with 'annals serve', or name its data folder with --data.");

    /// <summary>A key of 32 bytes for one purpose.</summary>
    public byte[] For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Length, info: Encoding.ASCII.GetBytes("annals/server/" + purpose));
}
