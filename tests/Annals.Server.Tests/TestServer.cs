using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Accounts;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Annals.Server.Tests.Accounts;
using Annals.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Annals.Server.Tests;

/// <summary>A real server on a free port of this machine, on a data folder of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    /// <summary>Who changes clients and users in tests.</summary>
    public static readonly Actor Tester = new("tester");

    private static readonly Lazy<string> PasswordHash = new(() => Passwords.NewHasher().HashPassword(null!, Person.Password));
    private readonly TestFolder? folder;
    private readonly WebApplication app;

    private TestServer(TestFolder? folder, WebApplication app)
    {
        this.folder = folder;
        this.app = app;
        Url = new Uri(app.Urls.First());
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>Its data folder.</summary>
    public DataFolder Data => app.Services.GetRequiredService<DataFolder>();

    /// <summary>The server itself.</summary>
    public WebApplication App => app;

    /// <summary>Its services, for what no request can see.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts a server with the tenants named, <c>default</c> when none is.</summary>
    /// <param name="tenants">Names of tenants to create before.</param>
    /// <param name="settings">Settings by key.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <param name="logger">Receives every log line; null for none.</param>
    /// <param name="prepare">Fills the data folder before the server opens it; null for nothing.</param>
    /// <param name="data">A data folder that outlives the server; null for one of its own.</param>
    /// <param name="services">Changes services before the server is built; null for none.</param>
    public static async Task<TestServer> StartAsync(
        IReadOnlyList<string>? tenants = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        TimeProvider? time = null,
        ILoggerProvider? logger = null,
        Func<DataFolder, Task>? prepare = null,
        DataFolder? data = null,
        Action<IServiceCollection>? services = null)
    {
        var folder = data is null ? new TestFolder() : null;
        try
        {
            var clock = time ?? TimeProvider.System;
            data ??= new DataFolder(folder!.Path);
            foreach (var name in (tenants ?? ["default"]).Where(name => !data.Tenant(TenantName.Parse(name)).Exists))
            {
                TenantCreator.Create(data, TenantName.Parse(name), origin: null, clock);
            }

            if (prepare is not null)
            {
                await prepare(data);
            }

            var all = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>(), StringComparer.OrdinalIgnoreCase);
            all.TryAdd("Server:Urls", "http://127.0.0.1:0");
            var app = AnnalsServer.Build(new ServerStart { Data = data, Settings = all }, clock, builder =>
            {
                if (logger is not null)
                {
                    builder.Logging.AddProvider(logger).SetMinimumLevel(LogLevel.Trace);
                }

                services?.Invoke(builder.Services);
            });
            await app.StartAsync();
            return new TestServer(folder, app);
        }
        catch
        {
            folder?.Dispose();
            throw;
        }
    }

    /// <summary>The tenant of a name, as the server has it open.</summary>
    public Tenant Tenant(string name = "default") => Services.GetRequiredService<TenantRegistry>().All.Select(served => served.Tenant).Single(tenant => tenant.Description.Name == name);

    /// <summary>Adds a client to a tenant. The receipt of it is written on return.</summary>
    public (Client Client, string Secret) AddClient(IReadOnlyList<string> scopes, IReadOnlyList<string>? sources = null, string tenant = "default")
    {
        var added = Services.GetRequiredService<ClientStore>().Add(Tenant(tenant).Description.Id, $"client {Guid.NewGuid():N}", scopes, sources ?? [], Tester);
        Services.GetRequiredService<AccessChangeWriter>().WriteAll(CancellationToken.None);
        return added;
    }

    /// <summary>Adds a user with the password of <see cref="Person.Password"/> to a tenant. The receipt of it is written on return.</summary>
    public User AddUser(string name, string role, string tenant = "default")
    {
        var added = Services.GetRequiredService<UserStore>().Add(Tenant(tenant).Description.Id, name, [role], PasswordHash.Value, Tester);
        Services.GetRequiredService<AccessChangeWriter>().WriteAll(CancellationToken.None);
        return added;
    }

    /// <summary>Gives a client a new secret.</summary>
    public string RotateClient(Client client) => Services.GetRequiredService<ClientStore>().Rotate(client.Tenant, client.Id, Tester)!;

    /// <summary>Removes a client.</summary>
    public void RemoveClient(Client client) => Services.GetRequiredService<ClientStore>().Remove(client.Tenant, client.Id, Tester);

    /// <summary>A client without credentials.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Url };

    /// <summary>A client that has a token with these scopes, of a new client of the tenant.</summary>
    public Task<HttpClient> SignedInAsync(params string[] scopes) => SignedInAsync(scopes, sources: null);

    /// <inheritdoc cref="SignedInAsync(string[])"/>
    public async Task<HttpClient> SignedInAsync(IReadOnlyList<string> scopes, IReadOnlyList<string>? sources, string tenant = "default")
    {
        var (client, secret) = AddClient(scopes, sources, tenant);
        var http = Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(http, client.Id, secret));
        return http;
    }

    /// <summary>Fetches a token.</summary>
    public static async Task<string> TokenAsync(HttpClient http, Guid id, string secret)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id.ToString()), new("client_secret", secret)]);
        using var answer = await http.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>Stops it as a signal would.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder?.Dispose();
    }
}
