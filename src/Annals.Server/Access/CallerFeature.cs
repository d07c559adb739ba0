using Annals.Server.Accounts;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Access;

/// <summary>The caller of a request.</summary>
internal static class CallerFeature
{
    private static readonly object Key = new();
    private static readonly object SessionKey = new();

    /// <summary>The caller; only on endpoints that require a scope or any caller.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.CallerOrNull() ?? throw new InvalidOperationException("The endpoint does not require a caller, so there may be none.");

    public static Caller? CallerOrNull(this HttpContext context) => context.Items.TryGetValue(Key, out var caller) ? (Caller?)caller : null;

    public static void SetCaller(this HttpContext context, Caller caller) => context.Items[Key] = caller;

    /// <summary>The session by which the caller is known; null of a caller with a token.</summary>
    public static Session? SessionOrNull(this HttpContext context) => context.Items.TryGetValue(SessionKey, out var session) ? (Session?)session : null;

    public static void SetSession(this HttpContext context, Session session) => context.Items[SessionKey] = session;
}
