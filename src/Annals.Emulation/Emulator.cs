using System.Globalization;
using Annals.Archive;
using Annals.Server;
using Annals.Server.Access;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Annals.Emulation;

/// <summary>
/// Serves the audit APIs of Microsoft 365 and Genesys Cloud from a plan, on this machine only, with the product's own server on a temporary archive, which is deleted at the end. Its time stands still unless it is moved.
/// </summary>
public sealed class Emulator : IAsyncDisposable
{
    /// <summary>A page of results of Genesys Cloud over so many bytes is given by a link, where the client allows it.</summary>
    internal const int RedirectBytes = 64 << 10;

    private const int Many = 100_000_000;
    private static readonly Actor Self = new("emulator");

    /// <summary>The outside clock is looked at so often, in its own time; each request brings the time up to it too.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly EmulatorState state;
    private readonly string folder;
    private readonly WebApplication app;
    private readonly ForeignHost foreign;
    private readonly TimeProvider? outside;
    private readonly EventPusher pusher;
    private readonly Publisher publisher;
    private readonly SemaphoreSlim moving = new(1);
    private readonly CancellationTokenSource stopping = new();
    private Task following = Task.CompletedTask;
    private int next;

    private Emulator(EmulatorState state, string folder, WebApplication app, ForeignHost foreign, TimeProvider? outside)
    {
        this.state = state;
        this.folder = folder;
        this.app = app;
        this.foreign = foreign;
        this.outside = outside;
        var tenant = app.Services.GetRequiredService<TenantRegistry>().All[0];
        pusher = new EventPusher(state);
        publisher = new Publisher(state, tenant, pusher);
        Url = new Uri(app.Urls.First());
        TenantId = tenant.Tenant.Description.Id;
        (ClientId, Secret) = AddClient("microsoft365");
        (GenesysClientId, GenesysSecret) = AddClient("genesys-cloud");
        app.Services.GetRequiredService<AccessChangeWriter>().WriteAll(CancellationToken.None);
    }

    /// <summary>What is published, and which faults there are.</summary>
    public FaultPlan Plan => state.Plan;

    /// <summary>Root of both APIs, and of the login hosts of both.</summary>
    public Uri Url { get; }

    /// <summary>The organisation at Microsoft.</summary>
    public Guid TenantId { get; }

    /// <summary>The client at Microsoft.</summary>
    public string ClientId { get; }

    /// <summary>Its secret.</summary>
    public string Secret { get; }

    /// <summary>What its tokens are for: root of the API of the plan's cloud. Without F15 tokens are given for <see cref="Url"/> too.</summary>
    public Uri Resource => new(TokenFaults.ResourceOf(state.Plan.Cloud));

    /// <summary>The client at Genesys Cloud.</summary>
    public string GenesysClientId { get; }

    /// <summary>Its secret.</summary>
    public string GenesysSecret { get; }

    /// <summary>The clock, for clients in the same process.</summary>
    public TimeProvider Clock => state.Clock;

    /// <summary>The emulated time, UTC.</summary>
    public DateTimeOffset Now => state.Now;

    /// <summary>Faulted when the time could not be moved any more, such as when the disk is full.</summary>
    public Task Failed => following;

    /// <summary>Requests that are being answered now: while there are none, a client in the same process waits for time to pass, or works.</summary>
    public int InFlight => app.Services.GetRequiredService<FaultPipeline>().InFlight;

    /// <summary>The temporary folder.</summary>
    internal string Folder => folder;

    /// <summary>Starts serving. When the task ends, requests are answered; nothing is published yet.</summary>
    /// <param name="plan">What is published, and which faults there are.</param>
    /// <param name="outside">A clock that is followed; null when <see cref="SetTimeAsync"/> is the only one to move the time. Not disposed.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The address is in use, or the temporary folder cannot be written.</exception>
    public static async Task<Emulator> StartAsync(FaultPlan plan, TimeProvider? outside, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var state = new EmulatorState(plan);
        var folder = Directory.CreateTempSubdirectory("annals-emulator-").FullName;
        WebApplication? app = null;
        ForeignHost? foreign = null;
        try
        {
            var data = new DataFolder(folder);
            TenantCreator.Create(data, TenantName.Default, origin: null, state.Clock);
            foreign = await ForeignHost.StartAsync(state.Tally, cancellationToken);
            state.ForeignHost = foreign.Url;
            app = AnnalsServer.Build(new ServerStart { Data = data, Settings = SettingsOf(plan.Options) }, state.Clock, builder => AddServices(builder.Services, state));
            await app.StartAsync(cancellationToken);
            var emulator = new Emulator(state, folder, app, foreign, outside);
            emulator.Follow();
            return emulator;
        }
        catch
        {
            await CloseAsync(app, foreign, folder);
            throw;
        }
    }

