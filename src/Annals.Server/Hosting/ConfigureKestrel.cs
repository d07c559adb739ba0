using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Annals.Server.Hosting;

/// <summary>Limits and certificate of the listener.</summary>
internal sealed class ConfigureKestrel(IOptions<ServerOptions> server, IOptions<LimitOptions> limits) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = limits.Value.BodyBytesMax;
        options.Limits.MaxConcurrentConnections = limits.Value.ConnectionsMax;
        options.Limits.MaxRequestHeadersTotalSize = 32 << 10;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        if (server.Value.CertificateFile is { } file)
        {
            options.ConfigureHttpsDefaults(https =>
            {
                https.ServerCertificate = Load(file, server.Value.CertificateKeyFile, server.Value.CertificatePassword);
                https.ServerCertificateChain = LoadChain(file, server.Value.CertificatePassword);
            });
        }
    }

    /// <summary>Every certificate of the file: clients that know the root only need those between.</summary>
    private static X509Certificate2Collection LoadChain(string file, string? password)
    {
        if (IsPkcs12(file))
        {
            return X509CertificateLoader.LoadPkcs12CollectionFromFile(file, password);
        }

        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(file);
        return chain;
    }

    private static bool IsPkcs12(string file) => Path.GetExtension(file).ToLowerInvariant() is ".pfx" or ".p12";

    private static X509Certificate2 Load(string file, string? keyFile, string? password) =>
        IsPkcs12(file)
            ? X509CertificateLoader.LoadPkcs12FromFile(file, password)
            : password is null ? X509Certificate2.CreateFromPemFile(file, keyFile) : X509Certificate2.CreateFromEncryptedPemFile(file, password, keyFile);
}
