using System.Net;
using System.Security.Cryptography.X509Certificates;
using Annals.Cli.Archives.Remote;
using Annals.Cli.Shell;
using Annals.Server.Access;
using Annals.Server.Accounts;

namespace Annals.Cli.Access;

/// <summary>Asks a server, as a client with the scope <c>admin</c>.</summary>
internal sealed class RemoteAccess(ServerConnection server) : IAccess
{
    public async Task<IReadOnlyList<Client>> ClientsAsync(CancellationToken cancellationToken) =>
        [.. (await server.GetAsync("v1/clients", ServerJson.Default.ClientsAnswer, cancellationToken)).Clients.Select(Read)];

    public async Task<(Client Client, string Secret)> AddClientAsync(string name, IReadOnlyList<string> scopes, IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var added = await server.PostAsync("v1/clients", new ClientRequest(name, scopes, sources), ServerJson.Default.ClientRequest, ServerJson.Default.ClientSecretAnswer, cancellationToken);
        return (Read(added.Client), added.Secret);
    }

    public Task<bool> RemoveClientAsync(Client client, CancellationToken cancellationToken) => DeleteAsync($"v1/clients/{client.Id}", cancellationToken);

    public async Task<string?> RotateClientAsync(Client client, CancellationToken cancellationToken)
    {
        using var answer = await server.SendAsync(() => new HttpRequestMessage(HttpMethod.Post, $"v1/clients/{client.Id}/rotate"), cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : (await server.ReadAsync(answer, ServerJson.Default.SecretAnswer, cancellationToken)).Secret;
    }

    public async Task<IReadOnlyList<ClientCertificate>> CertificatesAsync(Client client, CancellationToken cancellationToken) =>
        (await server.GetAsync($"v1/clients/{client.Id}/certificates", ServerJson.Default.CertificatesAnswer, cancellationToken)).Certificates;

    public Task<ClientCertificate> AddCertificateAsync(Client client, X509Certificate2 certificate, CancellationToken cancellationToken) => server.PostAsync(
        $"v1/clients/{client.Id}/certificates",
        new CertificateRequest(certificate.ExportCertificatePem()),
        ServerJson.Default.CertificateRequest,
        ServerJson.Default.ClientCertificate,
        cancellationToken);

    public Task<bool> RemoveCertificateAsync(Client client, ClientCertificate certificate, CancellationToken cancellationToken) =>
        DeleteAsync($"v1/clients/{client.Id}/certificates/{certificate.Thumbprint}", cancellationToken);

    public async Task<IReadOnlyList<User>> UsersAsync(CancellationToken cancellationToken) =>
        [.. (await server.GetAsync("v1/users", ServerJson.Default.UsersAnswer, cancellationToken)).Users.Select(Read)];

    public Task<User> AddUserAsync(string name, IReadOnlyList<string> roles, Func<string> password, CancellationToken cancellationToken) =>
        throw CommandException.Usage("A server takes no password from others than the person it belongs to. Use --link, and hand the link on.");

    public async Task<(User User, Uri Link, DateTimeOffset Expires)> InviteUserAsync(string name, IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        var added = await server.PostAsync("v1/users", new UserRequest(name, roles), ServerJson.Default.UserRequest, ServerJson.Default.UserLinkAnswer, cancellationToken);
        return (Read(added.User), added.Link, added.Expires);
    }

    public Task<bool> RemoveUserAsync(User user, CancellationToken cancellationToken) => DeleteAsync($"v1/users/{user.Id}", cancellationToken);

    public void Dispose() => server.Dispose();

    private async Task<bool> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await server.SendAsync(() => new HttpRequestMessage(HttpMethod.Delete, path), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        await server.RefuseErrorAsync(answer, cancellationToken);
        return true;
    }

    private static Client Read(ClientAnswer client) => new(client.Id, Guid.Empty, client.Name, client.Scopes, client.Sources, Generation: 0, client.Created);

    private static User Read(UserAnswer user) => new(user.Id, Guid.Empty, user.Name, user.Roles, user.Created, user.Disabled, user.HasPassword, user.Provider);
}
