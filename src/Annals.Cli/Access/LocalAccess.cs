using System.Security.Cryptography.X509Certificates;
using Annals.Archive;
using Annals.Cli.Commands;
using Annals.Cli.Shell;
using Annals.Index;
using Annals.Log;
using Annals.Server.Access;
using Annals.Server.Accounts;

namespace Annals.Cli.Access;

/// <summary>Works on the server's database in the data folder, as the account of this process.</summary>
internal sealed class LocalAccess : IAccess
{
    private readonly CommandContext context;
    private readonly AccessAdministration access;
    private readonly Guid tenant;
    private readonly Actor account = new(Environment.UserName) { Type = "account" };

    /// <exception cref="CommandException">There is no such tenant.</exception>
    public LocalAccess(CommandContext context)
    {
        this.context = context;
        tenant = TenantDescription.Of(TenantAccess.ExistingFolder(context)).Id;
        access = new AccessAdministration(TenantAccess.Data(context), context.Console.Time);
    }

    public Task<IReadOnlyList<Client>> ClientsAsync(CancellationToken cancellationToken) => Task.FromResult(access.Clients(tenant));

    public Task<(Client Client, string Secret)> AddClientAsync(string name, IReadOnlyList<string> scopes, IReadOnlyList<string> sources, CancellationToken cancellationToken) =>
        ChangedAsync(access.AddClient(tenant, name, scopes, sources, account), cancellationToken);

    public Task<bool> RemoveClientAsync(Client client, CancellationToken cancellationToken) => ChangedAsync(access.RemoveClient(tenant, client.Id, account), cancellationToken);

    public Task<string?> RotateClientAsync(Client client, CancellationToken cancellationToken) => ChangedAsync(access.RotateClient(tenant, client.Id, account), cancellationToken);

    public Task<IReadOnlyList<ClientCertificate>> CertificatesAsync(Client client, CancellationToken cancellationToken) => Task.FromResult(access.Certificates(client));

    public Task<ClientCertificate> AddCertificateAsync(Client client, X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        access.AddCertificate(client, certificate, account);
        return ChangedAsync(access.Certificates(client).Single(known => known.Thumbprint == certificate.Thumbprint), cancellationToken);
    }

    public Task<bool> RemoveCertificateAsync(Client client, ClientCertificate certificate, CancellationToken cancellationToken) =>
        ChangedAsync(access.RemoveCertificate(client, certificate.Thumbprint, account), cancellationToken);

    public Task<IReadOnlyList<User>> UsersAsync(CancellationToken cancellationToken) => Task.FromResult(access.Users(tenant));

    public Task<User> AddUserAsync(string name, IReadOnlyList<string> roles, Func<string> password, CancellationToken cancellationToken) =>
        ChangedAsync(access.AddUser(tenant, name, roles, password(), account), cancellationToken);

    public Task<(User User, Uri Link, DateTimeOffset Expires)> InviteUserAsync(string name, IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        var user = access.AddUser(tenant, name, roles, password: null, account);
        var link = access.LinkFor(user, account);
        return ChangedAsync((user, link.At(access.Address), link.Expires), cancellationToken);
    }

    public Task<bool> RemoveUserAsync(User user, CancellationToken cancellationToken) => ChangedAsync(access.RemoveUser(tenant, user.Id, account), cancellationToken);

    public void Dispose()
    {
    }

    /// <summary>Has the receipt of a change written that was made: here if nobody holds the tenant, else by the server that does.</summary>
    private async Task<T> ChangedAsync<T>(T result, CancellationToken cancellationToken)
    {
        try
        {
            using var open = await TenantAccess.OpenAsync(context, new TenantOptions { Notice = context.Console.Say, LockPatience = TimeSpan.Zero }, cancellationToken);
            access.WriteReceipts(open, cancellationToken);
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
