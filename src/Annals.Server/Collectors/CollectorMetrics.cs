using System.Diagnostics.Metrics;
using Annals.Collectors.Connections;
using Annals.Server.Observability;

namespace Annals.Server.Collectors;

/// <summary>Figures of every source.</summary>
internal sealed class CollectorMetrics : IDisposable
{
    private readonly Meter meter;

    public CollectorMetrics(IMeterFactory factory, CollectorRuns runs)
    {
        meter = factory.Create(ServerMetrics.Meter);
        meter.CreateObservableGauge("annals.collector.lag", () => Streams(runs, stream => stream.Lag?.TotalSeconds ?? -1), "s", "How far the moment up to which a stream is complete is behind the vendor's present; -1 before the first reading.");
        meter.CreateObservableGauge("annals.collector.waiting", () => Streams(runs, stream => (double)stream.Open), "{content}", "Blobs that are listed and not stored.");
        meter.CreateObservableGauge("annals.collector.failing", () => Streams(runs, stream => stream.Trouble is null ? 0.0 : 1), "{stream}", "1 while reading the stream fails.");
        meter.CreateObservableCounter("annals.collector.contents", () => Streams(runs, stream => (double)stream.Contents), "{content}", "Blobs or windows that are stored.");
        meter.CreateObservableCounter("annals.collector.records", () => Streams(runs, stream => (double)stream.Records), "{record}", "Records met.");
        meter.CreateObservableCounter("annals.collector.stored", () => Streams(runs, stream => (double)stream.Stored), "{record}", "Records that were new.");
        meter.CreateObservableGauge("annals.collector.requests", () => Connections(runs, status => status.RequestsInLastMinute), "{request}", "Requests of the last minute.");
        meter.CreateObservableGauge("annals.collector.requests_allowed", () => Connections(runs, status => status.RequestsPerMinute), "{request}", "Requests that are allowed in a minute.");
        meter.CreateObservableGauge("annals.collector.gaps", () => Connections(runs, status => status.Gaps.Count), "{gap}", "Open gaps.");
        meter.CreateObservableGauge("annals.collector.clock_offset", () => Connections(runs, status => status.ClockOffset.TotalSeconds), "s", "How far the vendor's clock is ahead of this machine's.");
    }

    public void Dispose() => meter.Dispose();

    private static IEnumerable<Measurement<double>> Streams(CollectorRuns runs, Func<StreamStatus, double> value) => runs.Running.Select(collector => collector.Status()).SelectMany(
        status => status.Streams,
        (status, stream) => new Measurement<double>(value(stream), new KeyValuePair<string, object?>("annals.connection", status.Connection), new KeyValuePair<string, object?>("annals.stream", stream.Stream)));

    private static IEnumerable<Measurement<double>> Connections(CollectorRuns runs, Func<CollectorStatus, double> value) =>
        runs.Running.Select(collector => collector.Status()).Select(status => new Measurement<double>(value(status), new KeyValuePair<string, object?>("annals.connection", status.Connection)));
}
