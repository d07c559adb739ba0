namespace Annals.Cli.Access;

internal sealed record ClientAnswer(Guid Id, string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string> Sources, DateTimeOffset Created);

internal sealed record ClientsAnswer(IReadOnlyList<ClientAnswer> Clients);

internal sealed record ClientRequest(string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string> Sources);

internal sealed record ClientSecretAnswer(ClientAnswer Client, string Secret);

internal sealed record SecretAnswer(string Secret);

internal sealed record CertificateRequest(string Certificate);

internal sealed record CertificatesAnswer(IReadOnlyList<Annals.Server.Access.ClientCertificate> Certificates);

internal sealed record UserAnswer(Guid Id, string Name, IReadOnlyList<string> Roles, DateTimeOffset Created, bool Disabled, bool HasPassword, string? Provider = null);

internal sealed record UsersAnswer(IReadOnlyList<UserAnswer> Users);

internal sealed record UserRequest(string Name, IReadOnlyList<string> Roles);

internal sealed record UserLinkAnswer(UserAnswer User, Uri Link, DateTimeOffset Expires);
