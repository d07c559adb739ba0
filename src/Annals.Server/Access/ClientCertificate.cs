using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Annals.Server.Access;

/// <summary>A certificate by whose key a client may prove who it is.</summary>
/// <param name="Thumbprint">SHA-1 in hexadecimal capitals, which is how the vendor's clients name it.</param>
/// <param name="Subject">The name it was made for.</param>
/// <param name="Expires">When it ends, UTC; assertions are refused from then on.</param>
public sealed record ClientCertificate(string Thumbprint, string Subject, DateTimeOffset Expires)
{
    /// <summary>Most bytes of a file or text that is read as a certificate.</summary>
    public const int LengthMax = 1 << 16;

    /// <summary>Reads a certificate: PEM text, of which everything but the certificate is left alone, or DER.</summary>
    /// <returns>The certificate, to be disposed; null when it is none.</returns>
    public static X509Certificate2? Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return file.IndexOf("-----BEGIN"u8) >= 0
                ? X509Certificate2.CreateFromPem(System.Text.Encoding.UTF8.GetString(file))
                : X509CertificateLoader.LoadCertificate(file);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    internal static ClientCertificate Of(X509Certificate2 certificate) => new(certificate.Thumbprint, certificate.Subject, certificate.NotAfter.ToUniversalTime());
}
