using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Annals.Archive;
using Annals.Cli.Commands.Users;
using Annals.Server.Access;
using Annals.Server.Accounts;
using Annals.Testing;

namespace Annals.Cli.Tests.Commands;

public sealed class AccessCommandTests : IDisposable
{
    private const string Password = "a rather long one";
    private readonly TestFolder _folder = new();
    private readonly DataFolder _data;
    private readonly Guid _tenant;

    public AccessCommandTests()
    {
        _data = new DataFolder(_folder.File("data"));
        _tenant = TenantCreator.Create(_data, TenantName.Default, null, TimeProvider.System).Id;
    }

    private AccessAdministration Access => new(_data, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_client_is_added_listed_rotated_and_removed_and_each_change_leaves_a_receipt()
    {
        var added = await JsonAsync("client", "add", "shop", "--scope", "records.append", "--scope", "log.read", "--source", "webshop");
        var rotated = await JsonAsync("client", "rotate", "shop");
        var listed = await JsonAsync("client", "list");
        var removed = await JsonAsync("client", "remove", added.GetProperty("id").GetString()!);
        var missing = await RunAsync("client", "remove", "shop");
        var receipts = await RunAsync("search", "source:annals action:access.changed", "--format", "ndjson");

        Assert.NotEqual(added.GetProperty("secret").GetString(), rotated.GetProperty("secret").GetString());
        var client = Assert.Single(listed.GetProperty("clients").EnumerateArray());
        Assert.Equal("""["records.append","log.read"] ["webshop"]""", $"{client.GetProperty("scopes").GetRawText()} {client.GetProperty("sources").GetRawText()}");
        Assert.False(client.TryGetProperty("secret", out _));
        Assert.Equal("shop", removed.GetProperty("name").GetString());
        Assert.Equal((1, ""), (missing.ExitCode, missing.Output));
        var changes = receipts.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["client.removed", "client.rotated", "client.added"], changes.Select(change => change.GetProperty("details").GetProperty("change").GetString()));
        Assert.All(changes, change => Assert.Equal((Environment.UserName, "account"), (change.GetProperty("actor").GetProperty("name").GetString(), change.GetProperty("actor").GetProperty("type").GetString())));
        Assert.DoesNotContain(added.GetProperty("secret").GetString()!, receipts.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_a_client_is_added_listed_and_removed_and_each_change_leaves_a_receipt()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=siem.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await File.WriteAllTextAsync(_folder.File("siem.pem"), key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(_folder.File("none.pem"), "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----");
        await JsonAsync("client", "add", "siem", "--scope", "records.read");

        var added = await JsonAsync("client", "certificate", "add", "siem", _folder.File("siem.pem"));
        var again = await RunAsync("client", "certificate", "add", "siem", _folder.File("siem.pem"));
        var none = await RunAsync("client", "certificate", "add", "siem", _folder.File("none.pem"));
        var absent = await RunAsync("client", "certificate", "add", "siem", _folder.File("absent.pem"));
        var listed = await JsonAsync("client", "certificate", "list", "siem");
        var removed = await RunAsync("client", "certificate", "remove", "siem", certificate.Thumbprint.ToLowerInvariant());
        var missing = await RunAsync("client", "certificate", "remove", "siem", certificate.Thumbprint);
        var receipts = await RunAsync("search", "source:annals action:access.changed", "--format", "ndjson");

        Assert.Equal($$"""{"thumbprint":"{{certificate.Thumbprint}}","subject":"CN=siem.example.com","expires":"2030-01-01T00:00:00Z"}""", added.GetRawText());
        Assert.Equal(added.GetRawText(), Assert.Single(listed.GetProperty("certificates").EnumerateArray()).GetRawText());
        Assert.Equal([3, 3, 3, 0, 1], [again.ExitCode, none.ExitCode, absent.ExitCode, removed.ExitCode, missing.ExitCode]);
        Assert.Contains("holds no certificate", none.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["client.certificate-removed", "client.certificate-added", "client.added"],
            receipts.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("details").GetProperty("change").GetString()));
    }

    [Fact]
    public async Task A_client_is_printed_for_people_with_its_secret_once()
    {
        var result = await RunAsync("client", "add", "shop", "--scope", "records.append");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches("^name    shop\nid      [0-9a-f-]{36}\nsecret  [A-Za-z0-9_-]{43}\nscopes  records.append\nsources every own application's\n$", result.Output);
        Assert.Contains("cannot be shown again", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_another_process_holds_the_tenant_the_change_is_made_and_its_receipt_waits()
    {
        RunResult result;
        using (await Tenant.OpenAsync(_data.Tenant(TenantName.Default), new TenantOptions(), TimeProvider.System, CancellationToken.None))
        {
            result = await RunAsync("client", "add", "shop", "--scope", "records.append", "--json");
        }

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("writes the receipt", result.Error, StringComparison.Ordinal);
        Assert.Single(Access.Clients(_tenant));
        using var tenant = await Tenant.OpenAsync(_data.Tenant(TenantName.Default), new TenantOptions(), TimeProvider.System, CancellationToken.None);
        Assert.Equal((1, 0), (Access.WriteReceipts(tenant, CancellationToken.None), Access.WriteReceipts(tenant, CancellationToken.None)));
    }

    [Fact]
    public async Task A_user_is_added_with_a_link_listed_and_removed()
    {
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(_data.Path, "server")).FullName, "annals.json"), """{"Server":{"PublicUrl":"https://annals.example.com/"}}""");

        var added = await JsonAsync("user", "add", "alice", "--role", "auditor", "--role", "reader", "--link");
        var listed = await RunAsync("user", "list");
        var removed = await JsonAsync("user", "remove", "ALICE");

        Assert.Matches("^https://annals.example.com/welcome#[A-Za-z0-9_-]{43}$", added.GetProperty("link").GetString());
        Assert.Matches("alice +reader auditor +no password yet", listed.Output);
        Assert.Equal("alice", removed.GetProperty("name").GetString());
        Assert.Empty(Access.Users(_tenant));
    }

