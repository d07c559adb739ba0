using Annals.Log;

namespace Annals.Archive.Ids;

/// <summary>
/// Which records a log knows already: the positions of each keyed record id (and of each variant's value digest), in one memory-mapped
/// table per day of occurred time. Derived from the log; every answer is confirmed by the log.
/// </summary>
/// <remarks>
/// <para>Calls may come from any thread and are served one after the other. A look-up of an unknown id in a mapped table allocates nothing and reads one cache line or two.</para>
/// <para>
/// After a process or power failure everything at or above <see cref="CoveredSize"/> has to be inserted again, in ascending order; what is there already is left as it is.
/// Format: docs/formats/id-tables.md.
/// </para>
/// </remarks>
public sealed class RecordIdTable : IDisposable
{
    /// <summary>The highest position that a slot can hold: 2^40 - 2.</summary>
    public const long PositionMax = IdSlot.PositionMax;

    /// <summary>From this many changed tables on, one sync of the whole file system is cheaper than one per table.</summary>
    private const int SyncOneByOneMax = 16;

    private readonly Lock _gate = new();
    private readonly IdTableFolder _folder;
    private readonly RecordIdTableOptions _options;
    private readonly DayTable?[] _tables = new DayTable?[IdDay.Count];
    private readonly LinkedList<DayTable> _mapped = new();
    private DayTable? _last;
    private long _memoryBytes;
    private bool _isDisposed;

    private RecordIdTable(IdTableFolder folder, IdTableState? state, RecordIdTableOptions options)
    {
        _folder = folder;
        _options = options;
        CoveredSize = state?.CoveredSize ?? 0;
        foreach (var row in state?.Rows ?? [])
        {
            _tables[row.Day] = DayTable.Existing(folder, row);
        }
    }

    /// <summary>
    /// The log size up to which every id is surely in the tables, also after a power failure. Moved by <see cref="Advance"/> only.
    /// </summary>
    public long CoveredSize { get; private set; }

    /// <summary>Tables mapped at present.</summary>
    internal int MappedTables => _mapped.Count;

    /// <summary>Bytes mapped at present.</summary>
    internal long MemoryBytes => _memoryBytes;

    /// <summary>Opens the tables of a folder for reading and writing, and removes what an interrupted process left half done.</summary>
    /// <param name="folder">The tenant's <c>ids</c> folder.</param>
    /// <param name="log">The log's GUID.</param>
    /// <param name="logSize">The log's present size.</param>
    /// <param name="reader">Reads ids back from the log.</param>
    /// <param name="options">Limits.</param>
    /// <returns>The tables, or why they have to be made anew.</returns>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    /// <remarks>The caller holds the log's lock: a second writer would destroy the tables.</remarks>
    public static RecordIdTableOpening Open(string folder, Guid log, long logSize, EntryIdReader reader, RecordIdTableOptions options) =>
        Open(folder, log, logSize, reader, options, isReadOnly: false);

    /// <summary>As <see cref="Open(string, Guid, long, EntryIdReader, RecordIdTableOptions)"/>, but writes nothing, so that it works on a folder that cannot be written and beside a writer.</summary>
    /// <inheritdoc cref="Open(string, Guid, long, EntryIdReader, RecordIdTableOptions)"/>
    /// <remarks>Only what lies below <see cref="CoveredSize"/> is surely found; the caller reads the rest from the log.</remarks>
    public static RecordIdTableOpening OpenReadOnly(string folder, Guid log, long logSize, EntryIdReader reader, RecordIdTableOptions options) =>
        Open(folder, log, logSize, reader, options, isReadOnly: true);

    /// <summary>Removes all tables of a folder, which is made if it is missing, and begins a new, empty set.</summary>
    /// <inheritdoc cref="Open(string, Guid, long, EntryIdReader, RecordIdTableOptions)"/>
    public static RecordIdTable Create(string folder, Guid log, long logSize, EntryIdReader reader, RecordIdTableOptions options)
    {
        Check(folder, logSize, reader, options);
        Directory.CreateDirectory(folder);
        var files = new IdTableFolder(folder, new IdTableSet(log, Guid.NewGuid()), logSize, reader, isReadOnly: false);
        File.Delete(files.StatePath);
        FolderSync.Names(folder);
        files.RemoveAllBut(_ => false);
        return new RecordIdTable(files, state: null, options);
    }

    /// <summary>Looks for the first record with an id, or the variant with a value digest, on the day of an occurred time.</summary>
    /// <param name="eventTimeMicros">Occurred time in microseconds since 1970 UTC; null if unknown.</param>
    /// <param name="key">Keyed record id or value digest.</param>
    /// <param name="position">Its lowest position, confirmed by the log; -1 if there is none.</param>
    /// <exception cref="RecordIdTableDamagedException">The day's table turned out damaged.</exception>
    public bool TryFindFirst(long? eventTimeMicros, in Digest16 key, out long position)
    {
        lock (_gate)
        {
            position = -1;
            return Use(IdDay.Of(eventTimeMicros), create: false) is { } table && table.TryFindFirst(key, out position);
        }
    }

