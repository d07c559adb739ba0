using System.Diagnostics;
using Annals.Server.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Server.Tests.Hosting;

public sealed class LoopsTests : IDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly CollectingLogger lines = new();
    private readonly LoggerFactory factory;
    private readonly Loops loops;

    public LoopsTests()
    {
        factory = new LoggerFactory([lines]);
        loops = new Loops(time, factory.CreateLogger<Loops>());
    }

    [Fact]
    public async Task A_step_that_fails_is_tried_again_and_told_once_an_episode()
    {
        using var stopping = new CancellationTokenSource();
        var tried = 0;
        var running = loops.RepeatAsync(
            "rounds",
            TimeSpan.FromMinutes(1),
            _ => ++tried is 2 or 3 or 4 or 6 ? throw new SqliteException("database is locked", 5) : Task.CompletedTask,
            stopping.Token);
        var first = loops.LastSuccesses["rounds"];

        await PassUntilAsync(() => tried == 4);
        Assert.Single(lines.Lines, line => line.Contains("SqliteException", StringComparison.Ordinal));
        Assert.Equal(first, loops.LastSuccesses["rounds"]);

        await PassUntilAsync(() => loops.LastSuccesses["rounds"] > first);
        Assert.Equal(5, tried);
        Assert.Single(lines.Lines, line => line.Contains("goes on", StringComparison.Ordinal));

        await PassUntilAsync(() => tried == 7);
        Assert.Equal(2, lines.Lines.Count(line => line.Contains("SqliteException", StringComparison.Ordinal)));
        await stopping.CancelAsync();
        await running;
    }

    [Fact]
    public async Task What_is_done_once_is_tried_until_it_went_well()
    {
        var tried = 0;
        var done = loops.OnceAsync(
            "recovery",
            () =>
            {
                if (++tried < 3)
                {
                    throw new SqliteException("database is locked", 5);
                }
            },
            CancellationToken.None);
        Assert.False(done.IsCompleted);

        await PassUntilAsync(() => done.IsCompleted);
        await done;

        Assert.Equal(3, tried);
    }

    [Fact]
    public async Task Stopping_ends_a_loop_that_waits_without_an_exception()
    {
        using var stopping = new CancellationTokenSource();
        var waiting = loops.RepeatAsync("waits", TimeSpan.FromHours(1), ending => Task.Delay(Timeout.InfiniteTimeSpan, time, ending), stopping.Token);

        await stopping.CancelAsync();

        await waiting;
        Assert.Empty(lines.Lines);
    }

    private async Task PassUntilAsync(Func<bool> isSo)
    {
        var waited = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), "waited in vain");
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    public void Dispose()
    {
        factory.Dispose();
        lines.Dispose();
    }
}
