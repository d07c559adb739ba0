using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.GenesysCloud;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Annals.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Server.Tests.GenesysCloud;

/// <summary>A server on a free port with audits in it, which can be stopped and started again. Its clock stands still unless the test moves it.</summary>
internal sealed class GenesysServer : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder folder = new();
    private readonly Dictionary<string, string?> settings;
    private WebApplication? app;

    private GenesysServer(IReadOnlyDictionary<string, string?>? settings)
    {
        this.settings = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>(), StringComparer.OrdinalIgnoreCase);
        this.settings.TryAdd("Server:Urls", "http://127.0.0.1:0");
    }

    public FakeTimeProvider Clock { get; } = new(Now);

    public Uri Url => new(app!.Urls.First());

    public IServiceProvider Services => app!.Services;

    /// <summary>Starts a server whose tenants hold records.</summary>
    /// <param name="records">Lines of records by tenant; null for a tenant <c>default</c> without records.</param>
    /// <param name="settings">Settings by key.</param>
    public static async Task<GenesysServer> StartAsync(IReadOnlyDictionary<string, IEnumerable<string>>? records, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var server = new GenesysServer(settings);
        foreach (var (tenant, lines) in records ?? new Dictionary<string, IEnumerable<string>> { ["default"] = [] })
        {
            await server.FillAsync(tenant, lines);
        }

        await server.StartAsync();
        return server;
    }

    /// <summary>Starts a server with one tenant.</summary>
    public static Task<GenesysServer> StartAsync(IEnumerable<string> records, IReadOnlyDictionary<string, string?>? settings = null) =>
        StartAsync(new Dictionary<string, IEnumerable<string>> { ["default"] = records }, settings);

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public Tenant Tenant(string name = "default") => Services.GetRequiredService<TenantRegistry>().All.Select(served => served.Tenant).Single(tenant => tenant.Description.Name == name);

    /// <summary>Adds a client.</summary>
    public (Client Client, string Secret) AddClient(string tenant = "default", params string[] scopes)
    {
        var added = Services.GetRequiredService<ClientStore>().Add(Tenant(tenant).Description.Id, $"client {Guid.NewGuid():N}", scopes.Length == 0 ? [Scopes.RecordsRead] : scopes, [], TestServer.Tester);
        Services.GetRequiredService<AccessChangeWriter>().WriteAll(CancellationToken.None);
        return added;
    }

    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Url };

    /// <summary>A client that has a token, of a new client of a tenant that may read records.</summary>
    public Task<HttpClient> SignedInAsync(string tenant = "default", params string[] scopes) => SignedInAsync(AddClient(tenant, scopes));

    public async Task<HttpClient> SignedInAsync((Client Client, string Secret) credentials)
    {
        var http = Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TestServer.TokenAsync(http, credentials.Client.Id, credentials.Secret));
        return http;
    }

    /// <summary>Sends a query and gives the transaction id.</summary>
    public static async Task<string> QueryAsync(HttpClient http, object query)
    {
        using var answer = await http.PostAsync(Relative("/api/v2/audits/query"), Audits.Body(query));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Asks for a query's state until it is over, as a client does.</summary>
    public static async Task<string> EndOfAsync(HttpClient http, string id)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await http.GetAsync(Relative($"/api/v2/audits/query/{id}"), patience.Token);
            var status = await answer.Content.ReadFromJsonAsync<JsonElement>(patience.Token);
            var state = status.GetProperty("state").GetString()!;
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return state;
            }

            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.True(state is "Queued" or "Running", state);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Sends a query and waits until it has succeeded.</summary>
    public static async Task<string> SucceededAsync(HttpClient http, object query)
    {
        var id = await QueryAsync(http, query);
        Assert.Equal("Succeeded", await EndOfAsync(http, id));
        return id;
    }

    /// <summary>One page of results.</summary>
    public static Task<JsonElement> PageAsync(HttpClient http, string id, string parameters = "") => http.GetFromJsonAsync<JsonElement>(Relative($"/api/v2/audits/query/{id}/results{parameters}"));

    /// <summary>All ids of a query's results, page after page.</summary>
    public static async Task<List<string>> AllIdsAsync(HttpClient http, string id, int pageSize, string? cursor = null)
    {
        var ids = new List<string>();
        do
        {
            var page = await PageAsync(http, id, $"?pageSize={pageSize}" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"));
            ids.AddRange(Audits.Ids(page));
            cursor = page.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return ids;
    }

    /// <summary>Keeps every asynchronous query from running until what is returned is disposed.</summary>
    public async Task<IDisposable> HoldQueriesAsync()
    {
        var slots = Services.GetRequiredService<QuerySlots>();
        var held = new List<IDisposable>();
        for (var i = 0; i < slots.Count; i++)
        {
            held.Add(await slots.EnterAsync(CancellationToken.None));
        }

        return new Release(() => held.ForEach(place => place.Dispose()));
    }

    /// <summary>Occupies the one search that <c>Limits:SearchesMax</c> allows until what is returned is disposed.</summary>
    public async Task<IDisposable> HoldSearchesAsync()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var leave = new ManualResetEventSlim();
        var gate = Services.GetRequiredService<SearchGate>();
        var held = gate.RunAsync(
            _ =>
            {
                entered.SetResult();
                leave.Wait(CancellationToken.None);
                return true;
            },
            CancellationToken.None);
        await entered.Task.WaitAsync(Patience);
        return new Release(() =>
        {
            leave.Set();
            held.ContinueWith(_ => leave.Dispose(), TaskScheduler.Default);
        });
    }

    public static Uri Relative(string path) => new(path, UriKind.Relative);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    private async Task FillAsync(string tenant, IEnumerable<string> lines)
    {
        var data = new DataFolder(folder.Path);
        var created = TenantName.Parse(tenant);
        TenantCreator.Create(data, created, origin: null, Clock);
        using var opened = await Archive.Tenant.OpenAsync(data.Tenant(created), new TenantOptions(), Clock, CancellationToken.None);
        var bytes = Encoding.UTF8.GetBytes(Audits.Lines(lines));
        await opened.ImportAsync([new IntakeSource("audits.ndjson", () => new MemoryStream(bytes), bytes.Length)], new IntakeOptions(), CancellationToken.None);
    }

    private async Task StartAsync()
    {
        app = AnnalsServer.Build(new ServerStart { Data = new DataFolder(folder.Path), Settings = settings }, Clock);
        await app.StartAsync();
    }

    private async Task StopAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            app = null;
        }
    }

    private sealed class Release(Action release) : IDisposable
    {
        private Action? release = release;

        public void Dispose() => Interlocked.Exchange(ref release, null)?.Invoke();
    }
}
