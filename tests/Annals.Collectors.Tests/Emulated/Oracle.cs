using System.Globalization;
using System.Text;
using System.Text.Json;
using Annals.Archive;
using Annals.Emulation;
using Annals.Log;

namespace Annals.Collectors.Tests.Emulated;

/// <summary>
/// Says from a plan alone what a collector must hold in the end, and what it must show as missing. It knows the vendors' rules (content lives seven days, what a disabled subscription makes is lost) and not
/// what the emulator served, nor what the emulator believes.
/// </summary>
internal sealed class Oracle
{
    private static readonly TimeSpan ContentAge = TimeSpan.FromDays(7);
    private static readonly TimeSpan ContentDelay = TimeSpan.FromSeconds(60);

    private readonly FaultPlan plan;
    private readonly HashSet<int> lostPublications = [];
    private readonly HashSet<(int Publication, int Record)> lostRecords = [];

    public Oracle(FaultPlan plan)
    {
        this.plan = plan;
        foreach (var fault in plan.Faults)
        {
            switch (fault.Name, fault.Kind)
            {
                case ("F9", "expired-before-fetch") or ("F6", "root-null-always"):
                    lostPublications.Add(fault.Publication!.Value);
                    break;
                case ("F6", "malformed-always"):
                    lostRecords.Add((fault.Publication!.Value, int.Parse(fault.Details["record"], CultureInfo.InvariantCulture)));
                    break;
                case ("F9", "outage"):
                    // What expired before anything answered again.
                    Lose(publication => publication.At + ContentDelay >= fault.From && publication.At + ContentDelay + ContentAge <= fault.To);
                    break;
                case ("F11", "disabled"):
                    Lose(publication => publication.Stream == fault.Stream && publication.At >= fault.From && publication.At < fault.To);
                    break;
            }
        }
    }

    /// <summary>Everything that is wrong with what an archive holds and shows, each a sentence.</summary>
    public List<string> Faults(Tenant tenant)
    {
        var faults = new List<string>();
        var held = Held(tenant);
        CheckMicrosoft365(held.Where(record => record.Source == "microsoft365").ToList(), faults);
        CheckGenesysCloud(held.Where(record => record.Source == "genesys-cloud").ToList(), faults);
        CheckGaps(tenant, faults);
        return faults;
    }

    /// <summary>Everything that a collector must hold, by id; of the further values of an id each counts.</summary>
    public int HoldableCount => MustHold(Publication.Microsoft365).Count() + plan.Publications.Where(publication => publication.Source == Publication.GenesysCloud).Sum(publication => publication.Records.Count);

    private void Lose(Func<Publication, bool> isLost)
    {
        foreach (var publication in plan.Publications.Where(publication => publication.Source == Publication.Microsoft365 && isLost(publication)))
        {
            lostPublications.Add(publication.Number);
        }
    }

    private IEnumerable<(Publication Publication, byte[] Record)> MustHold(string source)
    {
        foreach (var publication in plan.Publications.Where(publication => publication.Source == source && !lostPublications.Contains(publication.Number)))
        {
            for (var i = 0; i < publication.Records.Count; i++)
            {
                if (!lostRecords.Contains((publication.Number, i)))
                {
                    yield return (publication, publication.Records[i]);
                }
            }

            for (var i = 0; i < (publication.Tail?.Count ?? 0); i++)
            {
                yield return (publication, publication.Tail!.Record(i));
            }
        }
    }

