using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Annals.Server.Hosting;

/// <summary>Where the server listens and how it is reached.</summary>
internal sealed class ServerOptions : IValidatableObject
{
    public const string Section = "Server";

    /// <summary>Default of <see cref="Urls"/>.</summary>
    public const string DefaultUrls = "http://127.0.0.1:5391";

    /// <summary>Addresses to listen on, separated by semicolons. Default <see cref="DefaultUrls"/>: this machine only.</summary>
    [Required]
    public string Urls { get; set; } = DefaultUrls;

    /// <summary>The address by which others reach the server, such as <c>https://annals.example.com</c>; absolute URLs begin with it. Default: taken from the request's Host, if it is allowed.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Host names that requests may name, beside those of <see cref="Urls"/>, <see cref="PublicUrl"/> and this machine's loopback. Default: none.</summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>Addresses or networks of proxies whose forwarded headers count. Default: none.</summary>
    public IList<string> KnownProxies { get; set; } = [];

    /// <summary>Certificate for https addresses: a PEM file, or a PKCS#12 file. Default: none.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Private key of a PEM certificate, if it lies in another file.</summary>
    public string? CertificateKeyFile { get; set; }

    /// <summary>Password of the key or of the PKCS#12 file.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>How long requests in flight get to end when the server stops, before they are cut off. Default 5 s; at most 8 s, so that checkpoints are signed and the process has ended within 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:08")]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What cannot be said of one setting alone.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var isEncrypted = false;
        foreach (var url in Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out var parsed)
                || parsed.Scheme is not ("http" or "https")
                || parsed.AbsolutePath is not "/" && !parsed.Host.Equals("unix", StringComparison.OrdinalIgnoreCase))
            {
                yield return new ValidationResult($"Urls: \"{url}\" is no address to listen on. Write it as http://127.0.0.1:5391, several of them separated by semicolons.");
                continue;
            }

            isEncrypted |= parsed.Scheme == Uri.UriSchemeHttps;
        }

        if (PublicUrl is not null && (!PublicUrl.IsAbsoluteUri || PublicUrl.Scheme is not ("http" or "https") || PublicUrl.Query.Length > 0 || PublicUrl.Fragment.Length > 0))
        {
            yield return new ValidationResult($"PublicUrl: \"{PublicUrl}\" is no address of a server. Write it as https://annals.example.com.");
        }

        foreach (var host in AllowedHosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
        {
            yield return new ValidationResult($"AllowedHosts: \"{host}\" is no host name. Write it without scheme and port.");
        }

        if (isEncrypted && CertificateFile is null)
        {
            yield return new ValidationResult("CertificateFile: an https address needs a certificate, a PEM or PKCS#12 file.");
        }

        foreach (var (name, file) in new[] { (nameof(CertificateFile), CertificateFile), (nameof(CertificateKeyFile), CertificateKeyFile) })
        {
            if (file is not null && !File.Exists(file))
            {
                yield return new ValidationResult($"{name}: the file \"{file}\" does not exist.");
            }
        }
    }
}

[OptionsValidator]
internal sealed partial class ServerOptionsValidator : IValidateOptions<ServerOptions>;
