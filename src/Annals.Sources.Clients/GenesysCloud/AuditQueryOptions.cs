using Annals.Sources.Http;

namespace Annals.Sources.GenesysCloud;

/// <summary>Which organisation's audits are read, and how.</summary>
public sealed record AuditQueryOptions
{
    /// <summary>Default of <see cref="RequestsPerMinute"/>: what the token of a client is granted (developer centre, "Rate limits").</summary>
    public const int DefaultRequestsPerMinute = 300;

    /// <summary>The region the organisation is in.</summary>
    public required GenesysRegion Region { get; init; }

    /// <summary>Requests a minute, 1 or more. Default 300. Lowered while the service's answers say that it allows fewer.</summary>
    public int RequestsPerMinute { get; init; } = DefaultRequestsPerMinute;

    /// <summary>Proxy, authorities, timeouts and repetitions.</summary>
    public SourceHttpOptions Http { get; init; } = new();
}
