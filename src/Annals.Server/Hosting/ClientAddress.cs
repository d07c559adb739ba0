using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Hosting;

/// <summary>Where a request comes from: the connection's other end, or what a configured proxy says.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>The address as text.</summary>
    public static string Of(HttpContext context) => Plain(context.Connection.RemoteIpAddress)?.ToString() ?? "unknown";

    /// <summary>What one sender can be told from another by: an IPv4 address, or the 64 bits of an IPv6 address that one sender usually has all of.</summary>
    public static string NetworkOf(HttpContext context)
    {
        if (Plain(context.Connection.RemoteIpAddress) is not { } address)
        {
            return "unknown";
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes)) : address.ToString();
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
