using System.Security.Cryptography.X509Certificates;
using Annals.Server.Access;
using Annals.Server.Accounts;

namespace Annals.Cli.Access;

/// <summary>Clients and users of a tenant: in the data folder, or behind a server. Changes are in effect on return.</summary>
internal interface IAccess : IDisposable
{
    /// <summary>Clients of the tenant, by name.</summary>
    Task<IReadOnlyList<Client>> ClientsAsync(CancellationToken cancellationToken);

    /// <summary>Adds a client.</summary>
    /// <returns>The client and its secret, which cannot be had again.</returns>
    Task<(Client Client, string Secret)> AddClientAsync(string name, IReadOnlyList<string> scopes, IReadOnlyList<string> sources, CancellationToken cancellationToken);

    /// <summary>Removes a client.</summary>
    /// <returns>False when it was removed meanwhile.</returns>
    Task<bool> RemoveClientAsync(Client client, CancellationToken cancellationToken);

    /// <summary>Gives a client a new secret.</summary>
    /// <returns>The secret; null when the client was removed meanwhile.</returns>
    Task<string?> RotateClientAsync(Client client, CancellationToken cancellationToken);

    /// <summary>Certificates by whose keys a client may sign in, by thumbprint.</summary>
    Task<IReadOnlyList<ClientCertificate>> CertificatesAsync(Client client, CancellationToken cancellationToken);

    /// <summary>Adds a certificate to a client.</summary>
    Task<ClientCertificate> AddCertificateAsync(Client client, X509Certificate2 certificate, CancellationToken cancellationToken);

    /// <summary>Removes a certificate from a client.</summary>
    /// <returns>False when it was removed meanwhile.</returns>
    Task<bool> RemoveCertificateAsync(Client client, ClientCertificate certificate, CancellationToken cancellationToken);

    /// <summary>Users of the tenant, by name.</summary>
    Task<IReadOnlyList<User>> UsersAsync(CancellationToken cancellationToken);

    /// <summary>Adds a user who has a password.</summary>
    /// <param name="name">The name to sign in with.</param>
    /// <param name="roles">What the user may do.</param>
    /// <param name="password">Asks for the password, where one can be set.</param>
    /// <param name="cancellationToken">Ends the waiting for the server, or for the tenant.</param>
    /// <exception cref="Shell.CommandException">Behind a server nobody but the person sets a password.</exception>
    Task<User> AddUserAsync(string name, IReadOnlyList<string> roles, Func<string> password, CancellationToken cancellationToken);

    /// <summary>Adds a user without a password, and a link to set one.</summary>
    Task<(User User, Uri Link, DateTimeOffset Expires)> InviteUserAsync(string name, IReadOnlyList<string> roles, CancellationToken cancellationToken);

    /// <summary>Removes a user and ends its sessions.</summary>
    /// <returns>False when it was removed meanwhile.</returns>
    Task<bool> RemoveUserAsync(User user, CancellationToken cancellationToken);
}
