using Annals.Archive;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands;

/// <summary>Opens the tenant that the global options name.</summary>
internal static class TenantAccess
{
    /// <exception cref="CommandException">A server was named: this command works on the folder itself.</exception>
    public static DataFolder Data(CommandContext context) => context.Server is null
        ? new(context.Data)
        : throw CommandException.Usage("This command works on the data folder itself; run it where the folder is, without --server.");

    public static TenantFolder Folder(CommandContext context) =>
        Data(context).Tenant(TenantName.TryParse(context.Tenant, out var name)
            ? name
            : throw CommandException.Usage($"\"{context.Tenant}\" is no tenant name: use 1 to 63 lowercase letters, digits and hyphens, beginning with a letter or digit."));

    /// <summary>The folder of a tenant that exists.</summary>
    public static TenantFolder ExistingFolder(CommandContext context)
    {
        var folder = Folder(context);
        return folder.Exists
            ? folder
            : throw CommandException.Trouble($"There is no tenant \"{folder.Name}\" in \"{context.Data}\". Import something with 'annals import FILE', create it with 'annals tenant create', or name another folder with --data.");
    }

    /// <summary>Creates the tenant, unless another process does so at the same moment.</summary>
    public static void Create(CommandContext context, TenantFolder folder)
    {
        try
        {
            TenantCreator.Create(Data(context), folder.Name, origin: null, context.Console.Time);
            context.Console.Say($"Created the tenant \"{folder.Name}\" in \"{folder.Path}\". Keep its key files safe: without log.key and id.key nothing can be added.");
        }
        catch (Exception e) when (e is ArchiveException or IOException && folder.Exists)
        {
            context.Console.Say($"Another process created the tenant \"{folder.Name}\" in \"{folder.Path}\" at the same moment.");
        }
    }

    /// <summary>Opens the tenant for work.</summary>
    public static Task<Tenant> OpenAsync(CommandContext context, CancellationToken cancellationToken) =>
        OpenAsync(context, new TenantOptions { Notice = context.Console.Say }, cancellationToken);

    /// <inheritdoc cref="OpenAsync(CommandContext, CancellationToken)"/>
    public static Task<Tenant> OpenAsync(CommandContext context, TenantOptions options, CancellationToken cancellationToken) =>
        Tenant.OpenAsync(ExistingFolder(context), options, context.Console.Time, cancellationToken);
}
