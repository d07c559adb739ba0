using System.Globalization;

namespace Annals.Load;

/// <summary>Times of requests, from any number of threads.</summary>
internal sealed class Latencies
{
    private static readonly double[] Shares = [0.5, 0.95, 0.99];
    private readonly List<double> milliseconds = [];

    public int Count => milliseconds.Count;

    public void Add(TimeSpan time)
    {
        lock (milliseconds)
        {
            milliseconds.Add(time.TotalMilliseconds);
        }
    }

    /// <summary>p50, p95 and p99 in milliseconds, for a table.</summary>
    public string Row()
    {
        lock (milliseconds)
        {
            milliseconds.Sort();
            return string.Join(" | ", Shares.Select(At));
        }
    }

    private string At(double share) => milliseconds.Count == 0
        ? "–"
        : milliseconds[Math.Min(milliseconds.Count - 1, (int)(milliseconds.Count * share))].ToString("0.0", CultureInfo.InvariantCulture);
}
