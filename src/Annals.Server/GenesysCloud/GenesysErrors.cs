using Annals.Server.Errors;

namespace Annals.Server.GenesysCloud;

/// <summary>Errors of these operations. Their type is the vendor's code, which <see cref="GenesysErrorShape"/> writes out.</summary>
internal static class GenesysErrors
{
    /// <summary>Name of the member of <see cref="ServerError.Members"/> that names the field at fault.</summary>
    public const string FieldMember = "fieldName";

    /// <summary>Name of the member of <see cref="ServerError.Members"/> that holds the <see cref="ErrorLimit"/> that was reached.</summary>
    public const string LimitMember = "limit";

    /// <summary>Name of the member of <see cref="ServerError.Members"/> that holds the methods for the header <c>Allow</c>.</summary>
    public const string AllowMember = "allow";

    /// <summary>400 with a code of its own.</summary>
    /// <param name="code">One of <see cref="ErrorCodes"/>.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    /// <param name="field">The member or parameter at fault; null when it is none.</param>
    public static RequestException Bad(string code, string message, string? field = null) => new(Of(400, code, message, field));

    /// <summary>404 of a transaction or an audit: the same for one of somebody else and for one that never was.</summary>
    public static RequestException NotFound(string message) => new(Of(404, ErrorCodes.NotFound, message));

    public static RequestException Conflict(string message) => new(Of(409, ErrorCodes.RequestConflict, message));

    public static RequestException UnsupportedMediaType() => new(Of(415, ErrorCodes.UnsupportedMediaType, "The body's content type is not read here; send application/json."));

    public static RequestException Forbidden(string message) => new(Of(403, ErrorCodes.NotAuthorized, message));

    public static RequestException MethodNotAllowed(string allowed) => new(Of(405, ErrorCodes.MethodNotAllowed, $"The method is not allowed here; use {allowed}.") with
    {
        Members = new Dictionary<string, object?> { [AllowMember] = allowed },
    });

    /// <summary>429 of the requests a minute.</summary>
    public static RequestException RateLimited(int perMinute, TimeSpan wait) => new(Of(429, ErrorCodes.TooManyRequests, $"The limit of {perMinute} requests a minute of this token is reached.") with
    {
        RetryAfter = wait,
        Members = new Dictionary<string, object?> { [LimitMember] = new ErrorLimit("client.credentials.token.rate.per.minute", "platform.api", perMinute) },
    });

    /// <summary>429 of the queries that wait.</summary>
    public static RequestException TooManyQueries(int unfinished, TimeSpan wait) => new(Of(429, ErrorCodes.TooManyRequestsRetryAfter, $"The client has {unfinished} queries that are queued or running, which is the limit.") with
    {
        RetryAfter = wait,
        Members = new Dictionary<string, object?> { [LimitMember] = new ErrorLimit("unfinished.queries.per.client", "audit", unfinished) },
    });

    /// <summary>503 that ends by itself.</summary>
    public static RequestException Unavailable(string message, TimeSpan wait) => new(Of(503, ErrorCodes.ServiceUnavailable, message) with { RetryAfter = wait });

    public static RequestException TimedOut(TimeSpan limit) => new(Of(504, ErrorCodes.RequestTimeout, $"The answer was not ready after {limit.TotalSeconds:0.#} s. Ask for a shorter interval or fewer audits."));

    private static ServerError Of(int status, string code, string message, string? field = null) => new(status, code, message, message)
    {
        Members = field is null ? new Dictionary<string, object?>() : new Dictionary<string, object?> { [FieldMember] = field },
    };
}
