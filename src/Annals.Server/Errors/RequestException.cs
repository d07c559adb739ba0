namespace Annals.Server.Errors;

/// <summary>Ends a request with an error.</summary>
internal sealed class RequestException : Exception
{
    public RequestException()
        : this(ServerError.OfStatus(500))
    {
    }

    public RequestException(string message)
        : this(ServerError.OfStatus(400) with { Detail = message })
    {
    }

    public RequestException(string message, Exception innerException)
        : base(message, innerException) => Error = ServerError.OfStatus(400) with { Detail = message };

    public RequestException(ServerError error)
        : base(error.Detail ?? error.Title) => Error = error;

    public ServerError Error { get; }

    /// <summary>400: something in the request is not usable.</summary>
    public static RequestException BadRequest(string detail) => new(ServerError.OfStatus(400) with { Detail = detail });

    /// <summary>404.</summary>
    public static RequestException NotFound(string detail) => new(ServerError.OfStatus(404) with { Detail = detail });

    /// <summary>409: the state does not allow it.</summary>
    public static RequestException Conflict(string detail) => new(new ServerError(409, "conflict", "The state does not allow this", detail));
}
