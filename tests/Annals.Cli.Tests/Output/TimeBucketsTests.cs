using Annals.Cli.Output;

namespace Annals.Cli.Tests.Output;

public sealed class TimeBucketsTests
{
    [Theory]
    [InlineData(10, 0)]
    [InlineData(40 * 24, 1)]
    [InlineData(300 * 24, 2)]
    [InlineData(3 * 365 * 24, 3)]
    [InlineData(20 * 365 * 24, 4)]
    public void The_shortest_step_with_few_rows_is_taken(int hours, int step) =>
        Assert.Equal((TimeStep)step, TimeBuckets.ByFitting([(Micros(2020, 1, 1), 1), (Micros(2020, 1, 1) + (hours * 3_600_000_000L), 2)]).Step);

    [Fact]
    public void Weeks_begin_on_monday_and_gaps_are_filled()
    {
        var buckets = TimeBuckets.By(TimeStep.Week, [(Micros(2026, 3, 1), 3), (Micros(2026, 3, 2), 1), (Micros(2026, 3, 20), 2)]);

        Assert.Equal([("2026-02-23", 3), ("2026-03-02", 1), ("2026-03-09", 0), ("2026-03-16", 2)], buckets.Rows.Select(row => (buckets.Label(row.From), row.Count)));
    }

    private static long Micros(int year, int month, int day) => new DateTimeOffset(year, month, day, 5, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
}
