namespace Annals.Server.OpenApi;

/// <summary>An error (RFC 9457). Further members may follow, such as <c>position</c> of a mistake in a query.</summary>
internal sealed record Problem
{
    /// <summary>What kind of error it is: <c>urn:annals:problem:</c> and a stable word.</summary>
    public required string Type { get; init; }

    /// <summary>What kind of error it is, for people.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What was attempted, and what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>Id of the request, as in the header <c>X-Correlation-Id</c>; the server's log names it.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Id of the trace, for who follows requests through several services.</summary>
    public string? TraceId { get; init; }
}
