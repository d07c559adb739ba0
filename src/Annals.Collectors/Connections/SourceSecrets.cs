using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Annals.Sources.GenesysCloud;
using Annals.Sources.Http;
using Annals.Sources.Microsoft365;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Annals.Collectors.Connections;

/// <summary>Makes what a connection needs to reach its vendor: proxy, authorities, credential.</summary>
internal static class SourceSecrets
{
    /// <summary>How the vendor is reached.</summary>
    /// <exception cref="ConnectionException">The file of authorities cannot be read.</exception>
    public static SourceHttpOptions Http(ConnectionOptions options)
    {
        X509Certificate2Collection? authorities = null;
        if (options.AuthoritiesFile is { } file)
        {
            authorities = [];
            try
            {
                authorities.ImportFromPemFile(file);
            }
            catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
            {
                throw new ConnectionException($"The authorities in \"{file}\" cannot be read: {e.Message}", e);
            }
        }

        return new SourceHttpOptions { Proxy = options.Proxy is { } proxy ? new WebProxy(proxy) : null, Authorities = authorities };
    }

    /// <summary>The credential for Microsoft 365.</summary>
    /// <exception cref="ConnectionException">A file cannot be read.</exception>
    public static TokenCredential Microsoft365(ConnectionOptions options, Microsoft365Cloud cloud, SourceHttpOptions http, TimeProvider time)
    {
        switch (options.Credential)
        {
            case "managed-identity":
                var identity = options.ClientId is { Length: > 0 } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned;
                return new ManagedIdentityCredential(new ManagedIdentityCredentialOptions(identity));
            case "workload-identity":
                return new WorkloadIdentityCredential(new WorkloadIdentityCredentialOptions
                {
                    TenantId = options.TenantId.ToString(),
                    ClientId = options.ClientId,
                    AuthorityHost = cloud.Login,
                    Transport = options.Proxy is { } proxy ? new HttpClientTransport(new HttpClientHandler { Proxy = new WebProxy(proxy) }) : HttpClientTransport.Shared,
                });
            default:
                var tenant = options.TenantId!.Value;
                return options.CertificateFile is { } file
                    ? EntraClientCredential.WithCertificate(tenant, options.ClientId!, Certificate(file, options.CertificatePassword), cloud, http, time)
                    : EntraClientCredential.WithSecret(tenant, options.ClientId!, Secret(options), cloud, http, time);
        }
    }

    /// <summary>The credential for Genesys Cloud.</summary>
    /// <exception cref="ConnectionException">The secret's file cannot be read.</exception>
    public static GenesysClientCredential GenesysCloud(ConnectionOptions options, GenesysRegion region, SourceHttpOptions http, TimeProvider time) =>
        new(options.ClientId!, Secret(options), region, http, time);

    private static string Secret(ConnectionOptions options)
    {
        if (options.ClientSecret is { Length: > 0 } secret)
        {
            return secret;
        }

        try
        {
            return File.ReadAllText(options.ClientSecretFile!).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectionException($"The secret in \"{options.ClientSecretFile}\" cannot be read: {e.Message}", e);
        }
    }

    private static X509Certificate2 Certificate(string file, string? password)
    {
        try
        {
            return X509Certificate2.GetCertContentType(file) == X509ContentType.Pfx
                ? X509CertificateLoader.LoadPkcs12FromFile(file, password)
                : password is null ? X509Certificate2.CreateFromPemFile(file) : X509Certificate2.CreateFromEncryptedPemFile(file, password);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConnectionException($"The certificate in \"{file}\" cannot be read with its private key: {e.Message}", e);
        }
    }
}
