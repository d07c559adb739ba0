using System.Text;

namespace Annals.Emulation;

/// <summary>The part of Microsoft 365.</summary>
internal sealed partial class PlanBuilder
{
    /// <summary>What the service keeps of content.</summary>
    private static readonly TimeSpan ContentAge = TimeSpan.FromDays(7);

    private static readonly TimeSpan OutageLength = TimeSpan.FromDays(8);
    private static readonly TimeSpan OutageNeeds = TimeSpan.FromDays(25);
    private static readonly TimeSpan FirstContent = TimeSpan.FromHours(12);
    private static readonly string[] Clouds = ["enterprise", "gcc", "gcc-high", "dod"];

    /// <summary>Last moment at which a fault of this service begins.</summary>
    private DateTimeOffset LastFault => end - Shorter(TimeSpan.FromDays(3), options.Length / 4);

    private void PlanMicrosoft365()
    {
        if (Has("F15"))
        {
            Cloud = random.Pick(Clouds);
            Add("F15", "cloud", start, end, null, ("cloud", Cloud));
        }

        PlanLongFaults();
        PlanRequestFaults();
        PlanPageFaults();
        PlanContentFaults();
        PlanRepeats();
        PublishUsual(Publication.Microsoft365, RecordMaker.ContentTypes, MakeRecord);
        LoseWhatNobodyCanFetch();
    }

    private PlannedRecord MakeRecord(PublicationDraft draft) => maker.Microsoft365(draft.Stream, draft.At - Between(TimeSpan.FromMinutes(5), TimeSpan.FromHours(3)));

    /// <summary>A time that is free of other faults for so long, and a content type for it.</summary>
    private (string Stream, DateTimeOffset At) Place(TimeSpan length, Func<string, bool>? may = null, bool isForAll = false)
    {
        for (var i = 0; i < Tries; i++)
        {
            var stream = random.Pick(RecordMaker.ContentTypes);
            var at = Between(first + recovery, LastFault - length);
            if ((may?.Invoke(stream) ?? true) && at + length <= LastFault && calm.IsOpen(at - recovery, at + length + recovery, isForAll ? null : stream) && IsFree(stream, at))
            {
                return (stream, at);
            }
        }

        throw new InvalidOperationException($"These faults do not fit into {options.Length.TotalDays:0.##} days with the seed {options.Seed}. Choose fewer, a longer time or another seed.");
    }

    private void PlanLongFaults()
    {
        var length = options.Length;
        if (Has("F9") && length >= OutageNeeds)
        {
            var (_, at) = Place(OutageLength, isForAll: true);
            var to = at + OutageLength;
            Add("F9", "outage", at, to);
            calm.Add(at - recovery, to + recovery);
            foreach (var moment in (DateTimeOffset[])[at, to - ContentAge, to])
            {
                quiet.Add(moment - Margin, moment + Margin);
            }
        }

        if (Has("F11"))
        {
            var lasts = Whole(Shorter(TimeSpan.FromDays(2), length / 15));
            var (stream, at) = Place(lasts, name => name != RecordMaker.Dlp);
            Add("F11", "disabled", at, at + lasts, stream);
            calm.Add(at - recovery, at + lasts + recovery, stream);
            foreach (var moment in (DateTimeOffset[])[at, at + lasts])
            {
                quiet.Add(moment - Margin, moment + Margin, stream);
            }
        }

        if (Has("F13"))
        {
            var lasts = Shorter(TimeSpan.FromDays(3), length / 10);
            var (stream, at) = Place(lasts, name => name == RecordMaker.Dlp);
            Add("F13", "readdlp-missing", at, at + lasts, stream);
            calm.Add(at - recovery, at + lasts + recovery, stream);
        }

        if (Has("F9"))
        {
            var lasts = Shorter(TimeSpan.FromDays(2), length / 12);
            var (_, at) = Place(lasts);
            Add("F9", "clock-skew", at, at + lasts, null, ("minutes", random.OneIn(2) ? "10" : "-10"));
        }

        if (Has("F12"))
        {
            PlanFirstContent();
        }

        if (Has("F14"))
        {
            PlanSilence();
        }
    }

    /// <summary>What happened in the first twelve hours comes out at their end.</summary>
    private void PlanFirstContent()
    {
        var stream = random.Pick(RecordMaker.ContentTypes);
        var at = start + FirstContent;
        var draft = Publish(Publication.Microsoft365, stream, at);
        for (var i = 0; i < 8; i++)
        {
            draft.Records.Add(maker.Microsoft365(stream, Between(start, at)));
        }

        draft.IsTaken = true;
        quiet.Add(start, at, stream);
        calm.Add(start, at, stream);
        Add("F12", "first-content-late", draft);
    }

