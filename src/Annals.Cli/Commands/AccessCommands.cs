using Annals.Archive;
using Annals.Cli.Shell;
using Annals.Index;
using Annals.Log;
using Annals.Server.Accounts;

namespace Annals.Cli.Commands;

/// <summary>What the commands for clients and users share: they work on the server's database in the data folder, beside a running server too.</summary>
internal static class AccessCommands
{
    /// <summary>Does something with the clients and users of the tenant that the global options name, as the account of this process.</summary>
    public static T Use<T>(CommandContext context, Func<AccessAdministration, Guid, Actor, T> work)
    {
        var tenant = TenantDescription.Of(TenantAccess.ExistingFolder(context)).Id;
        return work(new AccessAdministration(TenantAccess.Data(context), context.Console.Time), tenant, new Actor(Environment.UserName) { Type = "account" });
    }

    /// <summary>As <see cref="Use"/>, then has the change's receipt written: here if nobody holds the tenant, else by the server that does.</summary>
    public static async Task<T> ChangeAsync<T>(CommandContext context, Func<AccessAdministration, Guid, Actor, T> work, CancellationToken cancellationToken)
    {
        var result = Use(context, work);
        var administration = new AccessAdministration(TenantAccess.Data(context), context.Console.Time);
        try
        {
            using var tenant = await TenantAccess.OpenAsync(context, new TenantOptions { Notice = context.Console.Say, LockPatience = TimeSpan.Zero }, cancellationToken);
            administration.WriteReceipts(tenant, cancellationToken);
        }
        catch (TenantBusyException)
        {
            context.Console.Say("Another process works on the tenant. A running server writes the receipt of this change within seconds; else the next one does at its start.");
        }
        catch (Exception e) when (e is ArchiveException or IOException or UnauthorizedAccessException or LogCorruptException or IndexDamagedException)
        {
            // The change is made, and what it gave (a secret) must be shown.
            context.Console.Say($"The receipt of this change is not written yet; it waits for the next server. {e.Message}");
        }

        return result;
    }
}
