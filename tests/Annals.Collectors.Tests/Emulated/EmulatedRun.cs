using Annals.Archive;
using Annals.Collectors.Connections;
using Annals.Emulation;
using Annals.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Annals.Collectors.Tests.Emulated;

/// <summary>An emulator and the collectors of both vendors beside it, on the emulator's clock, in this process. The collectors know addresses and secrets of it and nothing else.</summary>
internal sealed class EmulatedRun : IAsyncDisposable
{
    public const string Microsoft365 = "contoso";
    public const string GenesysCloud = "callcentre";

    /// <summary>Emulated time between two readings of Microsoft 365.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromHours(2);

    /// <summary>So many of them come between two readings of Genesys Cloud.</summary>
    private const int GenesysEvery = 6;

    /// <summary>The emulator's clock is brought up to the collectors' when it is so far behind.</summary>
    private static readonly TimeSpan Drift = TimeSpan.FromMinutes(1);

    /// <summary>How often a reading is looked at, in real time, and how often it must seem to wait before the time moves on to when it waits for.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(1);
    private const int IdleLooks = 1;

    private readonly TestFolder folder;
    private readonly EventReceiver receiver;
    private readonly List<Collector> collectors = [];
    private Collector microsoft365 = null!;
    private Collector genesysCloud = null!;

    private EmulatedRun(FaultPlan plan, Emulator emulator, TestFolder folder, EventReceiver receiver)
    {
        Plan = plan;
        Clock = new SteppedClock(plan.Options.Start);
        Emulator = emulator;
        this.folder = folder;
        this.receiver = receiver;
    }

    public FaultPlan Plan { get; }

    public Emulator Emulator { get; }

    public SteppedClock Clock { get; }

    /// <summary>How often the time moved while a reading waited.</summary>
    public int Ticks { get; private set; }

    public ServedTenant Served { get; private set; } = null!;

    public Tenant Tenant => Served.Tenant;

    public IEnumerable<CollectorStatus> Statuses => collectors.Select(collector => collector.Status());

    public static async Task<EmulatedRun> StartAsync(EmulationOptions options)
    {
        var receiver = await EventReceiver.StartAsync();
        var plan = FaultPlan.Create(options with { PushTo = receiver.Url, PushKey = EventReceiver.Key });
        var emulator = await Emulator.StartAsync(plan, outside: null, CancellationToken.None);
        var folder = new TestFolder();
        var run = new EmulatedRun(plan, emulator, folder, receiver);
        TenantCreator.Create(new DataFolder(folder.Path), TenantName.Default, origin: null, TimeProvider.System);
        await run.OpenAsync();
        return run;
    }

    /// <summary>Lets the emulated time go by until the plan is over.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var end = Plan.Options.Start + Plan.Options.Length;
        for (var round = 0; Clock.GetUtcNow() < end; round++)
        {
            await ReadAsync(round % GenesysEvery == 0 ? [microsoft365, genesysCloud] : [microsoft365], cancellationToken);
            await MoveAsync(Min(end, Clock.GetUtcNow() + Step));
        }

        await ReadAsync([microsoft365, genesysCloud], cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var collector in collectors)
        {
            collector.Dispose();
        }

        await Served.DisposeAsync();
        await Emulator.DisposeAsync();
        await receiver.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>One reading; when it waits (for a retry, for a query that runs), the time moves to what it waits for.</summary>
    private async Task ReadAsync(Collector[] reading, CancellationToken cancellationToken)
    {
        var round = Task.WhenAll(reading.Select(collector => collector.RunOnceAsync(cancellationToken)));
        var idle = 0;
        while (await Task.WhenAny(round, Task.Delay(LookEvery, cancellationToken)) != round)
        {
            idle = Emulator.InFlight == 0 && Served.Intake.Status.WaitingRecords == 0 ? idle + 1 : 0;
            if (idle > IdleLooks && Clock.NextDue is { } due)
            {
                Ticks++;
                Clock.Set(due);
                idle = 0;
                if (Clock.GetUtcNow() - Emulator.Now > Drift)
                {
                    await Emulator.SetTimeAsync(Clock.GetUtcNow());
                }
            }
        }

        await round;
    }

    private async Task MoveAsync(DateTimeOffset to)
    {
        Clock.Set(to);
        await Emulator.SetTimeAsync(to);
    }

    private async Task OpenAsync()
    {
        Served = await ServedTenant.OpenAsync(new DataFolder(folder.Path).Tenant(TenantName.Default), new TenantOptions(), new ServingOptions(), TimeProvider.System, CancellationToken.None);
        receiver.Into(Served, GenesysCloud);
        microsoft365 = Collector.Create(Microsoft365, Microsoft365Options(), Served, NullLogger.Instance, Clock);
        genesysCloud = Collector.Create(GenesysCloud, GenesysCloudOptions(), Served, NullLogger.Instance, Clock);
        collectors.AddRange([microsoft365, genesysCloud]);
    }

    private ConnectionOptions Microsoft365Options() => new()
    {
        Source = ConnectionOptions.Microsoft365,
        TenantId = Emulator.TenantId,
        ClientId = Emulator.ClientId,
        ClientSecret = Emulator.Secret,
        Cloud = Plan.Cloud,
        ApiUrl = Emulator.Url,
        LoginUrl = Emulator.Url,
    };

    private ConnectionOptions GenesysCloudOptions() => new()
    {
        Source = ConnectionOptions.GenesysCloud,
        ClientId = Emulator.GenesysClientId,
        ClientSecret = Emulator.GenesysSecret,
        ApiUrl = Emulator.Url,
        LoginUrl = Emulator.Url,
        History = TimeSpan.FromDays(1),
        Parallel = 8,
    };

    private static DateTimeOffset Min(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
