using System.Security.Cryptography;
using Annals.Log;

namespace Annals.Archive;

/// <summary>The two secrets of a tenant: the key that signs checkpoints and the key of the record ids.</summary>
internal sealed class TenantKeys : IDisposable
{
    private static ReadOnlySpan<byte> CheckLabel => "annals/id-key-check/v1"u8;

    private TenantKeys(NoteSigner signer, KeyedHash idKey)
    {
        Signer = signer;
        IdKey = idKey;
    }

    /// <summary>Signs checkpoints.</summary>
    public NoteSigner Signer { get; }

    /// <summary>Makes record ids.</summary>
    public KeyedHash IdKey { get; }

    /// <summary>Makes both keys and writes their files.</summary>
    /// <param name="folder">A folder that has none yet.</param>
    /// <param name="origin">Origin of the log, the name of its key.</param>
    public static TenantKeys Create(TenantFolder folder, string origin) =>
        Make(origin, KeyFile.Create(folder.LogKey), KeyFile.Create(folder.IdKey));

    /// <summary>Reads both keys and compares them with the description.</summary>
    /// <returns>Null when a file is missing: the archive can then be read only.</returns>
    /// <exception cref="ArchiveException">A key is not the one that the description names.</exception>
    public static TenantKeys? Read(TenantFolder folder, TenantDescription description)
    {
        if (KeyFile.Read(folder.LogKey) is not { } seed || KeyFile.Read(folder.IdKey) is not { } idKey)
        {
            return null;
        }

        var keys = Make(description.Origin, seed, idKey);
        if (keys.Signer.Verifier.ToString() != description.VerifierKey)
        {
            keys.Dispose();
            throw new ArchiveException($"The key in \"{folder.LogKey}\" is not the one that \"{folder.Description}\" names. Put the right file back; with another key the log could not be continued.");
        }

        if (CheckValue(keys.IdKey) != description.IdKeyCheck)
        {
            keys.Dispose();
            throw new ArchiveException($"The key in \"{folder.IdKey}\" is not the one that \"{folder.Description}\" names. Put the right file back; with another key no stored record would be recognised.");
        }

        return keys;
    }

    /// <summary>Check value of a key of record ids, as the description holds it.</summary>
    public static string CheckValue(KeyedHash idKey) => idKey.Compute(CheckLabel).ToString();

    /// <inheritdoc/>
    public void Dispose() => Signer.Dispose();

    private static TenantKeys Make(string origin, byte[] seed, byte[] idKey)
    {
        try
        {
            return new TenantKeys(NoteSigner.Create(origin, seed), new KeyedHash(idKey));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
            CryptographicOperations.ZeroMemory(idKey);
        }
    }
}
