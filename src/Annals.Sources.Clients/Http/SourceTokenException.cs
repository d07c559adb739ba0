using System.Net;

namespace Annals.Sources.Http;

/// <summary>A vendor gave no token.</summary>
public sealed class SourceTokenException : Exception
{
    internal SourceTokenException(HttpStatusCode status, string? error, string? description, IReadOnlyList<int> codes)
        : base($"No token was given: status {(int)status}{(error is null ? string.Empty : $", {error}")}{(description is null ? string.Empty : $": {description.Split('\r', '\n')[0].TrimEnd('.')}")}.")
    {
        Status = status;
        Error = error;
        Description = description;
        Codes = codes;
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The error by its name in OAuth 2.0, such as <c>invalid_client</c> (RFC 6749, section 5.2); null when the answer held none.</summary>
    public string? Error { get; }

    /// <summary>What the service adds for people; null for nothing.</summary>
    public string? Description { get; }

    /// <summary>The service's numbers of the error; Microsoft's are those of AADSTS.</summary>
    public IReadOnlyList<int> Codes { get; }

    /// <summary>Whether asking again later may help.</summary>
    public bool MayPass => Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || Status >= HttpStatusCode.InternalServerError;
}
