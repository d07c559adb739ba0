using Annals.Archive;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands;

/// <summary>Opens the tenant that the global options name.</summary>
internal static class TenantAccess
{
    public static DataFolder Data(CommandContext context) => new(context.Data);

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

    /// <summary>Opens the tenant for work.</summary>
    public static Task<Tenant> OpenAsync(CommandContext context, CancellationToken cancellationToken) =>
        OpenAsync(context, new TenantOptions { Notice = context.Console.Say }, cancellationToken);

    /// <inheritdoc cref="OpenAsync(CommandContext, CancellationToken)"/>
    public static Task<Tenant> OpenAsync(CommandContext context, TenantOptions options, CancellationToken cancellationToken) =>
        Tenant.OpenAsync(ExistingFolder(context), options, context.Console.Time, cancellationToken);
}
