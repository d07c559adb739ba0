using Annals.Archive;

namespace Annals.Collectors.Streams;

/// <summary>One of the readings of a stream.</summary>
/// <param name="Number">0 for the first reading.</param>
/// <param name="Delay">It reads up to this long before the present.</param>
/// <param name="Step">It is due when at least so much is unread; zero for always.</param>
/// <param name="Overlap">It goes so far back over what it has read already.</param>
internal sealed record Sweep(int Number, TimeSpan Delay, TimeSpan Step, TimeSpan Overlap);

/// <summary>
/// Which windows of a stream are to be read: the newest ones, and again some time later those that were read once, since records are published late. Driven by the source's clock alone, never by the
/// time of an event.
/// </summary>
/// <param name="sweeps">The readings.</param>
/// <param name="reach">How far back the source gives anything.</param>
/// <param name="longest">Longest window.</param>
internal sealed class SweepSchedule(IReadOnlyList<Sweep> sweeps, TimeSpan reach, TimeSpan longest)
{
    /// <summary>The readings of a connection: one up to the present, and one for each delay.</summary>
    public static IReadOnlyList<Sweep> Sweeps(TimeSpan overlap, IEnumerable<TimeSpan> delays, TimeSpan behind) =>
    [
        new Sweep(0, behind, TimeSpan.Zero, overlap),
        .. delays.Select((delay, i) => new Sweep(i + 1, delay, delay < TimeSpan.FromDays(1) ? delay : TimeSpan.FromDays(1), TimeSpan.Zero)),
    ];

    /// <summary>First moment that the source gives at a time.</summary>
    public DateTimeOffset Oldest(DateTimeOffset now) => Seconds(now - reach);

    /// <summary>The windows that are due, those of the first reading before the others.</summary>
    /// <param name="now">The source's time.</param>
    /// <param name="read">Up to where each reading has come; missing for one that has not begun.</param>
    /// <param name="begin">Where a reading begins that has not come anywhere.</param>
    public IEnumerable<CollectionWindow> Due(DateTimeOffset now, IReadOnlyDictionary<int, DateTimeOffset> read, DateTimeOffset begin)
    {
        var oldest = Oldest(now);
        foreach (var sweep in sweeps)
        {
            var upTo = Seconds(now - sweep.Delay);
            var isBegun = read.TryGetValue(sweep.Number, out var from);
            from = isBegun ? from : begin;
            if (upTo - from < sweep.Step || upTo <= from)
            {
                continue;
            }

            // A later reading of the oldest day starts where the source still gives it: what is before was read once at least.
            from = Later(isBegun ? from - sweep.Overlap : from, oldest);
            while (from < upTo)
            {
                var to = upTo - from > longest ? from + longest : upTo;
                yield return new CollectionWindow(sweep.Number, from, to);
                from = to;
            }
        }
    }

    /// <summary>Down to whole seconds: requests name them so.</summary>
    public static DateTimeOffset Seconds(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond));

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
