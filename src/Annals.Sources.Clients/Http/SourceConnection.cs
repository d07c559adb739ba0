using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Azure.Core;

namespace Annals.Sources.Http;

/// <summary>
/// The HTTP of one connection to a vendor's service. All its requests, those for tokens and those without one included, go through the same proxy and trust the same authorities. No redirect is followed.
/// Thread-safe.
/// </summary>
internal sealed class SourceConnection : IDisposable
{
    /// <summary>Longest error that is read, in bytes.</summary>
    private const int ErrorBytesMax = 64 << 10;

    private readonly SourceHttpOptions options;
    private readonly TimeProvider time;
    private readonly SocketsHttpHandler transport;
    private SocketsHttpHandler? publicTransport;

    public SourceConnection(SourceHttpOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        transport = Transport();
    }

    /// <summary>A client whose requests carry no token: for tokens themselves, and for addresses that are signed.</summary>
    public HttpClient Plain() => Add(transport, RetryRules.Handler(options, static _ => ValueTask.FromResult(false), time));

    /// <summary>
    /// As <see cref="Plain"/>, but for addresses that an answer named: they are judged when they are connected to, after the name was resolved, so that none leads into the own network. Where a proxy is between, it is up to
    /// the proxy.
    /// </summary>
    public HttpClient Public()
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
    public HttpClient WithToken(
        TokenCredential credential, string[] scopes, Uri origin, RequestRate rate, ServerClock clock, Func<HttpResponseMessage, ValueTask<bool>> isThrottled) =>
        Add(transport, RetryRules.Handler(options, isThrottled, time), new TokenHandler(credential, scopes, origin, time), new RateHandler(rate, clock));

    /// <summary>The body of an answer for a caller who reads it while it comes. The answer belongs to the stream, or is disposed when there is none.</summary>
    public async Task<Stream> OpenBodyAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
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

    /// <summary>All of a body, up to a number of bytes.</summary>
    /// <exception cref="InvalidDataException">It is longer.</exception>
    /// <exception cref="IOException">It breaks off or stands still.</exception>
    public async Task<byte[]> BytesAsync(HttpResponseMessage answer, int bytesMax, CancellationToken cancellationToken)
    {
        await using var body = await OpenBodyAsync(answer, cancellationToken).ConfigureAwait(false);
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (bytes.Length + read > bytesMax)
            {
                throw new InvalidDataException($"The answer is longer than {bytesMax} bytes.");
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    /// <summary>The text of an error, which can be read again. One that is too long, breaks off or does not come counts as empty, since the status tells enough.</summary>
    public async Task<string> ErrorTextAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.IdleTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await answer.Content.LoadIntoBufferAsync(ErrorBytesMax, either.Token).ConfigureAwait(false);
            return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return string.Empty;
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

    private HttpClient Add(HttpMessageHandler inner, params ReadOnlySpan<DelegatingHandler> handlers)
    {
        inner = new LateHandler(options.HeaderTimeout, time) { InnerHandler = inner };
        for (var i = handlers.Length - 1; i >= 0; i--)
        {
            handlers[i].InnerHandler = inner;
            inner = handlers[i];
        }

        // Each try has its own timeout, and bodies may take as long as they go on.
        return new HttpClient(inner, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
