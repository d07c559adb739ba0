using System.Diagnostics.Metrics;
using Annals.Archive;
using Annals.Server.Api.Reading;
using Annals.Server.GenesysCloud;
using Annals.Server.Hosting;
using Annals.Server.Tenants;

namespace Annals.Server.Observability;

/// <summary>The server's own figures, beside those of ASP.NET Core and the runtime. Names and units after OpenTelemetry's conventions.</summary>
internal sealed class ServerMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Meter = "Annals.Server";

    private readonly Meter meter;

    public ServerMetrics(IMeterFactory factory, TenantRegistry tenants, DiskSpaceCheck disk, Loops loops, SearchGate searches, AuditQueryRunner genesysCloud, TimeProvider time)
    {
        meter = factory.Create(Meter);
        meter.CreateObservableGauge("annals.log.entries", () => Each(tenants, served => served.Tenant.DurableSize), "{entry}", "Durable entries of the log.");
        meter.CreateObservableGauge("annals.index.lag", () => Each(tenants, served => served.Feeder.Lag), "{entry}", "Durable entries that are not in the index.");
        meter.CreateObservableGauge("annals.index.last_success", () => Each(tenants, served => Seconds(served.Feeder.LastSuccess)), "s", "When the index was last fed, seconds since 1970.");
        meter.CreateObservableGauge("annals.intake.waiting_records", () => Each(tenants, served => served.Intake.Status.WaitingRecords), "{record}", "Appended records that wait for the disk.");
        meter.CreateObservableGauge("annals.intake.waiting", () => Each(tenants, served => served.Intake.Status.WaitingBytes), "By", "Bytes of appended records that wait for the disk.");
        meter.CreateObservableGauge("annals.intake.last_success", () => Each(tenants, served => Seconds(served.Intake.Status.LastSuccess)), "s", "When records last became durable, seconds since 1970.");
        meter.CreateObservableCounter("annals.intake.groups", () => Each(tenants, served => served.Intake.Status.Groups), "{group}", "Groups of records that were made durable by one write.");
        meter.CreateObservableCounter("annals.intake.records", () => tenants.All.SelectMany(Taken), "{record}", "Records that were taken, by verdict.");
        meter.CreateObservableGauge("annals.checkpoint.age", () => Each(tenants, served => served.Tenant.CheckpointTime is { } published ? (long)(time.GetUtcNow() - published).TotalSeconds : 0), "s", "Time since the newest checkpoint.");
        meter.CreateObservableGauge("annals.loop.last_success", () => loops.LastSuccesses.Select(loop => new Measurement<long>(loop.Value.ToUnixTimeSeconds(), new KeyValuePair<string, object?>("annals.loop", loop.Key))), "s", "When background work last went well, seconds since 1970.");
        meter.CreateObservableGauge("annals.queue.depth", () => (Measurement<int>[])[Depth("searches", searches.Busy), Depth("genesys-cloud-queries", genesysCloud.Waiting)], "{request}", "Searches that run or wait, and audit queries that wait.");
        meter.CreateObservableGauge("annals.disk.free", () => disk.FreeBytes() ?? -1, "By", "Free bytes on the disk of the data folder; -1 when unknown.");
    }

    public void Dispose() => meter.Dispose();

    private static long Seconds(DateTimeOffset? moment) => moment?.ToUnixTimeSeconds() ?? 0;

    private static IEnumerable<Measurement<long>> Each(TenantRegistry tenants, Func<ServedTenant, long> value) =>
        tenants.All.Select(served => new Measurement<long>(value(served), new KeyValuePair<string, object?>("annals.tenant", served.Tenant.Description.Name)));

    private static Measurement<int> Depth(string queue, int depth) => new(depth, new KeyValuePair<string, object?>("annals.queue", queue));

    private static IEnumerable<Measurement<long>> Taken(ServedTenant served)
    {
        var taken = served.Intake.Status.Taken;
        foreach (var (verdict, count) in ((string, long)[])[("stored", taken.Stored), ("duplicate", taken.Duplicate), ("variant", taken.Variant), ("refused", taken.Refused)])
        {
            yield return new Measurement<long>(
                count,
                new KeyValuePair<string, object?>("annals.tenant", served.Tenant.Description.Name),
                new KeyValuePair<string, object?>("annals.verdict", verdict));
        }
    }
}
