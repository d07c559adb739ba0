using System.Globalization;
using Annals.Sources.Samples;

namespace Annals.Emulation;

/// <summary>
/// Makes a plan: first the long faults, which close times to others, then the publications that faults are about, then all others. Every draw comes from one generator, in a fixed order.
/// </summary>
internal sealed partial class PlanBuilder
{
    /// <summary>Two publications of a stream are so far apart at least, so that each is a content item of its own.</summary>
    private static readonly TimeSpan GapMin = TimeSpan.FromMinutes(10);

    /// <summary>Around a moment at which records begin or cease to be holdable nothing is published, since collectors come by the hour.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(3);

    private const int Tries = 2_000;
    private const int RecordsMax = 15;
    private const int PublicationsPerDayMax = 100;

    private readonly EmulationOptions options;
    private readonly SampleRandom random;
    private readonly RecordMaker maker;
    private readonly List<PublicationDraft> drafts = [];
    private readonly List<FaultDraft> faults = [];
    private readonly Dictionary<PublicationDraft, List<byte[]>> insertions = [];
    private readonly Dictionary<PlannedRecord, List<byte[]>> furtherValues = [];
    private readonly Dictionary<PlannedRecord, List<byte[]>> otherForms = [];
    private readonly Dictionary<string, SortedSet<long>> taken = new(StringComparer.Ordinal);

    /// <summary>Where nothing is published, and where no fault begins.</summary>
    private readonly ClosedTimes quiet = new();
    private readonly ClosedTimes calm = new();

    private readonly DateTimeOffset start;
    private readonly DateTimeOffset end;
    private readonly DateTimeOffset first;
    private readonly DateTimeOffset last;

    /// <summary>Time that a collector needs to get over a fault.</summary>
    private readonly TimeSpan recovery;

    public PlanBuilder(EmulationOptions options, int attempt)
    {
        this.options = options;
        random = new SampleRandom(unchecked((ulong)options.Seed + ((ulong)attempt << 48)));
        maker = new RecordMaker(random);
        start = Whole(options.Start);
        end = start + options.Length;
        first = start + TimeSpan.FromMinutes(20);
        last = end - TimeSpan.FromHours(8);
        recovery = Shorter(TimeSpan.FromHours(12), options.Length / 20);
    }

    public string Cloud { get; private set; } = "enterprise";

    public FaultPlan Build()
    {
        PlanMicrosoft365();
        PlanGenesysCloud();
        drafts.Sort(static (left, right) =>
            left.At != right.At ? left.At.CompareTo(right.At)
            : left.Source != right.Source ? string.CompareOrdinal(left.Source, right.Source)
            : string.CompareOrdinal(left.Stream, right.Stream));
        for (var i = 0; i < drafts.Count; i++)
        {
            drafts[i].Number = i;
        }

        return new FaultPlan(options, Cloud, drafts, [.. faults.OrderBy(fault => fault.From).ThenBy(fault => fault.Name, StringComparer.Ordinal).ThenBy(fault => fault.Kind, StringComparer.Ordinal).Select(Finished)])
        {
            Insertions = insertions.ToDictionary(pair => pair.Key.Number, pair => (IReadOnlyList<byte[]>)pair.Value),
            FurtherValues = furtherValues.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<byte[]>)pair.Value),
            OtherForms = otherForms.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<byte[]>)pair.Value),
        };
    }

    private static PlannedFault Finished(FaultDraft fault)
    {
        var details = new SortedDictionary<string, string>(fault.Details, StringComparer.Ordinal);
        if (fault.Other is { } other)
        {
            details["other"] = Number(other.Number);
        }

        return new PlannedFault(fault.Name, fault.Kind, fault.From, fault.To, fault.Stream, fault.Publication?.Number, details);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset Whole(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => Whole(left < right ? left : right);

    private static TimeSpan Whole(TimeSpan time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond));

    private bool Has(string name) => options.Faults.Contains(name);

    private DateTimeOffset Between(DateTimeOffset from, DateTimeOffset to)
    {
        var seconds = (long)(to - from).TotalSeconds;
        return seconds <= 0 ? from : from.AddSeconds(random.Below((int)Math.Min(int.MaxValue, seconds)));
    }

    private TimeSpan Between(TimeSpan from, TimeSpan to) => from + TimeSpan.FromSeconds(random.Below(Math.Max(1, (int)(to - from).TotalSeconds)));

    private void Add(string name, string kind, DateTimeOffset from, DateTimeOffset to, string? stream = null, params ReadOnlySpan<(string Name, string Value)> details)
    {
        var fault = new FaultDraft(name, kind, from, to) { Stream = stream };
        foreach (var (detail, value) in details)
        {
            fault.Details[detail] = value;
        }

        faults.Add(fault);
    }

    private void Add(string name, string kind, PublicationDraft publication, PublicationDraft? other = null, params ReadOnlySpan<(string Name, string Value)> details)
    {
        var fault = new FaultDraft(name, kind, publication.At, end) { Stream = publication.Stream, Publication = publication, Other = other };
        foreach (var (detail, value) in details)
        {
            fault.Details[detail] = value;
        }

        faults.Add(fault);
    }

    private bool IsFree(string stream, DateTimeOffset at) =>
        at >= first && at <= last && quiet.IsOpen(at, at, stream)
        && !(taken.TryGetValue(stream, out var times) && times.GetViewBetween((at - GapMin).UtcTicks, (at + GapMin).UtcTicks).Count > 0);

    private PublicationDraft Publish(string source, string stream, DateTimeOffset at)
    {
        if (!taken.TryGetValue(stream, out var times))
        {
            taken[stream] = times = [];
        }

        times.Add(at.UtcTicks);
        var draft = new PublicationDraft(at, source, stream);
        drafts.Add(draft);
        return draft;
    }

    /// <summary>Publishes what no fault is about, evenly at random.</summary>
    private void PublishUsual(string source, string[] streams, Func<PublicationDraft, PlannedRecord> make)
    {
        var days = options.Length.TotalDays;
        var records = options.RecordsPerDay * days / streams.Length;
        var count = (int)Math.Clamp(records / ((RecordsMax + 1) / 2.0), 1, days * PublicationsPerDayMax);
        var recordsMax = Math.Max(RecordsMax, (int)(2 * records / count));
        foreach (var stream in streams)
        {
            for (var i = 0; i < count; i++)
            {
                var at = Between(first, last);
                if (IsFree(stream, at))
                {
                    Fill(Publish(source, stream, at), 1 + random.Below(recordsMax), make);
                }
            }
        }
    }

    private static void Fill(PublicationDraft draft, int count, Func<PublicationDraft, PlannedRecord> make)
    {
        for (var i = 0; i < count; i++)
        {
            draft.Records.Add(make(draft));
        }
    }
}