    /// <summary>Of Microsoft 365 every byte counts. One record has another value under its id (F7), which is a record of its own, and one comes in other bytes, either of which may be the one that is held.</summary>
    private void CheckMicrosoft365(List<HeldRecord> held, List<string> faults)
    {
        var bytes = held.GroupBy(record => record.Text, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        foreach (var (text, count) in bytes.Where(pair => pair.Value > 1))
        {
            faults.Add($"{count} times in the archive: {Short(text)}");
        }

        var changed = plan.Faults.Where(fault => fault is { Name: "F7", Kind: "different-bytes" }).Select(fault => fault.Details["id"]).ToHashSet(StringComparer.Ordinal);
        var expected = 0;
        foreach (var (publication, record) in MustHold(Publication.Microsoft365))
        {
            var text = Encoding.UTF8.GetString(record);
            var id = changed.FirstOrDefault(changed => text.Contains(changed, StringComparison.Ordinal));
            var forms = id is null ? (string[])[text] : [text, text.Replace("\"Version\":1", "\"Version\" : 1", StringComparison.Ordinal)];
            expected++;
            if (!forms.Any(bytes.ContainsKey))
            {
                faults.Add($"lost, published {publication.At:u} in {publication.Stream}: {Short(text)}");
            }

            if (id is not null)
            {
                expected++;
                if (!bytes.ContainsKey(text.Replace("\"ResultStatus\":\"Succeeded\"", "\"ResultStatus\":\"PartiallySucceeded\"", StringComparison.Ordinal)))
                {
                    faults.Add($"the other value was lost: {Short(text)}");
                }
            }
        }

        if (held.Count != expected)
        {
            faults.Add($"{held.Count} records of Microsoft 365 are in the archive, and {expected} must be.");
        }
    }

    /// <summary>Of Genesys Cloud an audit comes in several shapes, with and without names: each id is shown once.</summary>
    private void CheckGenesysCloud(List<HeldRecord> held, List<string> faults)
    {
        var ids = held.GroupBy(record => IdOf(record.Text), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        foreach (var (id, count) in ids.Where(pair => pair.Value > 1))
        {
            faults.Add($"the audit {id} is shown {count} times");
        }

        var expected = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (publication, record) in MustHold(Publication.GenesysCloud))
        {
            var id = IdOf(Encoding.UTF8.GetString(record));
            expected.Add(id);
            if (!ids.ContainsKey(id))
            {
                faults.Add($"the audit {id} of {publication.Stream}, published {publication.At:u}, was lost");
            }
        }

        faults.AddRange(ids.Keys.Where(id => !expected.Contains(id)).Select(id => $"the audit {id} was never published"));
    }

    /// <summary>Everything that is lost is an open gap, or a blob that is still tried; and there is no gap where nothing is lost.</summary>
    private void CheckGaps(Tenant tenant, List<string> faults)
    {
        var gaps = tenant.Ledger.Gaps(connection: null, isOpenOnly: true);
        var lost = plan.Publications.Where(publication => lostPublications.Contains(publication.Number) || lostRecords.Any(record => record.Publication == publication.Number)).ToList();
        foreach (var publication in lost)
        {
            var created = publication.At + ContentDelay;
            var isShown = gaps.Any(gap => gap.Stream.Name == publication.Stream && gap.From <= created.AddSeconds(1) && gap.To >= created.AddSeconds(-1))
                || tenant.Ledger.OpenContents(new CollectionStream(EmulatedRun.Microsoft365, publication.Stream), due: null, int.MaxValue).Any(open => open.Attempts > 0 && (open.Content.Created - created).Duration() < TimeSpan.FromSeconds(2));
            if (!isShown)
            {
                faults.Add($"what was published {publication.At:u} in {publication.Stream} is lost, and no gap says so");
            }
        }

        foreach (var gap in gaps)
        {
            var isRight = gap.Kind switch
            {
                GapKind.Content => lost.Any(publication => publication.Stream == gap.Stream.Name && (publication.At + ContentDelay - gap.From).Duration() < TimeSpan.FromSeconds(2)),
                GapKind.OutOfReach => plan.Faults.Any(fault => fault is { Name: "F9", Kind: "outage" } && gap.From >= fault.From.AddHours(-3) && gap.To <= fault.To - ContentAge + TimeSpan.FromHours(3)),
                GapKind.Disabled => plan.Faults.Any(fault => fault is { Name: "F11", Kind: "disabled" } && fault.Stream == gap.Stream.Name && gap.From >= fault.From.AddHours(-3) && gap.To <= fault.To.AddHours(3)),
                _ => false,
            };
            if (!isRight)
            {
                faults.Add($"nothing is missing there, but a gap says so: {gap.Kind} in {gap.Stream}, {gap.From:u} to {gap.To:u}: {gap.Reason}");
            }
        }

        faults.AddRange(tenant.Ledger.OpenContents(new CollectionStream(EmulatedRun.Microsoft365, "none"), null, 1).Select(_ => "there is no such stream"));
    }

    /// <summary>What searches show: all records but receipts and hidden variants.</summary>
    private static List<HeldRecord> Held(Tenant tenant)
    {
        var sources = new Dictionary<Digest16, string>
        {
            [SourceId("microsoft365")] = "microsoft365",
            [SourceId("genesys-cloud")] = "genesys-cloud",
        };
        var held = new List<HeldRecord>();
        for (var position = 0L; position < tenant.Size; position++)
        {
            var record = tenant.LogReader.ReadRecord(position);
            if (record.Entry.Kind == EntryKind.Record && (record.Entry.Flags & EntryFlags.HiddenVariant) == 0)
            {
                held.Add(new HeldRecord(sources.GetValueOrDefault(record.Entry.SourceId, "another source"), Encoding.UTF8.GetString(record.Payload.Span)));
            }
        }

        return held;
    }

    private static Digest16 SourceId(string name) => Digest16.Read(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private static string IdOf(string audit)
    {
        using var document = JsonDocument.Parse(audit);
        var root = document.RootElement;
        return (root.TryGetProperty("detail", out var detail) ? detail.GetProperty("eventBody") : root).GetProperty("id").GetString()!;
    }

    private static string Short(string text) => text.Length > 200 ? text[..200] + "…" : text;

    private sealed record HeldRecord(string Source, string Text);
}
