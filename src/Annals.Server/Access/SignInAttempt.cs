using Microsoft.AspNetCore.Builder;

namespace Annals.Server.Access;

/// <summary>Marks an endpoint that anybody may call to get a token or a session: its calls are counted by address (<c>Limits:SignInsPerMinute</c>).</summary>
/// <param name="IsForPeople">Whether it answers with a session's cookie, so that other sites must not cause the request.</param>
internal sealed record SignInAttempt(bool IsForPeople);

/// <summary>Marks endpoints.</summary>
internal static class SignInEndpoints
{
    /// <summary>The endpoint gives tokens to programs.</summary>
    public static TBuilder GivesTokens<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new SignInAttempt(IsForPeople: false));

    /// <summary>The endpoint signs people in.</summary>
    public static TBuilder SignsIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new SignInAttempt(IsForPeople: true));
}