    private void PlanSilence()
    {
        var lasts = options.Length > TimeSpan.FromDays(20) ? TimeSpan.FromDays(15) : Whole(options.Length / 3);
        var busy = faults.Where(fault => fault.Stream is not null).Select(fault => fault.Stream).ToHashSet();
        for (var i = 0; i < Tries; i++)
        {
            var stream = random.Pick(RecordMaker.ContentTypes);
            var at = Between(first, last - lasts);
            if (!busy.Contains(stream))
            {
                Add("F14", "silent-type", at, at + lasts, stream);
                quiet.Add(at, at + lasts, stream);
                calm.Add(at, at + lasts, stream);
                return;
            }
        }

        throw new InvalidOperationException($"There is no room for F14 in {options.Length.TotalDays:0.##} days with the seed {options.Seed}. Choose a longer time or another seed.");
    }

    private void PlanRequestFaults()
    {
        if (Has("F10"))
        {
            AddRequests("F10", "429-retry-after", 3);
            AddRequests("F10", "429-plain", 4);
            AddRequests("F10", "403-publisher", 3);
            Add("F10", "no-publisher", start, end);
        }

        if (Has("F11"))
        {
            AddRequests("F11", "webhook-null", 3);
            AddRequests("F11", "start-twice", 1);
            AddRequests("F11", "already-enabled", 1);
        }
    }

    /// <summary>A fault that a number of requests meet, the first ones behind a moment.</summary>
    private void AddRequests(string name, string kind, int count)
    {
        var (stream, at) = Place(TimeSpan.Zero);
        Add(name, kind, at, at + TimeSpan.FromDays(2), name == "F11" ? stream : null, ("count", Number(count)));
        calm.Add(at - TimeSpan.FromHours(1), at + TimeSpan.FromHours(1), stream);
    }

    private void PlanPageFaults()
    {
        foreach (var (name, kind) in (ReadOnlySpan<(string, string)>)[("F2", "page-two-500"), ("F3", "odd-case"), ("F3", "crlf-adjacent"), ("F3", "foreign-host"), ("F13", "token-expires-mid-page")])
        {
            if (Has(name))
            {
                AddPages(name, kind);
            }
        }
    }

    /// <summary>A fault of pages: some items shortly behind each other, so that there are pages.</summary>
    private void AddPages(string name, string kind)
    {
        const int Items = 4;
        const int Apart = 11;
        for (var i = 0; i < Tries; i++)
        {
            var (stream, at) = Place(TimeSpan.FromHours(1));
            if (Enumerable.Range(0, Items).All(item => IsFree(stream, at.AddMinutes(item * Apart))))
            {
                for (var item = 0; item < Items; item++)
                {
                    var draft = Publish(Publication.Microsoft365, stream, at.AddMinutes(item * Apart));
                    draft.IsTaken = true;
                    Fill(draft, 1 + random.Below(4), MakeRecord);
                }

                Add(name, kind, at, at + TimeSpan.FromDays(2), stream, ("count", "1"));
                calm.Add(at - TimeSpan.FromHours(2), at + TimeSpan.FromHours(3), stream);
                return;
            }
        }

        throw new InvalidOperationException($"There is no room for {name} in {options.Length.TotalDays:0.##} days with the seed {options.Seed}. Choose a longer time or another seed.");
    }

    /// <summary>A publication of its own for a fault.</summary>
    private PublicationDraft PublishFor(int records, Func<PublicationDraft, PlannedRecord>? make = null)
    {
        var (stream, at) = Place(TimeSpan.Zero);
        return PublishFor(stream, at, records, make);
    }

    private PublicationDraft PublishFor(string stream, DateTimeOffset at, int records, Func<PublicationDraft, PlannedRecord>? make = null)
    {
        var draft = Publish(Publication.Microsoft365, stream, at);
        draft.IsTaken = true;
        Fill(draft, records, make ?? MakeRecord);
        return draft;
    }

    private void PlanContentFaults()
    {
        if (Has("F1"))
        {
            Add("F1", "same-second-page-break", PublishFor(6));
        }

        if (Has("F4"))
        {
            Add("F4", "truncated", PublishFor(6), null, ("count", Number(1 + random.Below(3))));
        }

        if (Has("F5") && (options.Faults.Count == 1 || options.Seed % 4 == 0))
        {
            var draft = PublishFor(3);
            draft.Tail = new GeneratedTail(random.Next(), options.BigBlobBytes, draft.At.AddHours(-1), draft.Stream);
            Add("F5", "big-blob", draft, null, ("bytes", Number(options.BigBlobBytes)), ("records", Number(draft.Tail.Count)));
        }

        if (Has("F6"))
        {
            PlanBrokenContent();
            PlanOddContent();
        }

        if (Has("F8"))
        {
            var late = PublishFor(2);
            late.Records.Insert(1, maker.Microsoft365(late.Stream, late.At.AddHours(-53)));
            Add("F8", "late-record", late, null, ("id", late.Records[1].Id));
            var unordered = PublishFor(8);
            unordered.Records.Sort(static (left, right) => right.Time.CompareTo(left.Time));
            (unordered.Records[0], unordered.Records[4]) = (unordered.Records[4], unordered.Records[0]);
            Add("F8", "out-of-order", unordered);
        }

        if (Has("F9"))
        {
            var expired = PublishFor(4);
            expired.IsLost = true;
            Add("F9", "expired-before-fetch", expired);
        }
    }

