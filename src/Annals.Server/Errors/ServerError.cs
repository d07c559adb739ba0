namespace Annals.Server.Errors;

/// <summary>An error as every interface gives it, each in its own shape.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Type">What kind of error it is, a stable word such as <c>query-syntax</c>.</param>
/// <param name="Title">What kind of error it is, for people; the same for each error of a type.</param>
/// <param name="Detail">What was attempted, on what, and what to do.</param>
internal sealed record ServerError(int Status, string Type, string Title, string? Detail = null)
{
    /// <summary>When the request may be sent again; null when that makes no sense.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Further members of problem details, such as the place in a query.</summary>
    public IReadOnlyDictionary<string, object?> Members { get; init; } = new Dictionary<string, object?>();

    /// <summary>The error of a status that nothing more is known of.</summary>
    public static ServerError OfStatus(int status) => status switch
    {
        400 => new(status, "bad-request", "The request cannot be read"),
        401 => new(status, "not-authenticated", "Authentication is needed", "Send a valid token: Authorization: Bearer …"),
        403 => new(status, "not-authorized", "This is not allowed"),
        404 => new(status, "not-found", "There is no such thing here"),
        405 => new(status, "method-not-allowed", "The method is not allowed here"),
        408 => new(status, "request-timeout", "The request took too long to arrive"),
        411 => new(status, "length-required", "The length of the body is needed"),
        413 => new(status, "too-large", "The request is too large"),
        414 => new(status, "uri-too-long", "The address is too long"),
        415 => new(status, "unsupported-media-type", "The content type is not read here"),
        429 => new(status, "too-many-requests", "Too many requests"),
        431 => new(status, "headers-too-large", "The headers are too large"),
        503 => new(status, "unavailable", "The server cannot do this now"),
        < 500 => new(status, "bad-request", "The request cannot be served"),
        _ => new(status, "internal-error", "Something went wrong in the server"),
    };
}
