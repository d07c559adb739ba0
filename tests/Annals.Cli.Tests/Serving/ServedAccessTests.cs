using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Annals.Cli.Tests.Serving;

/// <summary>Clients and users of a tenant behind a server, by a client with the scope <c>admin</c>.</summary>
public sealed class ServedAccessTests(ServedPair pair) : IClassFixture<ServedPair>
{
    [Fact]
    public async Task Clients_users_and_certificates_are_kept_through_a_server_as_they_are_in_the_folder()
    {
        var admin = await AdminAsync();
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=siem.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await File.WriteAllTextAsync(pair.File("siem.pem"), certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);

        var added = await RunAsync(admin, "client", "add", "siem", "--scope", "records.read", "--json");
        var rotated = await RunAsync(admin, "client", "rotate", "siem", "--json");
        var signed = await RunAsync(admin, "client", "certificate", "add", "siem", pair.File("siem.pem"), "--json");
        var certificates = await RunAsync(admin, "client", "certificate", "list", "siem", "--json");
        var localCertificates = await pair.BesideAsync("client", "certificate", "list", "siem", "--json");
        var unsigned = await RunAsync(admin, "client", "certificate", "remove", "siem", certificate.Thumbprint);
        var invited = await RunAsync(admin, "user", "add", "alice", "--role", "auditor", "--link");
        var withPassword = await RunAsync(admin, "user", "add", "bob", "--role", "auditor", "--password-stdin");
        var users = await RunAsync(admin, "user", "list", "--json");
        var localUsers = await pair.BesideAsync("user", "list", "--json");
        var clients = await RunAsync(admin, "client", "list", "--json");
        var localClients = await pair.BesideAsync("client", "list", "--json");
        var removed = await RunAsync(admin, "client", "remove", "siem");
        var again = await RunAsync(admin, "client", "remove", "siem");
        var gone = await RunAsync(admin, "user", "remove", "alice");

        Assert.All([added, rotated, signed, certificates, unsigned, invited, users, clients, removed, gone], result => Assert.True(result.ExitCode == 0, result.Error));
        Assert.NotEqual(SecretOf(added), SecretOf(rotated));
        Assert.Equal(localCertificates.Output, certificates.Output);
        Assert.StartsWith($"{pair.Server.Url}welcome#", invited.Output, StringComparison.Ordinal);
        Assert.Equal((2, true), (withPassword.ExitCode, withPassword.Error.Contains("--link", StringComparison.Ordinal)));
        Assert.Equal(localUsers.Output, users.Output);
        Assert.Equal(localClients.Output, clients.Output);
        Assert.Equal(1, again.ExitCode);
    }

    [Fact]
    public async Task A_client_without_the_scope_is_told_so()
    {
        var result = await pair.RemoteAsync("client", "list");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("admin", result.Error, StringComparison.Ordinal);
    }

    private static string? SecretOf(RunResult result) => JsonDocument.Parse(result.Output).RootElement.GetProperty("secret").GetString();

    private async Task<string[]> AdminAsync()
    {
        var added = await pair.BesideAsync("client", "add", $"admin-{Guid.NewGuid():N}", "--scope", "admin", "--json");
        var client = JsonDocument.Parse(added.Output).RootElement;
        var secret = pair.File($"secret-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(secret, client.GetProperty("secret").GetString());
        return ["--server", pair.Server.Url.ToString(), "--client-id", client.GetProperty("id").GetString()!, "--client-secret-file", secret];
    }

    private static Task<RunResult> RunAsync(string[] admin, params string[] arguments) => RunResult.OfAsync(100, [.. admin, .. arguments]);
}