    /// <summary>Adds all confirmed positions of an id or value digest on the day of an occurred time to a list, in ascending order.</summary>
    /// <inheritdoc cref="TryFindFirst"/>
    public void Find(long? eventTimeMicros, in Digest16 key, List<long> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        lock (_gate)
        {
            var first = positions.Count;
            Use(IdDay.Of(eventTimeMicros), create: false)?.FindAll(key, positions);
            Order(positions, first);
        }
    }

    /// <summary>Adds all confirmed positions of an id or value digest, whatever the day, to a list, in ascending order.</summary>
    /// <param name="key">Keyed record id or value digest.</param>
    /// <param name="positions">Receives the positions.</param>
    /// <remarks>Touches one page of every table; tables are not checked for damage as a whole.</remarks>
    public void FindOnAnyDay(in Digest16 key, List<long> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        lock (_gate)
        {
            var first = positions.Count;
            foreach (var table in _tables)
            {
                if (table is not null)
                {
                    Mapped(table).FindAll(key, positions);
                }
            }

            Order(positions, first);
        }
    }

    /// <summary>Compares every table that was not used yet with what is known of it as a whole; costs reading them all once.</summary>
    /// <exception cref="RecordIdTableDamagedException">A table turned out damaged.</exception>
    public void Check()
    {
        lock (_gate)
        {
            for (var day = 0; day < _tables.Length; day++)
            {
                Use(day, create: false);
            }
        }
    }

    /// <summary>Adds a position under an id or value digest; one that is there already is left as it is.</summary>
    /// <param name="eventTimeMicros">Occurred time of the entry in microseconds since 1970 UTC; null if unknown.</param>
    /// <param name="key">Keyed record id or value digest in the entry.</param>
    /// <param name="position">The entry's position. Positions are inserted in ascending order, and the reader given at opening can read every lower one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative or above <see cref="PositionMax"/>.</exception>
    /// <exception cref="RecordIdTableDamagedException">The day's table turned out damaged.</exception>
    /// <exception cref="IOException">The table could not grow; it is as it was before.</exception>
    /// <remarks>Not durable before <see cref="Advance"/>.</remarks>
    public void Insert(long? eventTimeMicros, in Digest16 key, long position)
    {
        if (position is < 0 or > PositionMax)
        {
            throw new ArgumentOutOfRangeException(nameof(position), position, $"An id table holds positions from 0 to {PositionMax} (2^40 - 2); a log beyond that size needs a further tenant.");
        }

        lock (_gate)
        {
            ThrowIfReadOnly();
            _folder.Know(position);
            var table = Use(IdDay.Of(eventTimeMicros), create: true)!;
            var bytes = table.MemoryBytes;
            table.Insert(key, position);
            _memoryBytes += table.MemoryBytes - bytes;
        }
    }

    /// <summary>Makes everything inserted durable, then moves <see cref="CoveredSize"/>.</summary>
    /// <param name="size">A durable size of the log, all of whose ids have been inserted, perhaps with ids of later positions; not below the present one. Best called rarely: it syncs each changed table.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below the covered one.</exception>
    /// <exception cref="IOException">Writing failed; the covered size is unchanged.</exception>
    public void Advance(long size)
    {
        lock (_gate)
        {
            ThrowIfReadOnly();
            ArgumentOutOfRangeException.ThrowIfLessThan(size, CoveredSize);
            if (size > 0)
            {
                _folder.Know(size - 1);
            }

            SyncChanged(size);
            var rows = _tables.Where(table => table is not null).Select(table => table!.Row).ToArray();
            _folder.WriteState(new IdTableState(_folder.Set, size, _folder.Anchor(size), rows));
            CoveredSize = size;
        }
    }

    /// <summary>Unmaps everything. What was inserted since the last <see cref="Advance"/> has to be inserted again after opening.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _last = null;
            foreach (var table in _mapped)
            {
                table.Unmap();
            }

