using System.Buffers.Binary;
using Annals.Testing;

namespace Annals.Emulation.Tests;

/// <summary>A clock that several processes share by a file.</summary>
public sealed class ClockFileTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_one_instance_sets_the_other_has_and_its_timers_fire()
    {
        using var writer = ClockFile.Open(folder.File("clock"));
        using var reader = ClockFile.Open(folder.File("clock"));
        writer.Set(Start);

        var delay = Task.Delay(TimeSpan.FromHours(1), reader, Cancelled);
        writer.Set(Start.AddMinutes(59));
        var early = delay.IsCompleted;
        writer.Set(Start.AddMinutes(61));
        await delay.WaitAsync(Patience, TimeProvider.System, Cancelled);
        writer.Set(Start);

        Assert.False(early);
        Assert.Equal(Start.AddMinutes(61), reader.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(61), reader.GetElapsedTime(Start.UtcTicks));
        Assert.Equal((Start.AddMinutes(61) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, BinaryPrimitives.ReadInt64LittleEndian(Bytes()));
    }

    [Fact]
    public async Task A_periodic_timer_fires_once_for_a_move_and_goes_on()
    {
        using var clock = ClockFile.Open(folder.File("clock"));
        clock.Set(Start);
        using var fired = new SemaphoreSlim(0);
        await using var timer = clock.CreateTimer(_ => fired.Release(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

        clock.Set(Start.AddMinutes(30.5));
        Assert.True(await fired.WaitAsync(Patience, Cancelled));
        clock.Set(Start.AddMinutes(31));
        Assert.True(await fired.WaitAsync(Patience, Cancelled));

        Assert.Equal(0, fired.CurrentCount);
    }

    [Fact]
    public async Task An_emulator_follows_it()
    {
        using var driver = ClockFile.Open(folder.File("clock"));
        using var followed = ClockFile.Open(folder.File("clock"));
        var plan = FaultPlan.Create(new EmulationOptions { Start = Start, Length = TimeSpan.FromDays(2), RecordsPerDay = 20 });
        await using var emulator = await Emulator.StartAsync(plan, followed, Cancelled);
        using var http = new HttpClient();

        driver.Set(Start.AddHours(12));
        using var answer = await http.GetAsync(new Uri(emulator.Url, "/api/v2/audits/query/servicemapping"), Cancelled);
        var published = emulator.Report().Published;
        driver.Set(Start.AddHours(48));
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        while (emulator.Now < Start.AddHours(48))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, late.Token);
        }

        Assert.Equal(Start.AddHours(12), answer.Headers.Date);
        Assert.Equal(plan.Publications.Where(publication => publication.At <= Start.AddHours(12)).Sum(publication => publication.Records.Count), published);
        Assert.Equal(plan.Publications.Sum(publication => publication.Records.Count), emulator.Report().Published);
    }

    [Fact]
    public void A_file_that_is_no_clock_is_refused()
    {
        File.WriteAllText(folder.File("text"), "no clock at all");

        Assert.Throws<IOException>(() => ClockFile.Open(folder.File("text")));
    }

    private byte[] Bytes()
    {
        using var file = new FileStream(folder.File("clock"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[8];
        file.ReadExactly(bytes);
        return bytes;
    }
}
