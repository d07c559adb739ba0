using System.Globalization;
using Annals.Server.Errors;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>Errors of the feed (reference/microsoft365.md, section 3). The code stands in <see cref="ServerError.Type"/>, the message in <see cref="ServerError.Detail"/>.</summary>
internal static class FeedError
{
    public const string Prefix = "AF";

    /// <summary>Longest part of a request that a message repeats.</summary>
    private const int EchoMax = 200;

    public static RequestException SubscriptionNotFound { get; } = Of(400, 20022, "No subscription found for the specified content type.");

    public static RequestException SubscriptionDisabled { get; } = Of(400, 20023, "The subscription was disabled.");

    public static RequestException NoChange { get; } = Of(400, 20024, "The subscription is already enabled. No property change.");

    public static RequestException HalfWindow { get; } = Of(400, 20030, "Start time and end time must both be specified (or both omitted).");

    public static RequestException TwoLanguages { get; } = Of(400, 20053, "The header Accept-Language may name one language only.");

    public static RequestException BadLanguage { get; } = Of(400, 20054, "The header Accept-Language does not have the form of a language.");

    public static RequestException ContentTypeInvalid { get; } = Of(400, 20020, "The specified content type is not valid.");

    /// <summary>The caller may not read this.</summary>
    /// <param name="roles">Roles of its token, separated by commas.</param>
    public static ServerError Permission(string roles) => Error(401, 10001, $"The permission set ({roles}) sent in the request does not include the expected permission.");

    public static RequestException ParameterMissing(string name) => Of(400, 20001, $"Missing parameter: {name}.");

    public static RequestException ParameterType(string name, string type) => Of(400, 20002, $"Invalid parameter type: {name}. Expected type: {type}.");

    public static RequestException Expired(string expiration) => Of(400, 20003, $"Expiration {Echo(expiration)} provided is set to past date and time.");

    public static RequestException OtherTenant(Guid given, Guid own) => Of(400, 20010, $"The tenant ID passed in the URL ({given}) does not match the tenant ID passed in the access token ({own}).");

    public static RequestException TenantUnknown(Guid given) => Of(400, 20011, $"Specified tenant ID ({given}) does not exist in the system or has been deleted.");

    public static RequestException TenantNotServed(Guid own) => Of(400, 20012, $"Specified tenant ID ({own}) is incorrectly configured in the system.");

    public static RequestException TenantMalformed(string given) => Of(400, 20013, $"The tenant ID passed in the URL ({Echo(given)}) is not a valid GUID.");

    public static RequestException Webhook(string address, string reason) => Of(400, 20021, $"The webhook endpoint ({Echo(address)}) could not be validated. {reason}");

    public static RequestException Window(TimeSpan? age) => Of(400, 20055, string.Create(
        CultureInfo.InvariantCulture,
        $"Start time and end time must both be specified (or both omitted) and must be less than or equal to 24 hours apart, {(age is { } limit ? $"with the start time no more than {limit.TotalDays:0.##} days in the past and " : "with the ")}start time before the end time."));

    public static RequestException NextPage(string given) => Of(400, 20031, $"Invalid nextPage Input: {Echo(given)}.");

    public static RequestException ContentNotFound(string id) => Of(404, 20050, $"The specified content ({Echo(id)}) does not exist.");

    public static RequestException ContentExpired(string id) => Of(400, 20051, $"Content requested with the key {Echo(id)} has already expired and cannot be retrieved.");

    public static RequestException ContentIdInvalid(string id) => Of(400, 20052, $"Blob key {Echo(id)} in the url is invalid");

    public static ServerError TooMany(string method, Guid publisher, int status) => new(status, Prefix + "429", "Too many requests", $"Too many requests. Method={method}, PublisherId={publisher}");

    public static RequestException TooManyStarts(TimeSpan wait) => new(new ServerError(429, Prefix + "429", "Too many requests", string.Create(
        CultureInfo.InvariantCulture,
        $"Too many frequent subscription start requests. Please retry again after {(int)wait.TotalMinutes}m {wait.Seconds}s")));

    /// <summary>The method is none of those that the path takes.</summary>
    public static RequestException MethodNotAllowed { get; } = new(ServerError.OfStatus(405));

    private static RequestException Of(int status, int code, string message) => new(Error(status, code, message));

    private static ServerError Error(int status, int code, string message) => new(status, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{code}"), message, message);

    /// <summary>What a client sent, short and without anything that could break a line.</summary>
    private static string Echo(string text)
    {
        var part = text.Length <= EchoMax ? text : string.Concat(text.AsSpan(0, EchoMax), "...");
        return string.Create(part.Length, part, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '?' : source[i];
            }
        });
    }
}
