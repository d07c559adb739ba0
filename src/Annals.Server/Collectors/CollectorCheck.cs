using System.Globalization;
using Annals.Archive;
using Annals.Collectors.Connections;
using Annals.Server.Observability;

namespace Annals.Server.Collectors;

/// <summary>Whether anything is missing, silent or failing at the collectors.</summary>
internal sealed class CollectorCheck(CollectorRuns runs, TimeProvider time) : ICheck
{
    /// <summary>Trouble that passes sooner is told in the log only.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public string Kind => "collector";

    /// <summary>What is missing from a vendor is no reason to keep requests away.</summary>
    public bool DecidesReadiness => false;

    public IEnumerable<Finding> Findings()
    {
        foreach (var (name, connection) in runs.All())
        {
            if (connection.Options.Enabled && runs.FailureOf(name) is { } failure)
            {
                yield return new Finding("collector-failing", name, $"The connection {name} is not collected: {failure}");
            }
        }

        foreach (var collector in runs.Running)
        {
            foreach (var finding in Of(collector.Status()))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Of(CollectorStatus status)
    {
        if (status.Trouble is { } trouble && time.GetUtcNow() - trouble.Since >= Patience)
        {
            yield return new Finding("collector-failing", status.Connection, $"The connection {status.Connection} fails: {trouble.Finding.Message} {trouble.Finding.Remedy}");
        }

        foreach (var stream in status.Streams)
        {
            var subject = $"{status.Connection}/{stream.Stream}";
            if (stream.Trouble is { } failing && time.GetUtcNow() - failing.Since >= Patience)
            {
                yield return new Finding("collector-failing", subject, $"Collecting {subject} fails since {Time(failing.Since)}: {failing.Finding.Message} {failing.Finding.Remedy}");
            }

            if (stream.Silence is { } silence)
            {
                yield return new Finding("collector-silent", subject, string.Create(CultureInfo.InvariantCulture, $"{subject} has been silent for {silence.TotalHours:0} hours, longer than it usually is. Look whether the vendor records anything: annals doctor {status.Connection}."));
            }
        }

        // The gaps of a stream that open on one day are one episode.
        foreach (var gaps in status.Gaps.GroupBy(gap => (gap.Stream, gap.Opened.UtcDateTime.Date)))
        {
            var first = gaps.First();
            yield return new Finding("collector-gap", $"{gaps.Key.Stream} {gaps.Key.Date:yyyy-MM-dd}", Message(first, gaps.Count()));
        }
    }

    private static string Message(CollectionGap gap, int count) => string.Create(
        CultureInfo.InvariantCulture,
        $"{gap.Stream}: what was published from {Time(gap.From)} to {Time(gap.To)} may be missing. {gap.Reason}{(count > 1 ? $" There are {count} such gaps." : string.Empty)} Export that time from the vendor's portal and import it: annals import FILE --fills {gap.Id}.");

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss' UTC'", CultureInfo.InvariantCulture);
}