    [Fact]
    public async Task A_password_comes_from_standard_input_and_is_kept_as_a_hash_only()
    {
        using var process = AnnalsProgram.Start(_folder.Path, new Dictionary<string, string>(), "--data", _data.Path, "user", "add", "alice", "--role", "reader", "--password-stdin");
        await process.StandardInput.WriteAsync(Password + "\nsecond line\n");
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.True(Assert.Single(Access.Users(_tenant)).HasPassword);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(Path.Combine(_data.Path, "server")))
        {
            Assert.DoesNotContain(Password, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(2, "client", "add", "shop")]
    [InlineData(2, "client", "add", "shop", "--scope", "everything")]
    [InlineData(2, "client", "add", "shop", "--scope", "records.append", "--source", "annals")]
    [InlineData(2, "client", "add", "", "--scope", "records.append")]
    [InlineData(2, "user", "add", "alice", "--role", "emperor", "--link")]
    [InlineData(2, "user", "add", " alice", "--role", "reader", "--link")]
    [InlineData(2, "user", "add", "alice", "--role", "reader", "--link", "--password-stdin")]
    [InlineData(2, "user", "add", "alice", "--role", "reader")]
    [InlineData(1, "client", "rotate", "nobody")]
    [InlineData(1, "user", "remove", "nobody")]
    [InlineData(3, "client", "list", "--tenant", "nowhere")]
    public async Task What_cannot_be_is_told_in_a_sentence(int exitCode, params string[] arguments)
    {
        var result = await RunAsync(arguments);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.NotEmpty(result.Error);
        Assert.DoesNotContain("defect", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_told_and_nothing_is_changed()
    {
        await RunAsync("client", "add", "shop", "--scope", "records.append");
        await RunAsync("user", "add", "alice", "--role", "reader", "--link");

        var client = await RunAsync("client", "add", "shop", "--scope", "records.read");
        var user = await RunAsync("user", "add", "Alice", "--role", "administrator", "--link");

        Assert.Equal((3, 3), (client.ExitCode, user.ExitCode));
        Assert.Equal(Scopes.RecordsAppend, Assert.Single(Assert.Single(Access.Clients(_tenant)).Scopes));
        Assert.Equal(Scopes.Reader, Assert.Single(Assert.Single(Access.Users(_tenant)).Roles));
    }

    [Theory]
    [InlineData("secret\n", "secret")]
    [InlineData("secret\r\nmore", "secret")]
    [InlineData("secret", "secret")]
    [InlineData("  spaces count  \n", "  spaces count  ")]
    [InlineData("", "")]
    public void The_first_line_is_the_password_without_its_end(string input, string expected) =>
        Assert.Equal(expected, PasswordInput.FirstLine(new MemoryStream(Encoding.UTF8.GetBytes(input))));

    private Task<RunResult> RunAsync(params string[] arguments) => RunResult.OfAsync(200, ["--data", _data.Path, .. arguments]);

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var result = await RunAsync([.. arguments, "--json"]);
        Assert.Equal(0, result.ExitCode);
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