            _mapped.Clear();
            _memoryBytes = 0;
        }
    }

    private static RecordIdTableOpening Open(string folder, Guid log, long logSize, EntryIdReader reader, RecordIdTableOptions options, bool isReadOnly)
    {
        Check(folder, logSize, reader, options);
        var path = Path.Combine(folder, IdTableState.FileName);
        if (!File.Exists(path))
        {
            return new RecordIdTableOpening.MustRebuild($"There are no id tables in \"{folder}\".");
        }

        if (IdTableState.TryRead(File.ReadAllBytes(path), out var state) is { } finding)
        {
            return new RecordIdTableOpening.MustRebuild($"The state of the id tables \"{path}\" is damaged: {finding}.");
        }

        var files = new IdTableFolder(folder, state!.Set, logSize, reader, isReadOnly);
        if (Misfit(files, state, log, logSize) is { } misfit)
        {
            return new RecordIdTableOpening.MustRebuild(misfit);
        }

        if (!isReadOnly)
        {
            var days = state.Rows.Select(row => row.Day).ToHashSet();
            files.RemoveAllBut(days.Contains);
        }

        return new RecordIdTableOpening.Ready(new RecordIdTable(files, state, options));
    }

    private static string? Misfit(IdTableFolder files, IdTableState state, Guid log, long logSize)
    {
        if (state.Set.Log != log)
        {
            return $"The id tables in \"{files.Path}\" belong to the log {state.Set.Log}, not to {log}.";
        }

        // A reader beside the writer knows the log up to the published checkpoint only, and the tables may be ahead of it.
        var isAhead = state.CoveredSize > logSize;
        if (state.CoveredSize < 0 || (isAhead && !files.IsReadOnly))
        {
            return $"The id tables in \"{files.Path}\" cover {state.CoveredSize} entries, the log has {logSize}.";
        }

        if (!isAhead && files.Anchor(state.CoveredSize) != state.Anchor)
        {
            return $"The id tables in \"{files.Path}\" were made of another entry at position {state.CoveredSize - 1} than the log has now.";
        }

        foreach (var row in state.Rows)
        {
            var path = files.TablePath(row.Day);
            if (!File.Exists(path))
            {
                return $"The id table \"{path}\" is missing.";
            }

            if (SlotMap.Check(path, state.Set, row.Day) is { } finding)
            {
                return $"The id table \"{path}\" is damaged: {finding}.";
            }
        }

        return null;
    }

    private static void Check(string folder, long logSize, EntryIdReader reader, RecordIdTableOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(logSize);
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Id tables are mapped as they lie on disk, little-endian; this machine is big-endian.");
        }
    }

    private static void Order(List<long> positions, int first)
    {
        var count = positions.Count - first;
        if (count < 2)
        {
            return;
        }

        positions.Sort(first, count, Comparer<long>.Default);
        var kept = first + 1;
        for (var i = first + 1; i < positions.Count; i++)
        {
            if (positions[i] != positions[kept - 1])
            {
                positions[kept++] = positions[i];
            }
        }

        positions.RemoveRange(kept, positions.Count - kept);
    }

    private DayTable? Use(int day, bool create)
    {
        var table = _tables[day];
        if (table is null)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return create ? Add(day) : null;
        }

        if (ReferenceEquals(table, _last))
        {
            return table;
        }

        Mapped(table);
        if (!_folder.IsReadOnly)
        {
            var bytes = table.MemoryBytes;
            table.CheckOnce();
            _memoryBytes += table.MemoryBytes - bytes;
        }

        _last = table;
        return table;
    }

    private DayTable Add(int day)
    {
        var table = DayTable.Create(_folder, day);
        _tables[day] = table;
        Enter(table);
        return table;
    }

    private DayTable Mapped(DayTable table)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (table.IsMapped)
        {
            _mapped.Remove(table.Node);
            _mapped.AddFirst(table.Node);
            return table;
        }

        table.Map();
        Enter(table);
        return table;
    }

    private void Enter(DayTable table)
    {
        _mapped.AddFirst(table.Node);
        _memoryBytes += table.MemoryBytes;
        while (_mapped.Count > 1 && (_mapped.Count > _options.MappedTablesMax || _memoryBytes > _options.MemoryBytesMax))
        {
            var oldest = _mapped.Last!.Value;
            _mapped.RemoveLast();
            _memoryBytes -= oldest.MemoryBytes;
            oldest.Unmap();
            if (ReferenceEquals(oldest, _last))
            {
                _last = null;
            }
        }
    }

    private void SyncChanged(long size)
    {
        var changed = _tables.Where(table => table is { IsDirty: true }).ToArray();
        if (changed.Length > SyncOneByOneMax && OperatingSystem.IsLinux())
        {
            FolderSync.FileSystem(_folder.Path);
        }
        else
        {
            Array.ForEach(changed, table => table!.Sync());
        }

        foreach (var table in changed)
        {
            (table!.ReachesBeyond(size) ? Mapped(table) : table).Cover(size);
        }

        FolderSync.Names(_folder.Path);
    }

    private void ThrowIfReadOnly()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_folder.IsReadOnly)
        {
            throw new InvalidOperationException($"The id tables in \"{_folder.Path}\" are open for reading only.");
        }
    }
}
