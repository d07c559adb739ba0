using Annals.Server.Api;

namespace Annals.Server.OpenApi;

/// <summary>Signing in, sessions, and who may use the tenant.</summary>
internal static class AccessOperations
{
    private static readonly int[] Body = [400, 413, 415];

    public static IReadOnlyList<OperationDescription> All { get; } =
    [
        new("SignIn", "Sign in with name and password; the session is a cookie") { Answer = typeof(SessionView), Errors = [.. Body, 401, 403, 429] },
        new("UseLink", "Set a password by a one-time link, and sign in") { Answer = typeof(SessionView), Errors = [.. Body, 403, 404, 429] },
        new("SignInAtProvider", "Sign in at the OpenID Connect provider") { Status = 302, Errors = [404, 429] },
        new("GetSession", "Show the caller's session") { Answer = typeof(SessionView), Errors = [404] },
        new("SignOut", "End the caller's session") { Status = 204, Errors = [404] },
        new("ChangePassword", "Change the caller's password; other sessions end") { Answer = typeof(SessionView), Errors = [.. Body, 404, 409] },
        new("ListSessions", "List the caller's sessions") { Answer = typeof(SessionList), Errors = [404] },
        new("EndSession", "End a session of the caller's own") { Status = 204, Errors = [404] },
        new("ListClients", "List the clients of the tenant") { Answer = typeof(ClientList) },
        new("AddClient", "Add a client; the secret is given this once") { Status = 201, Answer = typeof(ClientWithSecret), Errors = [.. Body, 409, 503] },
        new("RemoveClient", "Remove a client; its tokens are void at once") { Status = 204, Errors = [404, 503] },
        new("RotateClient", "Give a client a new secret") { Answer = typeof(NewSecret), Errors = [404, 503] },
        new("ListClientCertificates", "List the certificates of a client") { Answer = typeof(CertificateList), Errors = [404] },
        new("AddClientCertificate", "Add a certificate by whose key a client may sign in") { Status = 201, Answer = typeof(Access.ClientCertificate), Errors = [.. Body, 404, 409, 503] },
        new("RemoveClientCertificate", "Remove a certificate; the client's tokens are void at once") { Status = 204, Errors = [404, 503] },
        new("ListUsers", "List the users of the tenant") { Answer = typeof(UserList) },
        new("AddUser", "Add a user; the link to set a password is given this once") { Status = 201, Answer = typeof(UserWithLink), Errors = [.. Body, 409, 503] },
        new("ChangeUser", "Change the roles of a user, or disable it") { Answer = typeof(UserView), Errors = [.. Body, 404, 409, 503] },
        new("RemoveUser", "Remove a user; its sessions end at once") { Status = 204, Errors = [404, 409, 503] },
        new("MakeUserLink", "Make a one-time link by which a user sets a password") { Answer = typeof(UserWithLink), Errors = [404, 409, 503] },
    ];
}
