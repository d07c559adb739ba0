using System.Globalization;
using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.GenesysCloud;

/// <summary>Errors of everything below <c>/api/v2</c>, as the platform's clients read them: by <c>status</c>, <c>code</c> and <c>contextId</c>.</summary>
internal sealed class GenesysErrorShape : IErrorShape
{
    public bool Covers(PathString path) => path.StartsWithSegments(GenesysCloudEndpoints.Root, StringComparison.OrdinalIgnoreCase);

    public Task WriteAsync(HttpContext context, ServerError error)
    {
        var code = CodeOf(context, error);
        var message = MessageOf(error, code);
        var field = error.Members.GetValueOrDefault(GenesysErrors.FieldMember) as string;
        if (error.Members.GetValueOrDefault(GenesysErrors.AllowMember) is string allowed)
        {
            context.Response.Headers.Allow = allowed;
        }

        var body = new ErrorBody
        {
            Message = message,
            Code = code,
            Status = error.Status,
            ContextId = Correlation.Of(context),
            Details = field is null ? [] : [new ErrorDetail(code, field)],
            Limit = error.Members.GetValueOrDefault(GenesysErrors.LimitMember) as ErrorLimit,
        };
        return context.Response.WriteAsJsonAsync(body, GenesysCloudJson.Default.ErrorBody, "application/json", context.RequestAborted);
    }

    /// <summary>Types of errors of these operations are codes already; those of the rest of the server have no dot.</summary>
    private static string CodeOf(HttpContext context, ServerError error) => error.Status switch
    {
        _ when error.Type.Contains('.', StringComparison.Ordinal) => error.Type,
        401 when context.Request.Headers.Authorization.Count > 0 => ErrorCodes.BadCredentials,
        403 when IsNarrowed(context) => ErrorCodes.AppNotAuthorizedForScope,
        _ => ErrorCodes.OfStatus(error.Status),
    };

    /// <summary>Whether the token asked for less than its client may do.</summary>
    private static bool IsNarrowed(HttpContext context) => context.User.FindFirst(TokenIssuer.ScopeClaim) is not null;

    private static string MessageOf(ServerError error, string code)
    {
        var message = code switch
        {
            ErrorCodes.BadCredentials => "The token is not valid, or no longer. Get a new one.",
            ErrorCodes.AuthenticationRequired => "No authentication bearer token was sent.",
            ErrorCodes.MissingPermissions => $"The client lacks the permission {GenesysCloudEndpoints.Permission}: give it the scope {Scopes.RecordsRead}.",
            ErrorCodes.AppNotAuthorizedForScope => $"The token was asked for without the scope {Scopes.RecordsRead} ({GenesysCloudEndpoints.OAuthScope}).",
            _ => error.Detail ?? error.Title,
        };

        // Clients look for the seconds in square brackets.
        return error is { Status: 429, RetryAfter: { } wait }
            ? string.Create(CultureInfo.InvariantCulture, $"{message} Send the request again in [{(long)Math.Ceiling(Math.Max(1, wait.TotalSeconds))}] seconds.")
            : message;
    }
}
