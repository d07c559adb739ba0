using System.Net;
using System.Net.Sockets;

namespace Annals.Sources.Http;

/// <summary>The addresses of the public internet: only there do addresses lead that somebody else has named, so that nobody can make a program ask its own network.</summary>
/// <remarks>IANA special-purpose address registries (RFC 6890 and its successors).</remarks>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic =
    [
        Network("0.0.0.0/8"), Network("10.0.0.0/8"), Network("100.64.0.0/10"), Network("127.0.0.0/8"), Network("169.254.0.0/16"), Network("172.16.0.0/12"),
        Network("192.0.0.0/24"), Network("192.0.2.0/24"), Network("192.88.99.0/24"), Network("192.168.0.0/16"), Network("198.18.0.0/15"), Network("198.51.100.0/24"),
        Network("203.0.113.0/24"), Network("224.0.0.0/3"),

        // Inside the global unicast range: Teredo and other protocol assignments, documentation, 6to4.
        Network("2001::/23"), Network("2001:db8::/32"), Network("2002::/16"), Network("3fff::/20"),
    ];

    private static readonly IPNetwork GlobalUnicast = Network("2000::/3");

    /// <summary>Whether an address belongs to the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || (plain.AddressFamily == AddressFamily.InterNetworkV6 && GlobalUnicast.Contains(plain)))
            && !Array.Exists(NotPublic, network => network.Contains(plain));
    }

    private static IPNetwork Network(string text) => IPNetwork.Parse(text);
}
