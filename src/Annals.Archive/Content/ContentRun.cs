using Annals.Records.Microsoft365;

namespace Annals.Archive;

/// <summary>The records of one content type that make up the item which is open now.</summary>
internal sealed class ContentRun(ContentType type)
{
    private readonly List<long> positions = [];
    private long recorded;
    private long length = ContentRules.EmptyBlobBytes;

    /// <summary>The content type.</summary>
    public ContentType Type => type;

    /// <summary>Whether no item is open.</summary>
    public bool IsEmpty => positions.Count == 0;

    /// <summary>When time closes the item, microseconds since 1970 UTC.</summary>
    public long ClosesMicros => recorded + ContentRules.OpenMicrosMax;

    /// <summary>Recorded time of the first record.</summary>
    public long RecordedMicros => recorded;

    /// <summary>Bytes of the blob so far.</summary>
    public long Length => length;

    /// <summary>Positions of the records, rising.</summary>
    public IReadOnlyList<long> Positions => positions;

    /// <summary>Goes on from a stored state.</summary>
    public void Restore(long recordedMicros, long blobLength, IEnumerable<long> stored)
    {
        Clear();
        recorded = recordedMicros;
        length = blobLength;
        positions.AddRange(stored);
    }

    /// <summary>Closes the item if its time is over at the recorded time of some entry.</summary>
    public void CloseByTime(long now, Action<ContentItem, IReadOnlyList<long>> closed)
    {
        if (!IsEmpty && now >= ClosesMicros)
        {
            Close(ClosesMicros, closed);
        }
    }

    /// <summary>Takes a record. The item that it does not fit into any more is closed by it, and so is one that it fills alone.</summary>
    /// <param name="position">Where it stands.</param>
    /// <param name="now">Its recorded time.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="closed">Receives what is closed.</param>
    public void Add(long position, long now, long bytes, Action<ContentItem, IReadOnlyList<long>> closed)
    {
        CloseByTime(now, closed);
        if (!IsEmpty && length + ContentRules.SeparatorBytes + bytes >= ContentRules.BlobBytesMax)
        {
            Close(now, closed);
        }

        if (IsEmpty)
        {
            recorded = now;
            length += bytes;
        }
        else
        {
            length += ContentRules.SeparatorBytes + bytes;
        }

        positions.Add(position);
        if (length >= ContentRules.BlobBytesMax)
        {
            Close(now, closed);
        }
    }

    private void Close(long createdMicros, Action<ContentItem, IReadOnlyList<long>> closed)
    {
        // Rounded up, so that an item is never created before it is closed.
        var millis = (createdMicros + 999) / 1000;
        closed(new ContentItem(type, positions[0], recorded, millis, positions.Count, length), positions);
        Clear();
    }

    private void Clear()
    {
        positions.Clear();
        recorded = 0;
        length = ContentRules.EmptyBlobBytes;
    }
}
