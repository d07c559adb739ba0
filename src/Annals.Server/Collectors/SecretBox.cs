using System.Security.Cryptography;
using System.Text;
using Annals.Server.Storage;

namespace Annals.Server.Collectors;

/// <summary>Encrypts the secrets of connections under the server's key (AES-256-GCM), bound to the connection's name.</summary>
internal sealed class SecretBox(ServerKey key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] secret = key.For("connection-secrets");

    /// <summary>Encrypts: nonce, ciphertext, tag.</summary>
    public byte[] Seal(string name, ReadOnlySpan<byte> plain)
    {
        var box = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var aes = new AesGcm(secret, TagLength);
        aes.Encrypt(box.AsSpan(0, NonceLength), plain, box.AsSpan(NonceLength, plain.Length), box.AsSpan(NonceLength + plain.Length), Encoding.UTF8.GetBytes(name));
        return box;
    }

    /// <summary>Decrypts what <see cref="Seal"/> made.</summary>
    /// <returns>Null when it was made with another key or for another name, or was changed.</returns>
    public byte[]? Open(string name, byte[] box)
    {
        if (box.Length < NonceLength + TagLength)
        {
            return null;
        }

        var plain = new byte[box.Length - NonceLength - TagLength];
        try
        {
            using var aes = new AesGcm(secret, TagLength);
            aes.Decrypt(box.AsSpan(0, NonceLength), box.AsSpan(NonceLength, plain.Length), box.AsSpan(NonceLength + plain.Length), plain, Encoding.UTF8.GetBytes(name));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
