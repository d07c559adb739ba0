using Annals.Archive.Tests.Intake.Live;
using Annals.Index;

namespace Annals.Archive.Tests.Deriving;

public sealed class BackgroundFeederTests
{
    [Fact]
    public async Task A_few_entries_are_fed_after_the_interval_many_at_once()
    {
        await using var work = new Work(new FeederOptions { LagMax = 10, Interval = TimeSpan.FromSeconds(5) });
        await work.MovingTimeUntil(() => work.Index.CoveredSize == 2);
        await work.AppendAsync(3);
        Assert.Equal((2, 3), (work.Index.CoveredSize, work.Feeder.Status.Lag));

        await work.MovingTimeUntil(() => work.Index.CoveredSize == 5);
        await work.AppendAsync(20);
        await work.Until(() => work.Index.CoveredSize > 5);

        await work.MovingTimeUntil(() => work.Feeder.Status.Lag == 0);
        Assert.Equal(25, work.Feeder.Status.CoveredSize);
        Assert.NotNull(work.Feeder.Status.LastSuccess);
    }

    [Fact]
    public async Task While_many_appends_wait_it_pauses_up_to_a_lag_and_then_goes_on_regardless()
    {
        await using var work = new Work(new FeederOptions { LagMax = 1, PausedLagMax = 20 });
        await work.MovingTimeUntil(() => work.Index.CoveredSize == 2);
        work.IsPressed = true;
        await work.AppendAsync(20);
        await work.MovingTimeUntil(() => work.TimesAsked > 10);
        Assert.Equal(2, work.Index.CoveredSize);

        await work.AppendAsync(1);
        await work.MovingTimeUntil(() => work.Index.CoveredSize == 23);

        await work.AppendAsync(1);
        work.IsPressed = false;
        await work.MovingTimeUntil(() => work.Index.CoveredSize == 24);
    }

    [Fact]
    public async Task After_a_failure_it_is_tried_again()
    {
        await using var work = new Work(new FeederOptions { LagMax = 1, RetryAfter = TimeSpan.FromSeconds(10) });
        await work.MovingTimeUntil(() => work.Index.CoveredSize == 2);
        work.Failure = new IOException("no room");
        await work.AppendAsync(1);
        await work.Until(() => work.Feeder.Status.LastError == "no room");
        Assert.False(work.Feeder.Status.NeedsRebuild);

        work.Failure = null;
        await work.MovingTimeUntil(() => work.Index.CoveredSize == 3);

        Assert.Equal(0, work.TimesOpened);
    }

    [Fact]
    public async Task A_damaged_index_is_said_to_need_rebuilding_and_is_left_alone()
    {
        await using var work = new Work(new FeederOptions { LagMax = 1 });
        await work.MovingTimeUntil(() => work.Index.CoveredSize == 2);
        work.Failure = new IndexDamagedException("a block was changed");
        await work.AppendAsync(1);

        await work.Running.WaitAsync(TimeSpan.FromSeconds(30));

        var status = work.Feeder.Status;
        Assert.True(status.NeedsRebuild);
        Assert.Equal(("a block was changed", 1L), (status.LastError, status.Lag));
    }

    /// <summary>A feeder over a log with two entries, and an index that only knows how far it is.</summary>
    private sealed class Work : IAsyncDisposable
    {
        private readonly LiveFixture fixture = new(new LiveIntakeOptions { SharedFor = TimeSpan.FromDays(1_000) });
        private readonly CancellationTokenSource ending = new();
        private readonly FeederOptions options;
        private int timesAsked;

        public Work(FeederOptions options)
        {
            this.options = options;
            fixture.Log.Append(new Receipt("test", new Actor("tester")).ToEntry(new RecordIdentity(new Annals.Log.KeyedHash(new byte[32])), fixture.Time.GetUtcNow()));
            var index = new ReopenableIndex(Index, () =>
            {
                TimesOpened++;
                return Index;
            });
            Feeder = new BackgroundFeeder(fixture.Log, index, Feed, IsPressedNow, options, fixture.Time);
            Running = Task.Run(() => Feeder.RunAsync(ending.Token));
        }

        public SizeIndex Index { get; } = new();

        public BackgroundFeeder Feeder { get; }

        public Task Running { get; }

        public int TimesOpened { get; private set; }

        public int TimesAsked => Volatile.Read(ref timesAsked);

        public bool IsPressed { get; set; }

        public Exception? Failure { get; set; }

        /// <summary>Appends entries one by one.</summary>
        public Task AppendAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                fixture.Log.Append(new Receipt("test", new Actor("tester")).ToEntry(new RecordIdentity(new Annals.Log.KeyedHash(new byte[32])), fixture.Time.GetUtcNow()));
            }

            return Task.CompletedTask;
        }

        public Task Until(Func<bool> holds) => WaitAsync(TimeSpan.Zero, holds);

        /// <summary>The feeder may begin to wait at any moment, so the clock moves on until what is expected has come.</summary>
        public Task MovingTimeUntil(Func<bool> holds) => WaitAsync(options.Interval, holds);

        public async ValueTask DisposeAsync()
        {
            await ending.CancelAsync();
            await Running.WaitAsync(TimeSpan.FromSeconds(30));
            await fixture.DisposeAsync();
            ending.Dispose();
        }

        private async Task WaitAsync(TimeSpan step, Func<bool> holds)
        {
            var started = TimeProvider.System.GetTimestamp();
            while (!holds())
            {
                Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30));
                fixture.Time.Advance(step);
                await Task.Yield();
            }
        }

        private bool IsPressedNow()
        {
            Interlocked.Increment(ref timesAsked);
            return IsPressed;
        }

        private void Feed(long size, bool withFilters, CancellationToken cancellationToken)
        {
            if (Failure is { } failure)
            {
                throw failure;
            }

            Index.CoveredSize = size;
        }
    }
}
