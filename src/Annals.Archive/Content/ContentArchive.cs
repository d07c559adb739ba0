using Annals.Log;
using Annals.Records.Microsoft365;
using Microsoft.Data.Sqlite;

namespace Annals.Archive;

/// <summary>The content items of an open tenant: kept up with the log, listed, and read. Opened when first needed. Thread-safe.</summary>
/// <param name="folder">The tenant.</param>
/// <param name="origin">Origin of its log.</param>
/// <param name="log">Its log.</param>
/// <param name="waitMax">A caller waits for so many entries to be read; with more it is told to come again.</param>
/// <param name="notice">Receives sentences about what was found and mended.</param>
internal sealed class ContentArchive(TenantFolder folder, string origin, ILogReader log, long waitMax, Action<string>? notice) : IDisposable
{
    /// <summary>SQLITE_CORRUPT and SQLITE_NOTADB.</summary>
    private const int Corrupt = 11;
    private const int NoDatabase = 26;

    private readonly Lock gate = new();
    private ContentTable? table;
    private ContentFeeder? feeder;

    /// <summary>Entries of the log that the items cover.</summary>
    public long Covered
    {
        get
        {
            lock (gate)
            {
                return Opened().Covered;
            }
        }
    }

    /// <summary>Makes items of the log below a size, some thousand entries at a time, so that others come in between.</summary>
    /// <param name="size">A durable size.</param>
    /// <param name="mayGoOn">Asked before each step.</param>
    /// <returns>Whether all below the size is made.</returns>
    public bool Follow(long size, Func<bool> mayGoOn)
    {
        while (mayGoOn())
        {
            if (Guarded(feed => feed.Advance(size)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes all items of the log below a size, for a caller that waits.</summary>
    /// <exception cref="ContentBehindException">There are too many entries to wait for.</exception>
    public void CatchUp(long size, CancellationToken cancellationToken)
    {
        if (Covered is var covered && size - covered > waitMax)
        {
            throw new ContentBehindException(covered, size);
        }

        Follow(size, () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return true;
        });
    }

    /// <summary>Items of a type created in a window, see <see cref="Tenant.ListContent"/>.</summary>
    public IReadOnlyList<ContentItem> List(ContentType type, long fromMillis, long toMillis, long after, int limit) =>
        Guarded(_ => table!.List(type, fromMillis, toMillis, after, limit));

    /// <summary>The item with an id, or null.</summary>
    public ContentItem? Find(string id) =>
        ContentId.TryParse(id, out var type, out var first) && Guarded(_ => table!.Find(type, first)) is { } item && item.Id == id ? item : null;

    /// <summary>See <see cref="Tenant.NewestContent"/>.</summary>
    /// <param name="type">The content type.</param>
    /// <param name="nowMillis">The present, milliseconds since 1970 UTC.</param>
    public long Newest(ContentType type, long nowMillis) => Guarded(feed => feed.Overdue(type, nowMillis) ?? table!.Newest(type));

    /// <summary>The records of an item that are not erased, in their order. The bytes are valid until the next one is read.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Read(ContentItem item, CancellationToken cancellationToken)
    {
        var positions = Guarded(_ => table!.Positions(item));
        for (var i = 0; i < positions.Count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var info = log.Frames(positions[i], positions[i] + 1).Single();
            using var frame = log.OpenFrame(info);
            for (; i < positions.Count && positions[i] < info.First + info.Count; i++)
            {
                var index = (int)(positions[i] - info.First);
                if (!frame.IsErased(index))
                {
                    yield return frame.Record(index).ToArray();
                }
            }
        }
    }

    /// <summary>Throws the items away; they are made again when they are next needed.</summary>
    public void Rebuild()
    {
        lock (gate)
        {
            Close();
            DerivedDatabase.Delete(folder.Content);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            Close();
        }
    }

    /// <summary>
    /// Asks the table. After any failure it is opened anew, since what the feeder holds may be ahead of what is stored; one that turns out to be damaged is
    /// thrown away, and the question fails as if the items were far behind.
    /// </summary>
    private T Guarded<T>(Func<ContentFeeder, T> ask)
    {
        lock (gate)
        {
            var opened = Opened();
            try
            {
                return ask(opened);
            }
            catch (Exception e) when (e is InvalidDataException || e is SqliteException { SqliteErrorCode: Corrupt or NoDatabase })
            {
                notice?.Invoke($"The content items in \"{folder.Content}\" are damaged ({e.Message}); they are made again from the log.");
                Close();
                DerivedDatabase.Delete(folder.Content);
                throw new ContentBehindException(0, log.Size);
            }
            catch
            {
                Close();
                throw;
            }
        }
    }

    private ContentFeeder Opened()
    {
        if (feeder is not null)
        {
            return feeder;
        }

        table = ContentTable.Open(folder.Content, origin, log, notice);
        return feeder = new ContentFeeder(log, table);
    }

    private void Close()
    {
        table?.Dispose();
        table = null;
        feeder = null;
    }
}
