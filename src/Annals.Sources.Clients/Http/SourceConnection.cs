using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;

namespace Annals.Sources.Http;

/// <summary>
/// The HTTP of one connection to a vendor's service. All its requests, those for tokens and those without one included, go through the same proxy and trust the same authorities. No redirect is followed.
/// Thread-safe.
/// </summary>
internal sealed class SourceConnection : IDisposable
{
    private readonly SourceHttpOptions options;
    private readonly SocketsHttpHandler transport;
    private SocketsHttpHandler? publicTransport;

    public SourceConnection(SourceHttpOptions options)
    {
        this.options = options;
        transport = Transport();
    }

    /// <summary>A client whose requests carry no token: for tokens themselves, and for addresses that are signed.</summary>
    public HttpClient Plain(TimeProvider time) => Add(transport, RetryRules.Handler(options, static _ => ValueTask.FromResult(false), time));

    /// <summary>
    /// As <see cref="Plain"/>, but for addresses that an answer named: they are judged when they are connected to, after the name was resolved, so that none leads into the own network. Where a proxy is between, it is up to
    /// the proxy.
    /// </summary>
    public HttpClient Public(TimeProvider time)
    {
        publicTransport = Transport();
        publicTransport.ConnectCallback = ConnectPubliclyAsync;
        return Add(publicTransport, RetryRules.Handler(options, static _ => ValueTask.FromResult(false), time));
    }

    /// <summary>A client whose requests carry a token, within a rate.</summary>
    /// <param name="credential">Where tokens come from.</param>
    /// <param name="scopes">What they are for.</param>
    /// <param name="origin">Where they may be sent.</param>
    /// <param name="rate">The rate.</param>
    /// <param name="clock">Learns the service's time.</param>
    /// <param name="isThrottled">See <see cref="RetryRules"/>.</param>
    /// <param name="time">The clock.</param>
    public HttpClient WithToken(
        TokenCredential credential, string[] scopes, Uri origin, RequestRate rate, ServerClock clock, Func<HttpResponseMessage, ValueTask<bool>> isThrottled, TimeProvider time) =>
        Add(transport, RetryRules.Handler(options, isThrottled, time), new TokenHandler(credential, scopes, origin, time), new RateHandler(rate, clock));

    /// <summary>The body of an answer for a caller who reads it while it comes. The answer belongs to the stream, or is disposed when there is none.</summary>
    public async Task<Stream> OpenBodyAsync(HttpResponseMessage answer, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return new AnswerStream(answer, await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), options.IdleTimeout, time);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        transport.Dispose();
        publicTransport?.Dispose();
    }

    private async ValueTask<Stream> ConnectPubliclyAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        var named = context.InitialRequestMessage.RequestUri!;
        var isProxy = (options.Proxy ?? HttpClient.DefaultProxy).GetProxy(named) is { } proxy && proxy != named && proxy.IdnHost == host && proxy.Port == port;
        if (!isProxy && !Array.TrueForAll(addresses, PublicAddresses.IsPublic))
        {
            throw new ForeignAddressException(named);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private SocketsHttpHandler Transport()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10), // addresses behind a name change
        };
        if (options.Proxy is { } proxy)
        {
            (handler.Proxy, handler.UseProxy) = (proxy, true);
        }

        if (options.Authorities is { } authorities)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return handler;
    }

    private static HttpClient Add(HttpMessageHandler inner, params ReadOnlySpan<DelegatingHandler> handlers)
    {
        for (var i = handlers.Length - 1; i >= 0; i--)
        {
            handlers[i].InnerHandler = inner;
            inner = handlers[i];
        }

        // Each try has its own timeout, and bodies may take as long as they go on.
        return new HttpClient(inner, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
