using System.Net;

namespace Annals.Sources.GenesysCloud;

/// <summary>The audit API of Genesys Cloud refused a request, after what could be repeated had been repeated.</summary>
public sealed class AuditQueryException : Exception
{
    internal AuditQueryException(string attempt, HttpStatusCode status, string? code, string? answer, string? correlationId)
        : base($"{attempt} failed with status {(int)status}{(code is null ? string.Empty : $", {code}")}{(answer is null ? string.Empty : $": {answer.TrimEnd('.')}")}.{(correlationId is null ? string.Empty : $" Correlation id {correlationId}.")}")
    {
        Status = status;
        Code = code;
        Answer = answer;
        CorrelationId = correlationId;
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The error's code, such as <c>missing.permissions</c> (schema <c>ErrorBody</c>); null when the body held none.</summary>
    public string? Code { get; }

    /// <summary>The service's message, or null.</summary>
    public string? Answer { get; }

    /// <summary>By what the vendor's support finds the request (<c>ININ-Correlation-Id</c>); or null.</summary>
    public string? CorrelationId { get; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool MayPass => Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || Status >= HttpStatusCode.InternalServerError;
}
