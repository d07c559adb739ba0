namespace Annals.Server.GenesysCloud;

/// <summary>Words that error bodies of the Genesys Cloud platform carry as <c>code</c> (reference: Swagger document of the platform, audit operations).</summary>
internal static class ErrorCodes
{
    public const string BadRequest = "bad.request";
    public const string ResponseEntityTooLarge = "response.entity.too.large";
    public const string InvalidDate = "invalid.date";
    public const string InvalidQueryParamValue = "invalid.query.param.value";
    public const string InvalidProperty = "invalid.property";
    public const string InvalidValue = "invalid.value";
    public const string ConstraintValidation = "constraint.validation";
    public const string ClientFailedRequest = "client.failed.request";
    public const string AuthenticationRequired = "authentication.required";
    public const string BadCredentials = "bad.credentials";
    public const string NotAuthorized = "not.authorized";
    public const string MissingPermissions = "missing.permissions";
    public const string AppNotAuthorizedForScope = "app.not.authorized.for.scope";
    public const string NotFound = "not.found";
    public const string MethodNotAllowed = "method.not.allowed";
    public const string ClientTimeout = "client.timeout";
    public const string RequestConflict = "request.conflict";
    public const string RequestEntityTooLarge = "request.entity.too.large";
    public const string UnsupportedMediaType = "unsupported.media.type";
    public const string TooManyRequests = "too.many.requests";
    public const string TooManyRequestsRetryAfter = "too.many.requests.retry.after";
    public const string InternalServerError = "internal.server.error";
    public const string ServiceUnavailable = "service.unavailable";
    public const string RequestTimeout = "request.timeout";

    /// <summary>The code of an error that only its status is known of.</summary>
    public static string OfStatus(int status) => status switch
    {
        401 => AuthenticationRequired,
        403 => MissingPermissions,
        404 => NotFound,
        405 => MethodNotAllowed,
        408 => ClientTimeout,
        409 => RequestConflict,
        413 => RequestEntityTooLarge,
        415 => UnsupportedMediaType,
        429 => TooManyRequests,
        503 => ServiceUnavailable,
        504 => RequestTimeout,
        >= 500 => InternalServerError,
        _ => BadRequest,
    };
}
