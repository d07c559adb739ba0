using System.Collections.Concurrent;
using System.Threading.Channels;
using Annals.Index;
using Annals.Index.Filters;
using Annals.Log;
using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>
/// Feeds index and word filters while records come in, with what the intake knows already: rows from decoding, words from
/// building the frames. Nothing reaches them before it is durable in the log. What it leaves out, the
/// <see cref="DerivedFeeder"/> reads from the log afterwards.
/// </summary>
internal sealed class LiveFeed : IAsyncDisposable
{
    /// <summary>Batches on their way to the index; more make the intake wait.</summary>
    private const int BatchesMax = 4;

    /// <summary>Bundles whose words are kept until they are durable; those of further ones are read from the log again.</summary>
    private const int BundlesMax = 32;

    private readonly RecordLog log;
    private readonly IEventIndex index;
    private readonly WordFilterFolder filters;
    private readonly IRecordStore store;
    private readonly Channel<IndexBatch> ready = Channel.CreateBounded<IndexBatch>(BatchesMax);
    private readonly Queue<IndexBatch> waiting = new();
    private readonly ConcurrentBag<IndexBatch> idle = [];
    private readonly ConcurrentBag<FrameFilterBuilder> builders = [];
    private readonly ConcurrentDictionary<long, BundleWords> words = new();
    private readonly EventSlices slices = new();
    private readonly DerivedFeeder fromLog;
    private readonly Task feeding;
    private long nextBundle;

    /// <summary>Starts feeding; index and filters cover the log.</summary>
    public LiveFeed(RecordLog log, IEventIndex index, WordFilterFolder filters, IRecordStore store)
    {
        this.log = log;
        this.index = index;
        this.filters = filters;
        this.store = store;
        fromLog = new DerivedFeeder(index, store, filters: null);
        Next = index.AppendedSize;
        nextBundle = Next / BundleSet.BundleSize;
        feeding = Task.Run(FeedAsync);
    }

    /// <summary>First position that no batch covers yet.</summary>
    public long Next { get; private set; }

    /// <summary>A batch for the rows of so many records.</summary>
    public IndexBatch Rent(int rows)
    {
        var batch = idle.TryTake(out var used) && used.Capacity >= rows ? used : new IndexBatch(Math.Max(rows, 1));
        batch.Restart(0);
        return batch;
    }

    /// <summary>Takes a batch whose rows are placed; it covers everything up to a position.</summary>
    public void Add(IndexBatch batch, long to)
    {
        batch.Close(Next, to);
        Next = to;
        waiting.Enqueue(batch);
    }

    /// <summary>Takes the row of a receipt.</summary>
    public void AddReceipt(ReadOnlySpan<byte> receipt, long position, long recordedMicros)
    {
        slices.Read(receipt, SourceNames.Annals);
        var batch = Rent(1);
        batch.Place(batch.Stage(slices), position, recordedMicros, RecordFlags.Receipt);
        Add(batch, position + 1);
    }

    /// <summary>Passes on what has become durable; waits when the index cannot follow. Throws what ended the feeding, if something did.</summary>
    public async ValueTask PassOnAsync(CancellationToken cancellationToken)
    {
        while (waiting.TryPeek(out var batch) && batch.To <= log.DurableSize)
        {
            try
            {
                await ready.Writer.WriteAsync(batch, cancellationToken);
            }
            catch (ChannelClosedException)
            {
                await feeding;
                throw;
            }

            waiting.Dequeue();
        }
    }

    /// <summary>Collects the words of a frame that holds a whole bundle, on the thread that builds it.</summary>
    public void Observe(SealedFrame frame)
    {
        if (frame.Count != BundleSet.BundleSize || words.Count >= BundlesMax)
        {
            return;
        }

        if (!builders.TryTake(out var builder))
        {
            builder = new FrameFilterBuilder();
        }

        for (var i = 0; i < frame.Count; i++)
        {
            builder.Add(frame.Record(i));
        }

        words[frame.First / BundleSet.BundleSize] = builder.Take();
        builders.Add(builder);
    }

    /// <summary>Passes on the rest, waits until all is fed, and makes it durable.</summary>
    public async Task CompleteAsync()
    {
        await PassOnAsync(CancellationToken.None);
        ready.Writer.TryComplete();
        await feeding;
        index.Commit();
        filters.Flush();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        ready.Writer.TryComplete();
        await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var left in words.Values)
        {
            left.Dispose();
        }

        words.Clear();
    }

    private async Task FeedAsync()
    {
        try
        {
            await foreach (var batch in ready.Reader.ReadAllAsync())
            {
                AppendRows(batch);
                FeedFilters(batch.To / BundleSet.BundleSize);
                idle.Add(batch);
            }
        }
        catch (Exception e)
        {
            ready.Writer.TryComplete(e);
            throw;
        }
    }

    /// <summary>
    /// Every record of an intake has its row. Where rows are missing somebody else appended in between, such as the receipt
    /// of a search beside the import: then all that the batch covers is read from the log, where it is durable by now.
    /// </summary>
    private void AppendRows(IndexBatch batch)
    {
        if (batch.Count == batch.To - batch.From)
        {
            index.Append(batch);
        }
        else
        {
            fromLog.CatchUp(batch.To, leftOutMax: 0, progress: null, CancellationToken.None);
        }
    }

    /// <summary>Adds the words of all bundles below one.</summary>
    private void FeedFilters(long end)
    {
        var builder = new Lazy<FrameFilterBuilder>();
        for (; nextBundle < end; nextBundle++)
        {
            filters.Add(nextBundle, words.TryRemove(nextBundle, out var collected) ? collected : WordFilterFolder.WordsOf(store, nextBundle, builder.Value));
        }
    }
}
