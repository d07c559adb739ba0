using Annals.Archive;
using Annals.Cli.Archives.Remote;
using Annals.Cli.Commands;
using Annals.Cli.Shell;

namespace Annals.Cli.Archives;

/// <summary>Opens the archive that the global options name: behind the server of <c>--server</c>, else in the data folder, through the server that holds it if one does.</summary>
internal static class ArchiveAccess
{
    /// <summary>How long a server that its lock names may stay silent, as one that is stopping does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    public static async Task<IArchive> OpenAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (ServerTarget.Of(context) is { } target)
        {
            return await OpenAsync(context, target, cancellationToken);
        }

        var folder = TenantAccess.ExistingFolder(context);
        var started = context.Console.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return new LocalArchive(await TenantAccess.OpenAsync(context, cancellationToken));
            }
            catch (TenantBusyException busy) when (busy.Server is { } url)
            {
                if (await TryOpenAsync(context, folder, url, cancellationToken) is { } served)
                {
                    return served;
                }

                if (context.Console.Time.GetElapsedTime(started) > Patience)
                {
                    throw CommandException.Trouble($"{busy.Message} It does not answer at {url}.");
                }

                await Task.Delay(Retry, context.Console.Time, cancellationToken);
            }
        }
    }

    /// <summary>The server of <c>--server</c>; null when none is named.</summary>
    public static async Task<RemoteArchive?> OpenServerAsync(CommandContext context, CancellationToken cancellationToken) =>
        ServerTarget.Of(context) is { } target ? await OpenAsync(context, target, cancellationToken) : null;

    private static async Task<RemoteArchive> OpenAsync(CommandContext context, ServerTarget target, CancellationToken cancellationToken)
    {
        var archive = new RemoteArchive(new ServerConnection(target.Url, target.Credentials(context), context.Console.Time));
        try
        {
            var tenant = (await archive.MeAsync(cancellationToken)).Tenant;
            return !context.IsTenantGiven || context.Tenant == tenant
                ? archive
                : throw CommandException.Usage($"These credentials are for the tenant \"{tenant}\", not \"{context.Tenant}\". Use a client of that tenant, or leave out --tenant.");
        }
        catch
        {
            await archive.DisposeAsync();
            throw;
        }
    }

    /// <summary>The server that holds a tenant of the data folder, as the account of this process; null when it does not answer.</summary>
    private static async Task<RemoteArchive?> TryOpenAsync(CommandContext context, TenantFolder folder, Uri url, CancellationToken cancellationToken)
    {
        var archive = new RemoteArchive(new ServerConnection(url, new AccountTokens(TenantAccess.Data(context), folder.Name, context.Console.Time), context.Console.Time));
        try
        {
            await archive.MeAsync(cancellationToken);
            return archive;
        }
        catch (ServerUnreachableException)
        {
            await archive.DisposeAsync();
            return null;
        }
        catch
        {
            await archive.DisposeAsync();
            throw;
        }
    }
}