    /// <summary>Moves the time on: everything that is due until then is published, each publication at its own time and durably, before the task ends. A time that is past changes nothing.</summary>
    public async Task SetTimeAsync(DateTimeOffset to)
    {
        await moving.WaitAsync(stopping.Token);
        try
        {
            var publications = state.Plan.Publications;
            while (next < publications.Count && publications[next].At <= to)
            {
                state.Clock.Set(publications[next].At);
                await publisher.PublishAsync(publications[next], stopping.Token);
                next++;
            }

            state.Clock.Set(to.ToUniversalTime());
        }
        finally
        {
            moving.Release();
        }
    }

    /// <summary>What has happened so far.</summary>
    public EmulationReport Report() => state.Tally.ToReport(state.Plan, state.Now);

    /// <summary>Stops serving and deletes the temporary archive.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CloseAsync(app, foreign, folder);
        pusher.Dispose();
        moving.Dispose();
        stopping.Dispose();
    }

    private static async Task CloseAsync(WebApplication? app, ForeignHost? foreign, string folder)
    {
        if (app is not null)
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }

        if (foreign is not null)
        {
            await foreign.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static void AddServices(IServiceCollection services, EmulatorState state)
    {
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddSingleton(state);
        services.AddSingleton<EmulatorPages>();
        services.AddSingleton<TokenFaults>();
        services.AddSingleton<SubscriptionFaults>();
        services.AddSingleton<ListingFaults>();
        services.AddSingleton<ContentFaults>();
        services.AddSingleton<FeedFaults>();
        services.AddSingleton<QueryFaults>();
        services.AddSingleton<RealtimeFaults>();
        services.AddSingleton<AuditFaults>();
        services.AddSingleton<FaultPipeline>();
        services.AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<FaultPipeline>());
    }

    /// <summary>The vendors' limits of time; other limits are far away, since faults are for the plan to make.</summary>
    private static Dictionary<string, string?> SettingsOf(EmulationOptions options)
    {
        var many = Many.ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, string?>
        {
            ["Server:Urls"] = options.Url,
            ["Server:DrainTime"] = "00:00:01",
            ["Limits:RequestsPerMinute"] = many,
            ["Limits:SignInsPerMinute"] = "1000000",
            ["Microsoft365:ContentAge"] = "7.00:00:00",
            ["Microsoft365:StartInterval"] = "00:15:00",
            ["Microsoft365:PageSize"] = "10000",
            ["Microsoft365:RequestsPerMinute"] = many,
            ["GenesysCloud:RealtimeReach"] = "14.00:00:00",
            ["GenesysCloud:QueryIntervalMax"] = "30.00:00:00",
            ["GenesysCloud:RequestsPerMinute"] = "1000000",
            ["GenesysCloud:QueriesUnfinishedMax"] = "100000",
            ["GenesysCloud:RedirectBytes"] = RedirectBytes.ToString(CultureInfo.InvariantCulture),
        };
    }

    private (string Id, string Secret) AddClient(string name)
    {
        var (client, secret) = app.Services.GetRequiredService<ClientStore>().Add(app.Services.GetRequiredService<TenantRegistry>().All[0].Tenant.Description.Id, name, [Scopes.RecordsRead], [], Self);
        return (client.Id.ToString(), secret);
    }

    private void Follow()
    {
        if (outside is null)
        {
            return;
        }

        app.Services.GetRequiredService<FaultPipeline>().CatchUp = () => outside.GetUtcNow() is var now && now > Now ? SetTimeAsync(now) : Task.CompletedTask;
        following = Task.Run(FollowAsync);
    }

    private async Task FollowAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            if (outside!.GetUtcNow() is var now && now > Now)
            {
                await SetTimeAsync(now);
            }

            await Task.Delay(LookEvery, outside, stopping.Token);
        }
    }
}
