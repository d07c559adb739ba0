using System.Buffers;

namespace Annals.Sources.Import;

/// <summary>What asking for more bytes led to.</summary>
internal enum FillResult
{
    /// <summary>More bytes are there; look again.</summary>
    Filled,

    /// <summary>The buffer is full and records lie in it: hand the batch over first.</summary>
    BatchIsDue,

    /// <summary>What begins at the current position is longer than the window may grow.</summary>
    TooLong,

    /// <summary>There are no more bytes.</summary>
    Ended,
}

/// <summary>
/// The moving window through which all readers see a text. Its buffer is at the same time the buffer of the batch being built: records are
/// slices of it, and when the batch is handed over only the unread tail is copied into the next buffer.
/// </summary>
internal sealed class RecordWindow : IDisposable
{
    private readonly Stream source;
    private readonly string file;
    private readonly ImportOptions options;
    private readonly Func<long> bytesRead;
    private readonly CancellationToken cancellationToken;
    private readonly int capacityMax;
    private readonly WrapperTally tally = new();
    private byte[] buffer;
    private RecordSlot[] slots;
    private int capacity;
    private int position;
    private int end;
    private int count;
    private bool ended;
    private bool endRefused;
    private List<ImportRefusal> refusals = [];

    public RecordWindow(Stream source, string file, ImportOptions options, Func<long> bytesRead, CancellationToken cancellationToken)
    {
        this.source = source;
        this.file = file;
        this.options = options;
        this.bytesRead = bytesRead;
        this.cancellationToken = cancellationToken;

        // A CSV cell doubles its quotes, text in JSON escapes them: a record within the limit may be twice as long in the file.
        capacityMax = checked((2 * options.RecordBytesMax) + 4096);
        capacity = options.BatchBytes;
        buffer = ArrayPool<byte>.Shared.Rent(capacity);
        slots = ArrayPool<RecordSlot>.Shared.Rent(options.BatchRecordsMax);
    }

    public ImportFormat Format { get; init; }

    /// <summary>Tells why the source broke off, null as long as it did not.</summary>
    public Func<string?> Fault { get; init; } = () => null;

    /// <summary>Line of the next unread byte, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The bytes read from the source and not consumed yet. Readers may change them in place.</summary>
    public Span<byte> Unread => buffer.AsSpan(position, end - position);

    /// <summary>Whether no bytes will follow <see cref="Unread"/>.</summary>
    public bool Ended => ended;

    public bool BatchIsFull => count == options.BatchRecordsMax || refusals.Count >= options.BatchRecordsMax;

    public bool HasBatch => count > 0 || refusals.Count > 0 || tally.Any;

    /// <summary>Changes whenever offsets into <see cref="Unread"/> found earlier are no longer comparable.</summary>
    public int Generation { get; private set; }

    public WrapperTally Tally => tally;

    /// <summary>Position of the first unread byte, for offsets that survive consuming within one <see cref="Generation"/>.</summary>
    public int Position => position;

    /// <summary>Reads until the buffer is full, so that looking again from the start of a record costs no more than twice its length.</summary>
    public FillResult Fill()
    {
        if (ended)
        {
            return FillResult.Ended;
        }

        if (end == capacity && !MakeRoom(out var obstacle))
        {
            return obstacle;
        }

        Generation++;
        var before = end;
        while (end < capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = source.Read(buffer.AsSpan(end, capacity - end));
            if (read == 0)
            {
                ended = true;
                break;
            }

            end += read;
        }

        return end > before ? FillResult.Filled : FillResult.Ended;
    }

    /// <summary>Leaves bytes behind that hold no line break.</summary>
    public void Consume(int length) => position += length;

    /// <summary>Leaves bytes behind and counts their line breaks.</summary>
    public void ConsumeLines(int length)
    {
        Line += Unread[..length].Count((byte)'\n');
        position += length;
    }

    /// <summary>Leaves bytes behind whose line breaks were counted already.</summary>
    public void Consume(int length, int lineBreaks)
    {
        Line += lineBreaks;
        position += length;
    }

    /// <summary>Leaves a whole line behind.</summary>
    public void ConsumeLine(int length, bool endsWithBreak) => Consume(length, endsWithBreak ? 1 : 0);

    /// <summary>Adds a record that lies in <see cref="Unread"/>, or refuses it when it is over the limit.</summary>
    public void Add(int start, int length, long line, long element)
    {
        if (length > options.RecordBytesMax)
        {
            RefuseTooLong(line, element);
            return;
        }

        slots[count++] = new RecordSlot(position + start, length, line, element);
    }

    public void Refuse(long line, long element, string reason) =>
        refusals.Add(new ImportRefusal(new ImportPlace(file, line, element == 0 ? null : element), reason));

    /// <summary>Refuses what the end of the text cut off. When the source itself broke off, that is the reason.</summary>
    public void RefuseEnd(long line, long element, string reason)
    {
        Refuse(line, element, Fault() ?? reason);
        endRefused = true;
    }

    /// <summary>Says, once, that the source broke off; to be called when a reader is done.</summary>
    public void RefuseFault()
    {
        if (Fault() is { } fault && !endRefused)
        {
            RefuseEnd(Line, 0, fault);
        }
    }

    public void RefuseTooLong(long line, long element) =>
        Refuse(line, element, $"The record is over the limit of {options.RecordBytesMax} bytes and was skipped.");

    /// <summary>Hands over what was collected and goes on with a fresh buffer that begins with the unread bytes.</summary>
    public ImportBatch TakeBatch()
    {
        var batch = new ImportBatch(file, Format, buffer, slots, count)
        {
            Refusals = refusals.Count == 0 ? [] : refusals,
            DroppedWrapperMembers = tally.Take(),
            BytesRead = bytesRead(),
        };

        var unread = end - position;
        capacity = Math.Max(options.BatchBytes, unread);
        var next = ArrayPool<byte>.Shared.Rent(capacity);
        Unread.CopyTo(next);
        buffer = next;
        slots = ArrayPool<RecordSlot>.Shared.Rent(options.BatchRecordsMax);
        position = 0;
        end = unread;
        count = 0;
        Generation++;
        refusals = refusals.Count == 0 ? refusals : [];
        return batch;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        ArrayPool<RecordSlot>.Shared.Return(slots);
    }

    private bool MakeRoom(out FillResult obstacle)
    {
        obstacle = FillResult.Filled;
        if (count > 0)
        {
            obstacle = FillResult.BatchIsDue;
            return false;
        }

        if (position > 0)
        {
            Unread.CopyTo(buffer);
            end -= position;
            position = 0;
            return true;
        }

        if (capacity >= capacityMax)
        {
            obstacle = FillResult.TooLong;
            return false;
        }

        capacity = (int)Math.Min(2L * capacity, capacityMax);
        var larger = ArrayPool<byte>.Shared.Rent(capacity);
        Unread.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
        return true;
    }
}
