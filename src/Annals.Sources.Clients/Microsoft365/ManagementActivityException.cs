using System.Net;

namespace Annals.Sources.Microsoft365;

/// <summary>The Management Activity API refused a request, after what could be repeated had been repeated.</summary>
public sealed class ManagementActivityException : Exception
{
    internal ManagementActivityException(string attempt, HttpStatusCode status, string? code, string? answer)
        : base(Sentence(attempt, status, code, answer))
    {
        Status = status;
        Code = code;
        Answer = answer;
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>
    /// The error's code, such as <c>AF20023</c> (reference, "Errors"); null when the body held none, which happens with 401 and 503. Not always a code: where auditing is off, the service
    /// puts the beginning of a sentence here.
    /// </summary>
    public string? Code { get; }

    /// <summary>The service's message, or null.</summary>
    public string? Answer { get; }

    /// <summary>Whether the service said that requests come too fast. It does so with 429, and with 403 and the code <c>AF429</c>.</summary>
    public bool IsThrottled => Status == HttpStatusCode.TooManyRequests || Code == ActivityErrorCode.TooManyRequests;

    /// <summary>Whether the same request may succeed later.</summary>
    public bool MayPass => IsThrottled || Status == HttpStatusCode.RequestTimeout || Status >= HttpStatusCode.InternalServerError;

    private static string Sentence(string attempt, HttpStatusCode status, string? code, string? answer)
    {
        var what = code is null || answer is null || answer.StartsWith(code, StringComparison.Ordinal) ? code ?? answer : $"{code}: {answer}";
        return what is null ? $"{attempt} failed with status {(int)status}." : $"{attempt} failed with status {(int)status}, {what}";
    }
}
