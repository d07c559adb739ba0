using System.Collections.Concurrent;

namespace Annals.Emulation;

/// <summary>Counts what happens. Thread-safe; what it keeps grows with the plan, not with the requests.</summary>
internal sealed class Tally
{
    /// <summary>Violations of a kind that are kept with their words; further ones are counted.</summary>
    private const int ExamplesMax = 20;

    private const int StartsApartMinutes = 15;
    private const int TokensMax = 1_000;

    private readonly ConcurrentDictionary<string, long> requests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> fired = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> fetches = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, (long Count, List<string> Examples)> violations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> starts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> inMinute = new(StringComparer.Ordinal);
    private long minute = -1;
    private long published;
    private long pushed;
    private long pushesFailed;

    public void Requested(string operation) => requests.AddOrUpdate(operation, 1, static (_, count) => count + 1);

    public void Fired(PlannedFault fault) => fired.AddOrUpdate(fault.Label, 1, static (_, count) => count + 1);

    /// <summary>Notes that all of a content item was sent.</summary>
    public void Fetched(string contentId) => fetches.AddOrUpdate(contentId, 1, static (_, count) => count + 1);

    public void Published(int records) => Interlocked.Add(ref published, records);

    public void Pushed(bool isTaken) => Interlocked.Increment(ref isTaken ? ref pushed : ref pushesFailed);

    public void Violated(string kind, string example)
    {
        lock (gate)
        {
            var (count, examples) = violations.GetValueOrDefault(kind, (0, []));
            if (examples.Count < ExamplesMax)
            {
                examples.Add(example);
            }

            violations[kind] = (count + 1, examples);
        }
    }

    /// <summary>Notes a start of a subscription; two within fifteen minutes are one too many.</summary>
    public void Started(string contentType, DateTimeOffset now)
    {
        lock (gate)
        {
            if (starts.TryGetValue(contentType, out var before) && now - before < TimeSpan.FromMinutes(StartsApartMinutes))
            {
                Violated("start-too-soon", $"{contentType} was started at {before:O} and at {now:O}");
            }

            starts[contentType] = now;
        }
    }

    /// <summary>Counts a request of a minute.</summary>
    /// <param name="key">Who is counted.</param>
    /// <param name="allowed">Most requests in a minute.</param>
    /// <param name="now">The present.</param>
    public void Paced(string key, int allowed, DateTimeOffset now)
    {
        lock (gate)
        {
            if (now.UtcTicks / TimeSpan.TicksPerMinute is var current && current != minute)
            {
                minute = current;
                inMinute.Clear();
            }

            if (inMinute.Count >= TokensMax && !inMinute.ContainsKey(key))
            {
                return;
            }

            var count = inMinute[key] = inMinute.GetValueOrDefault(key) + 1;
            if (count == allowed + 1)
            {
                Violated("too-many-requests", $"more than {allowed} requests in the minute of {now:yyyy-MM-dd'T'HH:mm}");
            }
        }
    }

    public EmulationReport ToReport(FaultPlan plan, DateTimeOffset now)
    {
        lock (gate)
        {
            return new EmulationReport(plan)
            {
                Now = now,
                Requests = Sorted(requests),
                Fired = Sorted(fired),
                Violations = [.. violations.Select(violation => new Violation(violation.Key, violation.Value.Count, [.. violation.Value.Examples]))],
                BlobsFetched = fetches.Count,
                BlobsFetchedAgain = fetches.Count(fetch => fetch.Value > 1),
                FetchesOfOneBlobMax = fetches.IsEmpty ? 0 : fetches.Max(fetch => fetch.Value),
                Published = Interlocked.Read(ref published),
                Pushed = Interlocked.Read(ref pushed),
                PushesFailed = Interlocked.Read(ref pushesFailed),
            };
        }
    }

    private static SortedDictionary<string, long> Sorted(ConcurrentDictionary<string, long> counts) => new(counts.ToDictionary(), StringComparer.Ordinal);
}
