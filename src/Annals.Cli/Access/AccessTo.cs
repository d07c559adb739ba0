using Annals.Cli.Archives.Remote;
using Annals.Cli.Shell;

namespace Annals.Cli.Access;

/// <summary>Finds the clients and users that the global options mean.</summary>
internal static class AccessTo
{
    /// <summary>Behind the server of <c>--server</c>, else in the data folder, beside a running server too.</summary>
    public static async Task<IAccess> TenantAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (ServerTarget.Of(context) is not { } target)
        {
            return new LocalAccess(context);
        }

        var server = new ServerConnection(target.Url, target.Credentials(context), context.Console.Time);
        try
        {
            var me = await server.GetAsync("v1/me", ServerJson.Default.MeAnswer, cancellationToken);
            return !context.IsTenantGiven || context.Tenant == me.Tenant
                ? new RemoteAccess(server)
                : throw CommandException.Usage($"These credentials are for the tenant \"{me.Tenant}\", not \"{context.Tenant}\". Use a client of that tenant, or leave out --tenant.");
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }
}
