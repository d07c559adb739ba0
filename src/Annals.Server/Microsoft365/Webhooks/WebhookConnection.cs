using System.Net.Security;
using System.Net.Sockets;
using System.Net;
using Annals.Sources.Http;

namespace Annals.Server.Microsoft365.Webhooks;

/// <summary>
/// How webhooks are reached: the address is judged when it is connected to, after the name was resolved, so that no name can lead elsewhere than it was judged by. No
/// redirects, no proxy.
/// </summary>
internal sealed class WebhookConnection
{
    /// <summary>Tells whether an address may be connected to. Default: those of the public internet.</summary>
    public Func<IPAddress, bool> IsAllowed { get; init; } = PublicAddresses.IsPublic;

    /// <summary>Judges the other side's certificate; null for the usual rules.</summary>
    public RemoteCertificateValidationCallback? Certificates { get; init; }

    /// <summary>A handler for one client.</summary>
    public SocketsHttpHandler MakeHandler(TimeSpan timeout) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = timeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = ConnectAsync,
        SslOptions = { RemoteCertificateValidationCallback = Certificates },
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, address => IsAllowed(address)))
        {
            throw new HttpRequestException("The address of a webhook leads to a network that is not public.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
