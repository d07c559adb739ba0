using Annals.Archive;

namespace Annals.Collectors.Streams;

/// <summary>Collects one stream of a connection. Used by one caller at a time.</summary>
internal abstract class CollectedStream(CollectionStream stream, Tenant tenant, TimeProvider time)
{
    /// <summary>What was read without finding anything is noted this often: a crash in between has it read again.</summary>
    private static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(15);

    private readonly Dictionary<int, DateTimeOffset> noted = [];
    private readonly Dictionary<int, DateTimeOffset> read = [];
    private bool isLoaded;
    private DateTimeOffset? begun;

    /// <summary>The stream.</summary>
    public CollectionStream Stream => stream;

    /// <summary>How it is doing.</summary>
    public StreamHealth Health { get; } = new(time);

    /// <summary>Up to where everything published was listed or read at least once, UTC; null when nothing was.</summary>
    public DateTimeOffset? ReadUpTo
    {
        get
        {
            lock (read)
            {
                return read.TryGetValue(0, out var upTo) ? upTo : null;
            }
        }
    }

    protected Tenant Tenant => tenant;

    protected TimeProvider Time => time;

    /// <summary>Reads everything that is due.</summary>
    public abstract Task RoundAsync(CancellationToken cancellationToken);

    /// <summary>Notes how far it has come, if that was not noted yet.</summary>
    public void Flush()
    {
        foreach (var (sweep, upTo) in Cursors())
        {
            if (!noted.TryGetValue(sweep, out var known) || known < upTo)
            {
                Note(new CollectionWindow(sweep, known == default ? upTo : known, upTo));
            }
        }
    }

    /// <summary>Up to where each reading has come.</summary>
    protected Dictionary<int, DateTimeOffset> Cursors()
    {
        if (!isLoaded)
        {
            foreach (var cursor in tenant.Ledger.Cursors(stream.Connection).Where(cursor => cursor.Stream == stream))
            {
                noted[cursor.Sweep] = cursor.UpTo;
                begun = cursor.Sweep == 0 ? cursor.Begun : begun;
                Move(cursor.Sweep, cursor.UpTo);
            }

            isLoaded = true;
        }

        lock (read)
        {
            return new Dictionary<int, DateTimeOffset>(read);
        }
    }

    /// <summary>Where the stream begins: where its first reading began. A later reading begins there too, however much later it comes.</summary>
    /// <param name="first">Where a stream begins that was never read.</param>
    protected DateTimeOffset BeginOr(DateTimeOffset first)
    {
        Cursors();
        return begun ??= SweepSchedule.Seconds(first);
    }

    /// <summary>A window was read whole. It is noted now when something was found in it, otherwise now and then.</summary>
    /// <param name="window">The window.</param>
    /// <param name="contents">The blobs in it that were not known.</param>
    protected void Listed(CollectionWindow window, IReadOnlyList<ListedContent> contents)
    {
        if (contents.Count > 0 || !noted.TryGetValue(window.Sweep, out var known) || window.To - known >= NoteEvery)
        {
            tenant.NoteListed(stream, window, isWhole: true, contents);
            noted[window.Sweep] = window.To;
        }

        Move(window.Sweep, window.To);
    }

    /// <summary>A window was noted with the records that were in it.</summary>
    protected void Stored(CollectionWindow window)
    {
        noted[window.Sweep] = window.To;
        Move(window.Sweep, window.To);
    }

    /// <summary>Notes what cannot be read any more, if the stream has come less far than the source reaches back.</summary>
    /// <param name="oldest">First moment that the source still gives.</param>
    protected void NoteOutOfReach(DateTimeOffset oldest)
    {
        if (Cursors().TryGetValue(0, out var upTo) && upTo < oldest)
        {
            tenant.NoteGap(
                stream, GapKind.OutOfReach, upTo, oldest, content: null, $"Nothing was read for so long that the source no longer gives what was published before {oldest.UtcDateTime:yyyy-MM-dd HH:mm} UTC.");
            Note(new CollectionWindow(0, upTo, oldest));
            Move(0, oldest);
        }
    }

    private void Note(CollectionWindow window)
    {
        tenant.NoteListed(stream, window, isWhole: true, []);
        noted[window.Sweep] = window.To;
    }

    private void Move(int sweep, DateTimeOffset upTo)
    {
        lock (read)
        {
            if (!read.TryGetValue(sweep, out var before) || before < upTo)
            {
                read[sweep] = upTo;
            }
        }
    }
}
