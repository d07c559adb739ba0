using Annals.Archive;
using Annals.Cli.Archives.Remote;
using Annals.Cli.Commands;
using Annals.Cli.Shell;

namespace Annals.Cli.Archives;

/// <summary>What everybody may know of a tenant. Of one in the data folder it is read from its description, without a lock or a secret, beside a running server too.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its identity.</param>
/// <param name="Origin">Origin of its log.</param>
/// <param name="Created">When it was created, UTC.</param>
/// <param name="VerifierKey">Public key of its log.</param>
/// <param name="Place">Where it is: a folder, or the address of a server.</param>
/// <param name="IsServed">Whether the place is a server.</param>
internal sealed record TenantFacts(string Name, Guid Id, string Origin, DateTimeOffset Created, string VerifierKey, string Place, bool IsServed)
{
    public static TenantFacts Of(TenantFolder folder)
    {
        var description = TenantDescription.Of(folder);
        return new(description.Name, description.Id, description.Origin, description.Created, description.VerifierKey, folder.Path, IsServed: false);
    }

    /// <summary>Of the tenant that the global options name.</summary>
    public static async Task<TenantFacts> OfAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var archive = await ArchiveAccess.OpenServerAsync(context, cancellationToken);
        return archive is null ? Of(TenantAccess.ExistingFolder(context)) : Of(await archive.TenantAsync(cancellationToken), archive.Url);
    }

    private static TenantFacts Of(TenantAnswer tenant, Uri server) => new(tenant.Name, tenant.Id, tenant.Origin, tenant.Created, tenant.VerifierKey, server.ToString(), IsServed: true);
}
