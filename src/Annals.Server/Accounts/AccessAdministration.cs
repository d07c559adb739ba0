using System.Security.Cryptography.X509Certificates;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Hosting;
using Annals.Server.Storage;
using Microsoft.Extensions.Configuration;

namespace Annals.Server.Accounts;

/// <summary>
/// Clients and users of a data folder, for the commands that work on it directly, beside a running server or without one. A change is in effect at once; its receipt is written
/// by whoever has the tenant open next: this process (<see cref="WriteReceipts"/>), a running server within seconds, or the next server at its start.
/// </summary>
public sealed class AccessAdministration
{
    private readonly DataFolder data;
    private readonly ClientStore clients;
    private readonly ClientCertificates certificates;
    private readonly UserStore users;
    private readonly OneTimeLinks links;
    private readonly AccessChangeLog changes;

    /// <summary>Opens the server's database in a data folder, making it if it is missing.</summary>
    /// <exception cref="ArchiveException">The file is no database, or was written by a later version.</exception>
    public AccessAdministration(DataFolder data, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(time);
        this.data = data;
        var database = new ServerDatabase(new ServerFolder(data), AccessServices.Schemas);
        clients = new ClientStore(database, time);
        certificates = new ClientCertificates(database, clients);
        users = new UserStore(database, time);
        links = new OneTimeLinks(database, users, time);
        changes = new AccessChangeLog(database);
    }

    /// <summary>Where the server is reached by its settings: links begin with it, without a slash at the end.</summary>
    /// <exception cref="ServerSettingsException">The settings file cannot be read.</exception>
    public string Address
    {
        get
        {
            using var configuration = new ConfigurationManager();
            Settings.Load(configuration, new ServerStart { Data = data });
            return (configuration["Server:PublicUrl"] ?? (configuration["Server:Urls"] ?? ServerOptions.DefaultUrls).Split(';')[0]).TrimEnd('/');
        }
    }

    /// <summary>Clients of a tenant, by name.</summary>
    public IReadOnlyList<Client> Clients(Guid tenant) => clients.Of(tenant);

    /// <summary>Adds a client. Durable on return.</summary>
    /// <returns>The client and its secret, which cannot be had again.</returns>
    /// <exception cref="ArchiveException">Name, scopes or sources are not usable (<see cref="ClientRules"/>), or the name is taken.</exception>
    public (Client Client, string Secret) AddClient(Guid tenant, string name, IReadOnlyList<string> scopes, IReadOnlyList<string> sources, Actor by) => clients.Add(tenant, name, scopes, sources, by);

    /// <summary>Removes a client; its tokens are void from now on.</summary>
    /// <returns>False when the tenant has no such client.</returns>
    public bool RemoveClient(Guid tenant, Guid id, Actor by) => clients.Remove(tenant, id, by);

    /// <summary>Gives a client a new secret; the old one and all its tokens are void from now on.</summary>
    /// <returns>The secret; null when the tenant has no such client.</returns>
    public string? RotateClient(Guid tenant, Guid id, Actor by) => clients.Rotate(tenant, id, by);

    /// <summary>Certificates by whose keys a client may sign in, by thumbprint.</summary>
    public IReadOnlyList<ClientCertificate> Certificates(Client client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return certificates.Of(client.Id);
    }

    /// <summary>Adds a certificate to a client. Durable on return.</summary>
    /// <exception cref="ArchiveException">It has no RSA key of 2048 bits or more, or the client has it already.</exception>
    public void AddCertificate(Client client, X509Certificate2 certificate, Actor by) => certificates.Add(client, certificate, by);

    /// <summary>Removes a certificate from a client; all the client's tokens are void from now on.</summary>
    /// <returns>False when the client has no such certificate.</returns>
    public bool RemoveCertificate(Client client, string thumbprint, Actor by)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(thumbprint);
        return certificates.Remove(client, thumbprint, by);
    }

    /// <summary>Users of a tenant, by name.</summary>
    public IReadOnlyList<User> Users(Guid tenant) => users.Of(tenant);

    /// <summary>Adds a user. Durable on return.</summary>
    /// <param name="tenant">The tenant it belongs to.</param>
    /// <param name="name">The name to sign in with.</param>
    /// <param name="roles">What it may do.</param>
    /// <param name="password">Its password; null for none: then it needs a link.</param>
    /// <param name="by">Who adds it.</param>
    /// <exception cref="ArchiveException">Name, roles or password are not usable (<see cref="UserRules"/>), or the name is taken.</exception>
    public User AddUser(Guid tenant, string name, IReadOnlyList<string> roles, string? password, Actor by)
    {
        if (password is not null && UserRules.FaultOfPassword(password, name) is { } fault)
        {
            throw new ArchiveException(fault);
        }

        return users.Add(tenant, name, roles, password is null ? null : Passwords.NewHasher().HashPassword(null!, password), by);
    }

    /// <summary>A link, good once and for a day, by which a user sets a password.</summary>
    public OneTimeLink LinkFor(User user, Actor by)
    {
        ArgumentNullException.ThrowIfNull(user);
        return links.Of(user, by);
    }

    /// <summary>Removes a user and ends its sessions.</summary>
    /// <returns>False when the tenant has no such user.</returns>
    public bool RemoveUser(Guid tenant, Guid id, Actor by) => users.Remove(tenant, id, by);

    /// <summary>Writes the receipts of the tenant's changes that have none yet.</summary>
    /// <returns>How many were written.</returns>
    /// <exception cref="IOException">A receipt could not be stored; the changes stay for the next time.</exception>
    public int WriteReceipts(Tenant tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return changes.WriteReceipts(tenant, cancellationToken);
    }
}
