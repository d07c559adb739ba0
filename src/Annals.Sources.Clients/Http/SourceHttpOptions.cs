using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Annals.Sources.Http;

/// <summary>How a vendor's service is reached. It holds for every request of a connection, those for tokens included.</summary>
public sealed record SourceHttpOptions
{
    /// <summary>Default of <see cref="HeaderTimeout"/>.</summary>
    public static readonly TimeSpan DefaultHeaderTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Default of <see cref="IdleTimeout"/>.</summary>
    public static readonly TimeSpan DefaultIdleTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Default of <see cref="WaitMax"/>.</summary>
    public static readonly TimeSpan DefaultWaitMax = TimeSpan.FromMinutes(5);

    /// <summary>The proxy; null means that of the environment (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>), if any.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Authorities that are trusted instead of the machine's, such as that of a proxy which opens connections; null means the machine's.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>How long the beginning of an answer may take, for each try. Default 100 s.</summary>
    public TimeSpan HeaderTimeout { get; init; } = DefaultHeaderTimeout;

    /// <summary>How long the body of an answer may stand still. Default 100 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = DefaultIdleTimeout;

    /// <summary>Most repetitions of a request that failed for a reason that may pass, 0 or more. Default 5.</summary>
    public int RetriesMax { get; init; } = 5;

    /// <summary>Wait before the first repetition; each further one is twice as long, and each is varied at random. Default 2 s.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait before a repetition. If the service asks for a longer one, the request fails and says so. Default 5 min.</summary>
    public TimeSpan WaitMax { get; init; } = DefaultWaitMax;
}
