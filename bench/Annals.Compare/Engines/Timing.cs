using System.Diagnostics;

namespace Annals.Compare.Engines;

internal static class Timing
{
    /// <summary>Times each of a number of calls, in microseconds.</summary>
    public static IReadOnlyList<double> Each(int count, Action<int> call)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            call(i);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        return times;
    }

    /// <inheritdoc cref="Each"/>
    public static async Task<IReadOnlyList<double>> EachAsync(int count, Func<int, Task> call)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await call(i);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        return times;
    }
}
