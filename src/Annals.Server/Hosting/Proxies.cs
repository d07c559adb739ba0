using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Annals.Server.Hosting;

/// <summary>Takes the client's address, the scheme and the host from forwarded headers, of requests that come from a configured proxy only.</summary>
internal static class Proxies
{
    /// <summary>Reads the headers where proxies are configured; elsewhere nobody's headers count.</summary>
    public static void UseProxies(this WebApplication app, ServerOptions options)
    {
        if (options.KnownProxies.Count == 0)
        {
            return;
        }

        // Every hop must be one of the proxies, so their number needs no limit of its own.
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.KnownProxies)
        {
            forwarded.KnownIPNetworks.Add(Parse(proxy)!.Value);
        }

        app.UseForwardedHeaders(forwarded);
    }

    /// <summary>A network in CIDR form, or one address as a network of its own; null when the text is neither.</summary>
    internal static System.Net.IPNetwork? Parse(string text) =>
        IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : System.Net.IPNetwork.TryParse(text, out var network) ? network
        : null;
}

/// <summary>Names every proxy that is neither an address nor a network.</summary>
internal sealed class ProxiesValidator : IValidateOptions<ServerOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        List<string> faults = [.. options.KnownProxies.Where(proxy => Proxies.Parse(proxy) is null).Select(proxy => $"KnownProxies: \"{proxy}\" is neither an address nor a network such as 192.0.2.0/24.")];
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
