using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Annals.Server.Accounts;

/// <summary>Random tokens that are kept as their hash only, which is enough for 32 random bytes.</summary>
internal static class SecretToken
{
    private const int Length = 32;

    /// <summary>Characters of every token.</summary>
    public const int TextLength = 43;

    /// <summary>A new token, in base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    /// <summary>What is kept of a token.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
