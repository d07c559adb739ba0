using Annals.Sources.Http;
using Annals.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Sources.Tests.Http;

public sealed class RequestRateTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task In_no_minute_are_there_more_requests_than_allowed()
    {
        var random = Seed.Random("request rate");
        for (var round = 0; round < Seed.Rounds(20, 500); round++)
        {
            var allowed = random.Next(1, 30);
            var rate = new RequestRate(allowed, time);
            var passed = new List<DateTimeOffset>();
            for (var i = 0; i < 100; i++)
            {
                var waiting = rate.WaitAsync(CancellationToken.None).AsTask();
                while (!waiting.IsCompleted)
                {
                    time.Advance(TimeSpan.FromSeconds(random.Next(1, 20)));
                }

                await waiting;
                passed.Add(time.GetUtcNow());
                time.Advance(TimeSpan.FromMilliseconds(random.Next(0, 3_000)));
            }

            Assert.All(passed, (first, i) => Assert.True(passed.Skip(i).TakeWhile(later => later - first < TimeSpan.FromMinutes(1)).Count() <= allowed));
        }
    }

    [Fact]
    public async Task A_pause_holds_everything_back_and_a_shorter_one_does_not_end_it()
    {
        var rate = new RequestRate(10, time);
        rate.Pause(TimeSpan.FromSeconds(30));
        rate.Pause(TimeSpan.FromSeconds(5));

        var waiting = rate.WaitAsync(CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await waiting;
        Assert.Equal(1, rate.InLastMinute);
    }

    [Fact]
    public async Task A_wait_that_is_ended_counts_no_request()
    {
        var rate = new RequestRate(1, time);
        await rate.WaitAsync(CancellationToken.None);
        using var ending = new CancellationTokenSource();
        var waiting = rate.WaitAsync(ending.Token).AsTask();

        await ending.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(1, rate.InLastMinute);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, rate.InLastMinute);
    }

    [Fact]
    public async Task Fewer_requests_may_be_allowed_later()
    {
        var rate = new RequestRate(3, time);
        await rate.WaitAsync(CancellationToken.None);
        await rate.WaitAsync(CancellationToken.None);
        rate.Allow(2);

        Assert.False(rate.WaitAsync(CancellationToken.None).AsTask().IsCompleted);
        Assert.Throws<ArgumentOutOfRangeException>(() => rate.Allow(0));
    }
}