    private void PlanBrokenContent()
    {
        foreach (var kind in (string[])["malformed-once", "malformed-always"])
        {
            var draft = PublishFor(5);
            Add("F6", kind, draft, null, ("record", "2"), ("id", draft.Records[2].Id), CountOf(kind));
            if (kind == "malformed-always")
            {
                draft.LostRecords.Add(2);
            }
        }

        foreach (var kind in (string[])["root-object-once", "root-null-once", "root-null-always", "bom"])
        {
            var draft = PublishFor(3);
            draft.IsLost = kind == "root-null-always";
            Add("F6", kind, draft, null, CountOf(kind));
        }
    }

    private static (string Name, string Value) CountOf(string kind) => ("count", kind.EndsWith("-once", StringComparison.Ordinal) ? "1" : Number(int.MaxValue));

    /// <summary>Valid JSON that few expect.</summary>
    private void PlanOddContent()
    {
        foreach (var (kind, members) in (ReadOnlySpan<(string, string[])>)[
            ("duplicate-keys", [""","Operation":"Second","Operation":"Third" """, ""","Extra":1,"Extra":{"Extra":2,"Extra":3}"""]),
            ("lone-surrogates", [""","Note":"high \ud83d alone","\udc00":"low alone" """]),
            ("big-numbers", [""","Size":9007199254740993,"Huge":123456789012345678901234567890,"Tiny":1e-400,"Negative":-0.0 """]),
            ("changing-field", [""","ModifiedProperties":"one" """, ""","ModifiedProperties":["one","two"]""", ""","ModifiedProperties":{"Name":"one","Deep":[{"a":null}]}"""])])
        {
            var draft = PublishFor(1);
            foreach (var odd in members)
            {
                draft.Records.Add(maker.Microsoft365(draft.Stream, draft.At.AddMinutes(-30), members: odd.TrimEnd()));
            }

            Add("F6", kind, draft);
        }
    }

    private void PlanRepeats()
    {
        if (!Has("F7"))
        {
            return;
        }

        var same = PublishFor(4);
        Insert(same, same.Records[1].Bytes);
        Add("F7", "same-blob", same, null, ("id", same.Records[1].Id));
        Repeat("two-blobs", TimeSpan.FromHours(2), record => [record.Bytes]);
        Repeat("days-apart", Shorter(TimeSpan.FromDays(5), options.Length / 6), record => [record.Bytes]);
        Repeat("different-bytes", TimeSpan.FromHours(3), Changed);
    }

    /// <summary>The same id with another value, which is a record more, and the same value in other bytes, which is none.</summary>
    private List<byte[]> Changed(PlannedRecord record)
    {
        var text = Encoding.UTF8.GetString(record.Bytes);
        var value = Encoding.UTF8.GetBytes(text.Replace("\"ResultStatus\":\"Succeeded\"", "\"ResultStatus\":\"PartiallySucceeded\"", StringComparison.Ordinal));
        var form = Encoding.UTF8.GetBytes(text.Replace("\"Version\":1", "\"Version\" : 1", StringComparison.Ordinal));
        furtherValues[record] = [value];
        otherForms[record] = [form];
        return [value, form];
    }

    private void Repeat(string kind, TimeSpan apart, Func<PlannedRecord, List<byte[]>> bytes)
    {
        for (var i = 0; i < Tries; i++)
        {
            var (stream, at) = Place(TimeSpan.Zero);
            var later = at + apart;
            if (later <= LastFault && calm.IsOpen(later - recovery, later + recovery, stream) && IsFree(stream, later))
            {
                var first = PublishFor(stream, at, 4);
                var second = PublishFor(stream, later, 4);
                foreach (var repeat in bytes(first.Records[2]))
                {
                    Insert(second, repeat);
                }

                Add("F7", kind, second, first, ("id", first.Records[2].Id));
                return;
            }
        }

        throw new InvalidOperationException($"There is no room for F7 in {options.Length.TotalDays:0.##} days with the seed {options.Seed}. Choose a longer time or another seed.");
    }

    private void Insert(PublicationDraft draft, byte[] record)
    {
        if (!insertions.TryGetValue(draft, out var inserted))
        {
            insertions[draft] = inserted = [];
        }

        inserted.Add(record);
    }

    /// <summary>Content that has expired when the outage ends, and what is published while a subscription is disabled.</summary>
    private void LoseWhatNobodyCanFetch()
    {
        foreach (var fault in faults.Where(fault => fault.Kind is "outage" or "disabled").ToList())
        {
            var to = fault.Kind == "outage" ? fault.To - ContentAge - Publication.ContentDelay : fault.To;
            foreach (var draft in drafts.Where(draft => draft.Source == Publication.Microsoft365 && (fault.Stream is null || draft.Stream == fault.Stream) && draft.At >= fault.From && draft.At < to))
            {
                draft.IsLost = true;
            }
        }
    }
}
