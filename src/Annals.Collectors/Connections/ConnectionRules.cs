using Annals.Sources.GenesysCloud;
using Annals.Sources.Microsoft365;

namespace Annals.Collectors.Connections;

/// <summary>What a connection must say.</summary>
public static class ConnectionRules
{
    /// <summary>Longest name.</summary>
    public const int NameLengthMax = 64;

    private const int ReceiverKeyLengthMin = 16;
    private static readonly TimeSpan IntervalMin = TimeSpan.FromSeconds(10);

    /// <summary>Everything that is wrong with a connection, each a sentence that names the setting; empty when it can be used.</summary>
    public static IReadOnlyList<string> Faults(string name, ConnectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        var faults = new List<string>();
        if (name.Length is 0 or > NameLengthMax || !name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-'))
        {
            faults.Add($"\"{name}\" cannot name a connection: use 1 to {NameLengthMax} of a-z, 0-9 and hyphen.");
        }

        switch (options.Source)
        {
            case ConnectionOptions.Microsoft365:
                Microsoft365(options, faults);
                break;
            case ConnectionOptions.GenesysCloud:
                GenesysCloud(options, faults);
                break;
            default:
                faults.Add($"Source: \"{options.Source}\" is no vendor. Use {ConnectionOptions.Microsoft365} or {ConnectionOptions.GenesysCloud}.");
                break;
        }

        Common(options, faults);
        return faults;
    }

    private static void Microsoft365(ConnectionOptions options, List<string> faults)
    {
        if (options.TenantId is null)
        {
            faults.Add("TenantId: the organisation's directory (tenant) id is missing; the overview of Microsoft Entra ID shows it.");
        }

        if (CloudOf(options) is null)
        {
            faults.Add($"Cloud: \"{options.Cloud}\" is none. Use enterprise, gcc, gcc-high or dod.");
        }

        switch (options.Credential)
        {
            case "client":
                if (string.IsNullOrEmpty(options.ClientId))
                {
                    faults.Add("ClientId: the application's (client) id is missing.");
                }

                if (Count(options.ClientSecret, options.ClientSecretFile, options.CertificateFile) != 1)
                {
                    faults.Add("ClientSecret: give the secret, or ClientSecretFile, or CertificateFile, and only one of them.");
                }

                break;
            case "managed-identity" or "workload-identity":
                break;
            default:
                faults.Add($"Credential: \"{options.Credential}\" is none. Use client, managed-identity or workload-identity.");
                break;
        }

        foreach (var type in options.ContentTypes.Where(type => !ActivityContentType.All.Contains(type)))
        {
            faults.Add($"ContentTypes: \"{type}\" is none. There are {string.Join(", ", ActivityContentType.All)}.");
        }

        if (options.WebhookUrl is { } url && (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps || options.ReceiverKey is null))
        {
            faults.Add("WebhookUrl: an https address is needed, and ReceiverKey with it.");
        }
    }

    private static void GenesysCloud(ConnectionOptions options, List<string> faults)
    {
        if (RegionOf(options) is null)
        {
            faults.Add($"Region: {(options.Region is null ? "it is missing" : $"\"{options.Region}\" is none")}. There are {string.Join(", ", GenesysRegion.All.Select(region => region.Name))}.");
        }

        if (string.IsNullOrEmpty(options.ClientId))
        {
            faults.Add("ClientId: the OAuth client's id is missing.");
        }

        if (Count(options.ClientSecret, options.ClientSecretFile) != 1)
        {
            faults.Add("ClientSecret: give the secret, or ClientSecretFile, and only one of them.");
        }
    }

    private static void Common(ConnectionOptions options, List<string> faults)
    {
        if (options.Interval < IntervalMin || options.Interval > TimeSpan.FromDays(1))
        {
            faults.Add("Interval: use 10 seconds to 1 day.");
        }

        if (options.Overlap < TimeSpan.Zero || options.Overlap > TimeSpan.FromHours(24))
        {
            faults.Add("Overlap: use 0 to 24 hours.");
        }

        if (options.Parallel is < 1 or > 64)
        {
            faults.Add("Parallel: use 1 to 64.");
        }

        if (options.ReceiverKey is { } key && (key.Length < ReceiverKeyLengthMin || key.Any(c => c is < '!' or > '~')))
        {
            faults.Add($"ReceiverKey: use {ReceiverKeyLengthMin} or more characters without spaces; anybody may try to guess it.");
        }

        if (options.RequestsPerMinute is < 1)
        {
            faults.Add("RequestsPerMinute: use 1 or more.");
        }

        foreach (var (name, url) in new[] { ("ApiUrl", options.ApiUrl), ("LoginUrl", options.LoginUrl) })
        {
            if (url is not null && (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback)))
            {
                faults.Add($"{name}: an https address is needed.");
            }
        }

        foreach (var (name, file) in new[] { ("ClientSecretFile", options.ClientSecretFile), ("CertificateFile", options.CertificateFile), ("AuthoritiesFile", options.AuthoritiesFile) })
        {
            if (file is not null && !File.Exists(file))
            {
                faults.Add($"{name}: the file \"{file}\" does not exist.");
            }
        }
    }

    /// <summary>The cloud that is meant, with the addresses given; null when there is none of the name.</summary>
    internal static Microsoft365Cloud? CloudOf(ConnectionOptions options)
    {
        var cloud = options.Cloud switch
        {
            "enterprise" => Microsoft365Cloud.Enterprise,
            "gcc" => Microsoft365Cloud.Gcc,
            "gcc-high" => Microsoft365Cloud.GccHigh,
            "dod" => Microsoft365Cloud.DepartmentOfDefense,
            _ => null,
        };
        return cloud is null ? null : cloud with { Api = options.ApiUrl ?? cloud.Api, Login = options.LoginUrl ?? cloud.Login, Audience = cloud.Api };
    }

    /// <summary>The region that is meant, with the addresses given; null when there is none of the name.</summary>
    internal static GenesysRegion? RegionOf(ConnectionOptions options)
    {
        var region = options.Region is { } name ? GenesysRegion.Find(name) : options.ApiUrl is null ? null : new GenesysRegion("own", options.ApiUrl, options.LoginUrl ?? options.ApiUrl);
        return region is null ? null : region with { Api = options.ApiUrl ?? region.Api, Login = options.LoginUrl ?? region.Login };
    }

    private static int Count(params ReadOnlySpan<string?> values)
    {
        var count = 0;
        foreach (var value in values)
        {
            count += string.IsNullOrEmpty(value) ? 0 : 1;
        }

        return count;
    }
}
