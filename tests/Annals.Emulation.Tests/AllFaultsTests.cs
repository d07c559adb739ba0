namespace Annals.Emulation.Tests;

/// <summary>A plain collector walks through all faults.</summary>
public sealed class AllFaultsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Stride = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4)]
    public async Task Every_fault_is_met_and_what_can_be_held_is_held(int seed)
    {
        var plan = FaultPlan.Create(new EmulationOptions { Seed = seed, Start = Start, RecordsPerDay = 25, Faults = FaultNames.Everything, BigBlobBytes = 3 << 20 });
        await using var emulator = await Emulator.StartAsync(plan, outside: null, Cancelled);
        using var feed = new FeedCollector(emulator);
        using var audits = new AuditCollector(emulator);

        await WalkAsync(emulator, feed, audits);

        var report = emulator.Report();
        Assert.True(report.NotFired is ["G12 pushed-event"] or ["F10 no-publisher", "G12 pushed-event"], string.Join(", ", report.NotFired));
        var (missing, surplus) = feed.Held.Against(plan.Expected().Where(record => record.Source == Publication.Microsoft365));
        Assert.True(missing.Count == 0 && surplus.Count == 0, $"missing {string.Join(", ", missing.Take(5))}; surplus {string.Join(", ", surplus.Take(5))}");
        (missing, surplus) = audits.Held.Against(plan.Expected().Where(record => record.Source == Publication.GenesysCloud));
        Assert.True(missing.Count == 0 && surplus.Count == 0, $"missing {string.Join(", ", missing.Take(5))}; surplus {string.Join(", ", surplus.Take(5))}");
        Assert.True(report.Violations.Count == 0, string.Join(", ", report.Violations));
    }

    private static async Task WalkAsync(Emulator emulator, FeedCollector feed, AuditCollector audits)
    {
        var end = Start + EmulationOptions.DefaultLength;
        await DriveAsync(emulator, feed.RoundAsync);
        for (var time = Start; time <= end; time = time.AddHours(3))
        {
            await emulator.SetTimeAsync(time);
            await DriveAsync(emulator, feed.RoundAsync);
            if (time.Hour == 0)
            {
                await DriveAsync(emulator, () => audits.RoundAsync(TimeSpan.FromDays(9)));
            }

            if (time.Hour == 6)
            {
                await DriveAsync(emulator, audits.RealtimeAsync);
                await DriveAsync(emulator, () => audits.LongRoundAsync(TimeSpan.FromDays(10)));
            }
        }
    }

    /// <summary>Moves the time on while a collector waits for it.</summary>
    private static async Task DriveAsync(Emulator emulator, Func<Task> step)
    {
        var running = Task.Run(step, Cancelled);
        while (await Task.WhenAny(running, Task.Delay(Patience, TimeProvider.System, Cancelled)) != running)
        {
            await emulator.SetTimeAsync(emulator.Now + Stride);
        }

        await running;
    }
}
