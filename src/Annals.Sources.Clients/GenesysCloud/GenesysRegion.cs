namespace Annals.Sources.GenesysCloud;

/// <summary>A region of Genesys Cloud: where its API is and where tokens come from. An OAuth client exists in one organisation, and so in one region.</summary>
/// <param name="Name">The AWS region, as in <c>eu-central-1</c>; name in configuration.</param>
/// <param name="Api">Root of the platform API, without <c>/api/v2</c>.</param>
/// <param name="Login">Where tokens are fetched.</param>
/// <remarks>Source: the table of environments in the vendor's JavaScript SDK 262.0.0.</remarks>
public sealed record GenesysRegion(string Name, Uri Api, Uri Login)
{
    /// <summary>All regions.</summary>
    public static IReadOnlyList<GenesysRegion> All { get; } =
    [
        Of("us-east-1", "mypurecloud.com"),
        Of("us-east-2", "use2.us-gov-pure.cloud"),
        Of("us-west-2", "usw2.pure.cloud"),
        Of("ca-central-1", "cac1.pure.cloud"),
        Of("mx-central-1", "mxc1.pure.cloud"),
        Of("sa-east-1", "sae1.pure.cloud"),
        Of("eu-west-1", "mypurecloud.ie"),
        Of("eu-west-2", "euw2.pure.cloud"),
        Of("eu-central-1", "mypurecloud.de"),
        Of("eu-central-2", "euc2.pure.cloud"),
        Of("eusc-de-east-1", "edee1.eusc-pure.cloud"),
        Of("me-central-1", "mec1.pure.cloud"),
        Of("ap-south-1", "aps1.pure.cloud"),
        Of("ap-southeast-1", "apse1.pure.cloud"),
        Of("ap-southeast-2", "mypurecloud.com.au"),
        Of("ap-northeast-1", "mypurecloud.jp"),
        Of("ap-northeast-2", "apne2.pure.cloud"),
        Of("ap-northeast-3", "apne3.pure.cloud"),
    ];

    /// <summary>A region by its name or by its domain, such as <c>mypurecloud.de</c>, in any case.</summary>
    /// <returns>Null when there is none.</returns>
    public static GenesysRegion? Find(string name) => All.FirstOrDefault(region =>
        string.Equals(region.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(region.Api.Host, $"api.{name}", StringComparison.OrdinalIgnoreCase));

    private static GenesysRegion Of(string name, string domain) => new(name, new($"https://api.{domain}"), new($"https://login.{domain}"));
}
