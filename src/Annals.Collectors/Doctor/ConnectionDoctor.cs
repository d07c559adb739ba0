using System.Globalization;
using Annals.Archive;
using Annals.Collectors.Connections;
using Annals.Collectors.Streams;
using Annals.Sources.Http;

namespace Annals.Collectors.Doctor;

/// <summary>Examines a connection: settings, token, permissions, clock, subscriptions, what the vendor has, and what the ledger says. Each finding is a plain sentence with what to do.</summary>
public static class ConnectionDoctor
{
    /// <summary>A clock that is wrong by less is no trouble.</summary>
    private static readonly TimeSpan ClockWrong = TimeSpan.FromMinutes(5);

    /// <summary>Examines a connection. It starts a subscription that is missing, as the collector would; nothing else is changed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="ledger">The ledger of its tenant; null when there is none yet.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<DoctorLine>> ExamineAsync(string name, ConnectionOptions options, CollectionLedger? ledger, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var lines = new List<DoctorLine>();
        var faults = ConnectionRules.Faults(name, options);
        if (faults.Count > 0)
        {
            lines.AddRange(faults.Select(fault => new DoctorLine("settings", DoctorVerdict.Bad, fault, "settings", "Correct the setting.")));
            return lines;
        }

        try
        {
            if (options.Source == ConnectionOptions.Microsoft365)
            {
                await ActivityDoctor.ExamineAsync(name, options, ledger, lines, time, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await AuditDoctor.ExamineAsync(options, lines, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ConnectionException e)
        {
            lines.Add(new DoctorLine("settings", DoctorVerdict.Bad, e.Message, "settings", "Correct the setting, or the file's rights."));
        }

        if (ledger is not null)
        {
            AddLedger(name, ledger, lines);
        }

        return lines;
    }

    /// <summary>Runs an examination; trouble with the source becomes its line.</summary>
    /// <returns>Whether it went well.</returns>
    internal static async Task<bool> TryAsync(string check, List<DoctorLine> lines, Func<Task<DoctorLine>> examine, CancellationToken cancellationToken)
    {
        try
        {
            lines.Add(await examine().ConfigureAwait(false));
            return lines[^1].Verdict != DoctorVerdict.Bad;
        }
        catch (Exception e) when (SourceTrouble.IsOfSource(e, cancellationToken))
        {
            var finding = SourceTrouble.Of(e);
            lines.Add(new DoctorLine(check, DoctorVerdict.Bad, finding.Message, finding.Code, finding.Remedy));
            return false;
        }
    }

    /// <summary>Short patience: somebody waits.</summary>
    internal static SourceHttpOptions Impatient(SourceHttpOptions http) => http with { RetriesMax = 1, FirstWait = TimeSpan.FromSeconds(1), WaitMax = TimeSpan.FromSeconds(20), HeaderTimeout = TimeSpan.FromSeconds(20) };

    internal static DoctorLine ClockLine(ServerClock clock) => clock.Offset.Duration() < ClockWrong
        ? new DoctorLine("clock", DoctorVerdict.Good, "This machine's clock agrees with the vendor's.")
        : new DoctorLine(
            "clock",
            DoctorVerdict.Warning,
            string.Create(CultureInfo.InvariantCulture, $"This machine's clock is {Math.Round(clock.Offset.Duration().TotalMinutes)} minutes {(clock.Offset > TimeSpan.Zero ? "behind" : "ahead of")} the vendor's."),
            "clock",
            "Set the clock, best by NTP. Windows are cut by the vendor's clock meanwhile, but recorded times and signed requests are wrong.");

    internal static DoctorLine QuotaLine(RequestRate rate) => new(
        "quota", DoctorVerdict.Good, string.Create(CultureInfo.InvariantCulture, $"{rate.InLastMinute} requests were sent for this examination; {rate.PerMinute} a minute are allowed."));

    private static void AddLedger(string name, CollectionLedger ledger, List<DoctorLine> lines)
    {
        foreach (var cursor in ledger.Cursors(name).Where(cursor => cursor.Sweep == 0))
        {
            var (open, oldest, failing) = ledger.OpenCount(cursor.Stream);
            var upTo = oldest is { } published && published < cursor.UpTo ? published : cursor.UpTo;
            lines.Add(new DoctorLine(
                $"ledger {cursor.Stream.Name}",
                failing > 0 ? DoctorVerdict.Warning : DoctorVerdict.Good,
                string.Create(CultureInfo.InvariantCulture, $"Complete up to {upTo.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; {open} blobs wait, {failing} of them failed."),
                failing > 0 ? "retrying" : null,
                failing > 0 ? "They are tried again until they expire; annals search 'source:annals action:collection.failed' shows why." : null));
        }

        foreach (var gap in ledger.Gaps(name, isOpenOnly: true))
        {
            lines.Add(new DoctorLine(
                $"gap {gap.Stream.Name}",
                DoctorVerdict.Bad,
                string.Create(CultureInfo.InvariantCulture, $"What was published from {gap.From.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {gap.To.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC may be missing: {gap.Reason}"),
                "gap",
                $"Export that time from the vendor's portal and import it: annals import FILE --fills {gap.Id}."));
        }
    }
}
