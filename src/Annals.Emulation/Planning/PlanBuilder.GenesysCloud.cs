namespace Annals.Emulation;

/// <summary>The part of Genesys Cloud.</summary>
internal sealed partial class PlanBuilder
{
    /// <summary>How many services realtime queries cover when not all of them (G6).</summary>
    private const int RealtimeServices = 3;

    /// <summary>Of so many publications one is pushed (G12).</summary>
    private const int PushedOneIn = 5;

    private static readonly TimeSpan ShortFault = TimeSpan.FromDays(2);

    private void PlanGenesysCloud()
    {
        if (Has("G7"))
        {
            const string Service = "Telephony";
            var from = Between(start + (options.Length / 5), start + (options.Length * 3 / 5));
            Add("G7", "service-appears", start, from, Service);
            quiet.Add(start, from, Service);
        }

        PlanQueryFaults();
        PlanWindowFaults();
        PlanAuditFaults();
        PublishUsual(Publication.GenesysCloud, RecordMaker.Services, MakeAudit);
        if (Has("G12"))
        {
            foreach (var draft in drafts.Where(draft => draft.Source == Publication.GenesysCloud && random.OneIn(PushedOneIn)))
            {
                draft.IsPushed = true;
            }

            Add("G12", "pushed-event", start, end);
        }
    }

    private PlannedRecord MakeAudit(PublicationDraft draft) => maker.GenesysCloud(draft.Stream, draft.At - Between(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(20)));

    private void PlanQueryFaults()
    {
        if (Has("G1"))
        {
            foreach (var kind in (string[])["queued-long", "failed", "cancelled", "never-ends"])
            {
                AddCounted("G1", kind, 1);
            }
        }

        if (Has("G5"))
        {
            AddCounted("G5", "cursor-expired", 1);
        }

        if (Has("G9"))
        {
            AddCounted("G9", "429", 3);
            AddCounted("G9", "401-once", 1);
        }
    }

    private void AddCounted(string name, string kind, int count)
    {
        var at = Between(first, LastFault);
        Add(name, kind, at, at + ShortFault, null, ("count", Number(count)));
    }

    private void PlanWindowFaults()
    {
        foreach (var (name, kind, parts) in (ReadOnlySpan<(string, string, int)>)[("G2", "download", 5), ("G3", "interval-too-long", 2), ("G8", "no-user-names", 2)])
        {
            if (Has(name))
            {
                var lasts = Whole(options.Length / parts);
                var from = Between(start, end - lasts - TimeSpan.FromDays(1));
                Add(name, kind, from, from + lasts);
            }
        }

        if (Has("G6"))
        {
            var services = RecordMaker.Services.ToList();
            while (services.Count > RealtimeServices)
            {
                services.RemoveAt(random.Below(services.Count));
            }

            Add("G6", "realtime-services", start, end, null, ("services", string.Join(',', services)));
        }
    }

    private void PlanAuditFaults()
    {
        if (Has("G4"))
        {
            foreach (var (kind, hours) in (ReadOnlySpan<(string, int)>)[("two-hours-late", 2), ("twenty-hours-late", 20), ("three-days-late", 72)])
            {
                // The last look back of a usual collector comes a week after the event.
                var at = AuditTime(from: Shorter(TimeSpan.FromHours(hours + 1), options.Length / 2), before: Shorter(TimeSpan.FromDays(6), options.Length / 4));
                var draft = PublishAudit(at.Service, at.At, maker.GenesysCloud(at.Service, at.At.AddHours(-hours)));
                Add("G4", kind, draft, null, ("id", draft.Records[0].Id));
            }
        }

        if (Has("G10"))
        {
            var (service, at) = AuditTime(TimeSpan.Zero, TimeSpan.FromDays(1));
            var draft = PublishAudit(service, at, maker.GenesysCloud(service, at.AddMinutes(-5), hasName: false));
            Add("G10", "user-deleted", draft, null, ("id", draft.Records[0].Id));
        }

        if (Has("G11"))
        {
            PlanMidnight();
        }
    }

    private void PlanMidnight()
    {
        var transaction = RecordMaker.Id(random);
        for (var i = 0; i < Tries; i++)
        {
            var (service, at) = AuditTime(TimeSpan.FromDays(1), TimeSpan.FromDays(1));
            var midnight = new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero);
            if (IsFree(service, midnight.AddMinutes(5)))
            {
                var draft = PublishAudit(service, midnight.AddMinutes(5), maker.GenesysCloud(service, midnight.AddSeconds(-10), transaction: transaction));
                draft.Records.Add(maker.GenesysCloud(service, midnight.AddSeconds(10), transaction: transaction));
                Add("G11", "over-midnight", draft, null, ("transaction", transaction), ("id", draft.Records[1].Id));
                return;
            }
        }

        throw new InvalidOperationException($"There is no room for G11 in {options.Length.TotalDays:0.##} days with the seed {options.Seed}. Choose a longer time or another seed.");
    }

    private (string Service, DateTimeOffset At) AuditTime(TimeSpan from, TimeSpan before)
    {
        for (var i = 0; i < Tries; i++)
        {
            var service = random.Pick(RecordMaker.Services);
            var at = Between(first + from, last - before);
            if (IsFree(service, at))
            {
                return (service, at);
            }
        }

        throw new InvalidOperationException($"There is no room for late audits in {options.Length.TotalDays:0.##} days with the seed {options.Seed}. Choose a longer time or another seed.");
    }

    private PublicationDraft PublishAudit(string service, DateTimeOffset at, PlannedRecord record)
    {
        var draft = Publish(Publication.GenesysCloud, service, at);
        draft.IsTaken = true;
        draft.Records.Add(record);
        return draft;
    }
}
