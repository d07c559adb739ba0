using Microsoft.Extensions.Logging;

namespace Annals.Server.Hosting;

/// <summary>
/// Which lines of the libraries reach a log. Below warnings the framework writes request lines with their paths and queries, headers, claims and tokens; its authentication
/// does so in warnings and errors too. None of that may stand in a log, so no setting brings it back; our own lines say what happened.
/// </summary>
internal static class LogLevels
{
    public static void Set(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("System", LogLevel.Warning)
        .AddFilter("OpenTelemetry", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None)
        .AddFilter("Annals.Server.Access.SessionHandler", LogLevel.None)
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.None)
        .AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.None)
        .AddFilter("Microsoft.IdentityModel", LogLevel.None);
}
