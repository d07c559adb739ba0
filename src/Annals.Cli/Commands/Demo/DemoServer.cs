using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Annals.Archive;
using Annals.Cli.Archives.Remote;
using Annals.Cli.Commands.Operate;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Server;
using Annals.Server.Access;
using Annals.Server.Accounts;
using Microsoft.Extensions.Logging;

namespace Annals.Cli.Commands.Demo;

/// <summary>The demonstration's archive, served on a free port of this machine, with a client and a user, and a line for each of its interfaces.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private const string Name = "demo";
    private const string ContentType = "Audit.Exchange";
    private const string GenesysService = "PeoplePermissions";
    private static readonly TimeSpan GenesysSpan = TimeSpan.FromDays(7);

    private readonly ServerHost host;
    private readonly string folder;
    private readonly Guid tenant;
    private readonly DateTimeOffset now;

    private DemoServer(ServerHost host, string folder, Guid tenant, DateTimeOffset now, (Client Client, string Secret) client, string password)
    {
        this.host = host;
        this.folder = folder;
        this.tenant = tenant;
        this.now = now;
        (Client, Secret) = client;
        Password = password;
    }

    private Client Client { get; }

    private string Secret { get; }

    private string Password { get; }

    private string Address => host.App.Urls.First();

    /// <summary>A file with the client's token as a header, so that the lines stay short and the token out of them.</summary>
    private string HeaderFile => Path.Combine(folder, "token.txt");

    private IReadOnlyList<(string Interface, string Member, string Line)> Lines =>
    [
        ("own API, the newest failures", "own", Curl("", "/v1/records?q=outcome:failure&limit=3")),
        ("Office 365 Management Activity API, the content of the last 24 hours", "microsoft365", Curl("", $"/api/v1.0/{tenant}/activity/feed/subscriptions/content?contentType={ContentType}")),
        ("Genesys Cloud audit API, the last seven days of a service", "genesysCloud", Curl(
            $"-H 'Content-Type: application/json' -d '{{\"interval\":\"{TimeText.Iso(Whole(now - GenesysSpan))}/{TimeText.Iso(Whole(now))}\",\"serviceName\":\"{GenesysService}\",\"pageSize\":3}}' ",
            "/api/v2/audits/query/realtime")),
    ];

    /// <summary>Adds client and user and serves the archive.</summary>
    public static async Task<DemoServer> StartAsync(CommandContext context, string folder, CancellationToken cancellationToken)
    {
        var start = new ServerStart { Data = new DataFolder(folder), Settings = new Dictionary<string, string?> { ["Server:Urls"] = "http://127.0.0.1:0" } };
        var tenant = TenantDescription.Of(start.Data.Tenant(TenantName.Default)).Id;
        var host = new ServerHost(context, start, logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(text => text.SingleLine = true));
        try
        {
            var access = new AccessAdministration(start.Data, context.Console.Time);
            var account = new Actor(Environment.UserName) { Type = "account" };
            var client = access.AddClient(tenant, Name, [Scopes.RecordsRead, Scopes.RecordsAppend], [Name], account);
            var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
            access.AddUser(tenant, Name, [Scopes.Auditor], password, account);
            await host.StartAsync(cancellationToken);
            var server = new DemoServer(host, folder, tenant, context.Console.Time.GetUtcNow(), client, password);
            await server.PrepareAsync(context.Console.Time, cancellationToken);
            return server;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Serves until the command is cancelled.</summary>
    public Task UntilStoppedAsync(CancellationToken cancellationToken) => host.UntilStoppedAsync(cancellationToken);

    public void WriteText(DemoScript script)
    {
        script.Say("The archive is served now, until you press Ctrl-C:");
        script.Show($"address        {Address}");
        script.Show($"client id      {Client.Id}");
        script.Show($"client secret  {Secret}");
        script.Show($"user           {Name}, password {Password}");
        script.Say("Paste these lines into another terminal:");
        foreach (var (name, _, line) in Lines)
        {
            script.Show($"# {name}");
            script.Show(line);
        }
    }

    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("address", Address);
        writer.WriteString("tenant", tenant);
        writer.WriteString("clientId", Client.Id);
        writer.WriteString("clientSecret", Secret);
        writer.WriteString("user", Name);
        writer.WriteString("password", Password);
        writer.WriteStartObject("curl");
        foreach (var (_, member, line) in Lines)
        {
            writer.WriteString(member, line);
        }

        writer.WriteEndObject();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static DateTimeOffset Whole(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private string Curl(string options, string path) => $"curl -sS -H @{HeaderFile} {options}'{Address}{path}'";

    /// <summary>Does once what a collector does once: gets a token, starts a subscription.</summary>
    private async Task PrepareAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var tokens = new ClientTokens(Client.Id.ToString(), Secret);
        using var connection = new ServerConnection(new Uri(Address + "/"), tokens, time);
        await using (var file = OwnerFile.Create(HeaderFile))
        {
            await file.WriteAsync(Encoding.ASCII.GetBytes($"Authorization: Bearer {await tokens.TokenAsync(connection, cancellationToken)}\n"), cancellationToken);
        }

        var path = string.Create(CultureInfo.InvariantCulture, $"api/v1.0/{tenant}/activity/feed/subscriptions/start?contentType={ContentType}");
        using var answer = await connection.SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path), cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw CommandException.Trouble($"The demonstration's subscription to {ContentType} could not be started: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }
}
