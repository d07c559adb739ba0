using Annals.Server.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Annals.Server.Tests.Hosting;

public sealed class LoopsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HurriedTime time = new();
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
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tried = 0;
        var running = loops.RepeatAsync(
            "rounds",
            TimeSpan.FromMinutes(1),
            async ending =>
            {
                switch (++tried)
                {
                    case 2 or 3 or 4 or 6:
                        throw new SqliteException("database is locked", 5);
                    case 8:
                        reached.SetResult();
                        await Task.Delay(Timeout.InfiniteTimeSpan, ending);
                        break;
                }
            },
            stopping.Token);
        await reached.Task.WaitAsync(Patience);
        await stopping.CancelAsync();
        await running.WaitAsync(Patience);

        Assert.Equal(["SqliteException", "goes on", "SqliteException", "goes on"], lines.Lines.Select(line => line.Contains("SqliteException", StringComparison.Ordinal) ? "SqliteException" : line.Contains("goes on", StringComparison.Ordinal) ? "goes on" : line));
        Assert.Equal([60, 5, 5, 5, 60, 5, 60], time.Waits.Select(wait => (int)wait.TotalSeconds));
        Assert.True(loops.LastSuccesses.ContainsKey("rounds"));
    }

    [Fact]
    public async Task What_is_done_once_is_tried_until_it_went_well()
    {
        var tried = 0;
        await loops.OnceAsync(
            "recovery",
            () =>
            {
                if (++tried < 3)
                {
                    throw new SqliteException("database is locked", 5);
                }
            },
            CancellationToken.None).WaitAsync(Patience);

        Assert.Equal(3, tried);
    }

    [Fact]
    public async Task Stopping_ends_a_loop_that_waits_without_an_exception()
    {
        using var stopping = new CancellationTokenSource();
        var waiting = loops.RepeatAsync("waits", TimeSpan.FromHours(1), ending => Task.Delay(Timeout.InfiniteTimeSpan, ending), stopping.Token);

        await stopping.CancelAsync();

        await waiting.WaitAsync(Patience);
        Assert.Empty(lines.Lines);
    }

    public void Dispose()
    {
        factory.Dispose();
        lines.Dispose();
    }

    /// <summary>Notes how long is to be waited, and waits for no time.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
