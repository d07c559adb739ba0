using Annals.Sources.Http;

namespace Annals.Sources.Microsoft365;

/// <summary>Which organisation's activity is read, and how.</summary>
public sealed record ManagementActivityOptions
{
    /// <summary>Default of <see cref="RequestsPerMinute"/>: what an organisation is granted at least (reference, "API throttling").</summary>
    public const int DefaultRequestsPerMinute = 2_000;

    /// <summary>The organisation.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>The cloud it is in. Default <see cref="Microsoft365Cloud.Enterprise"/>.</summary>
    public Microsoft365Cloud Cloud { get; init; } = Microsoft365Cloud.Enterprise;

    /// <summary>
    /// <c>PublisherIdentifier</c> of every request: the organisation of whoever wrote the client. Null means the own one. It is never left out: requests without it share one quota with those of everybody else.
    /// </summary>
    public Guid? PublisherIdentifier { get; init; }

    /// <summary>Requests a minute, 1 or more. Default 2,000.</summary>
    public int RequestsPerMinute { get; init; } = DefaultRequestsPerMinute;

    /// <summary>Proxy, authorities, timeouts and repetitions.</summary>
    public SourceHttpOptions Http { get; init; } = new();
}
