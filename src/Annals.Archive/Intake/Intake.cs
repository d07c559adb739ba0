using Annals.Archive.Ids;
using Annals.Index;
using Annals.Log;
using Annals.Sources.Import;

namespace Annals.Archive;

/// <summary>
/// Takes the records of files into a log, in three steps (docs/adr/0004): decode in parallel, decide in order, store in
/// parallel. Each file leaves an opening and a closing receipt.
/// </summary>
/// <param name="log">The log that takes the records.</param>
/// <param name="known">Its id tables.</param>
/// <param name="identity">Makes keyed ids.</param>
/// <param name="actor">Who imports, as the receipts name it.</param>
/// <param name="openFeed">Starts feeding what is derived.</param>
/// <param name="options">What to do on the way.</param>
/// <param name="time">The clock.</param>
internal sealed class Intake(RecordLog log, KnownIds known, RecordIdentity identity, Actor actor, Func<LiveFeed> openFeed, IntakeOptions options, TimeProvider time)
{
    /// <summary>Bundles that become durable together: fewer would wait for the disk more often, more would keep more words and rows in memory until then.</summary>
    private const int BundlesPerGroup = 16;

    private readonly RecordIdTable ids = known.Open(rebuild: false, CancellationToken.None);
    private readonly Deduplicator deduplicator = new(known.Open(rebuild: false, CancellationToken.None), log.Reader, identity);
    private readonly IntakeSummary summary = new();

    /// <summary>Positions below this have their ids in the tables.</summary>
    private long identified = log.Size;

    /// <summary>Takes in one source after the other. When the task ends, everything counted as stored is durable.</summary>
    /// <exception cref="OperationCanceledException">The import was cancelled; what was stored so far stays and is durable.</exception>
    public async Task<IntakeSummary> RunAsync(IEnumerable<IntakeSource> sources, CancellationToken cancellationToken)
    {
        await using var feed = openFeed();
        using var bulk = log.BeginBulk(new BulkOptions { Workers = options.Workers, BundlesPerGroup = BundlesPerGroup, FrameSealed = feed.Observe });
        try
        {
            foreach (var source in sources)
            {
                await TakeAsync(source, bulk, feed, cancellationToken);
            }
        }
        finally
        {
            // After a failure the newest record may be stored without its ids: it must not count as covered, or it would be stored again.
            summary.Size = bulk.Commit();
            known.Advance(Math.Min(summary.Size, identified));
        }

        await feed.CompleteAsync();

        return summary;
    }

    private async Task TakeAsync(IntakeSource source, BulkAppender bulk, LiveFeed feed, CancellationToken cancellationToken)
    {
        using var stream = new WitnessedStream(source.Open(), identity.Key.Begin());
        var opened = AddReceipt(bulk, feed, IntakeReceipts.Opened(actor, source.Name, options.SourceName, time.GetUtcNow()));
        var taken = new IntakeSummary();
        var dropped = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var decoded in DecodeAsync(FileImporter.Read(stream, source.Name, ImportOptions.Default, cancellationToken), feed))
        {
            using (decoded)
            {
                Store(decoded, bulk, opened, taken);
                feed.Add(decoded.Rows, log.Size);
                Refuse(decoded, taken);
                foreach (var (member, count) in decoded.Batch.DroppedWrapperMembers)
                {
                    dropped[member] = dropped.GetValueOrDefault(member) + count;
                }

                await feed.PassOnAsync(cancellationToken);
                options.Progress?.Invoke(new IntakeProgress(source.Name, decoded.Batch.BytesRead, source.Length, summary.Total.Read + taken.Total.Read, log.DurableSize));
            }
        }

        var digest = stream.Complete(cancellationToken);
        AddReceipt(bulk, feed, IntakeReceipts.Closed(actor, source.Name, opened, stream.Digested, digest.ToString(), taken.Total, dropped));
        summary.Add(taken);
    }

    /// <summary>Decodes batches in parallel and gives them back in their order; a few are in flight at a time.</summary>
    private async IAsyncEnumerable<DecodedBatch> DecodeAsync(IEnumerable<ImportBatch> batches, LiveFeed feed)
    {
        var idle = new Stack<RecordDecoder>();
        var running = new Queue<(Task<DecodedBatch> Task, RecordDecoder Decoder)>();
        try
        {
            foreach (var batch in batches)
            {
                if (!idle.TryPop(out var decoder))
                {
                    decoder = new RecordDecoder(identity, options.SourceName, feed);
                }

                running.Enqueue((Task.Run(() => decoder.Decode(batch)), decoder));
                if (running.Count > options.Workers)
                {
                    yield return await NextAsync();
                }
            }

            while (running.Count > 0)
            {
                yield return await NextAsync();
            }
        }
        finally
        {
            while (running.Count > 0)
            {
                (await NextAsync()).Dispose();
            }
        }

        async Task<DecodedBatch> NextAsync()
        {
            var (task, decoder) = running.Dequeue();
            var decoded = await task;
            idle.Push(decoder);
            return decoded;
        }
    }

    private void Store(DecodedBatch decoded, BulkAppender bulk, long opened, IntakeSummary taken)
    {
        foreach (ref readonly var record in decoded.Records)
        {
            var bytes = decoded.Batch.Record(record.Index);
            var decision = deduplicator.Decide(record, bytes.Span, options.SourceName);
            if (decision is Decision.Duplicate)
            {
                taken.Add(record.Source, new IntakeCounts(1, 0, 1, 0, 0));
                continue;
            }

            var variant = decision as Decision.Variant;
            var (position, recorded) = bulk.Add(new NewEntry
            {
                Kind = EntryKind.Record,
                Flags = variant switch { null => EntryFlags.None, { Hidden: true } => EntryFlags.HiddenVariant, _ => EntryFlags.Variant },
                EventTimeMicros = record.EventTimeMicros,
                SourceId = identity.SourceId(record.Source),
                RecordId = record.RecordId,
                Payload = bytes,
                Intake = opened,
                First = variant?.First,
                Value = variant?.Value,
                Seal = record.Seal,
            });
            decoded.Rows.Place(record.Row, position, recorded, variant switch { null => RecordFlags.None, { Hidden: true } => RecordFlags.HiddenVariant, _ => RecordFlags.Variant });
            deduplicator.Stored(record, decision, position);
            identified = position + 1;
            taken.Add(record.Source, new IntakeCounts(1, 1, 0, variant is null ? 0 : 1, 0));
        }
    }

    private long AddReceipt(BulkAppender bulk, LiveFeed feed, Receipt receipt)
    {
        var entry = receipt.ToEntry(identity, time.GetUtcNow());
        var (position, recorded) = bulk.Add(entry);
        ids.Insert(EventTime.OrNull(entry.EventTimeMicros), entry.RecordId, position);
        identified = position + 1;
        feed.AddReceipt(entry.Payload.Span, position, recorded);
        return position;
    }

    private void Refuse(DecodedBatch decoded, IntakeSummary taken)
    {
        foreach (var refusal in decoded.Batch.Refusals.Concat(decoded.Refusals).OrderBy(refusal => refusal.Place.Line))
        {
            options.Refused?.Invoke(refusal);
            taken.AddRefused(1);
        }
    }
}
