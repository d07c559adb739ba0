using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Annals.Index;
using Annals.Index.Query;
using Annals.Records.Events;
using Annals.Records.Json;
using Annals.Sources.Import;

namespace Annals.Archive;

/// <summary>
/// Compares an export that somebody made elsewhere with the archive, record by record: which of either the other does not have, and how many there are by day, type and operation. Records are told apart by source and id, those without an id
/// by their value; what else a record says is not compared, for vendors write the same record differently in different exports.
/// First the export is read, then the archive's records of the same range. Memory grows with the number of distinct records, up to a limit. Not thread-safe.
/// </summary>
public sealed class Reconciler
{
    /// <summary>Default of the most distinct records: some 500 MB.</summary>
    public const int DefaultRecordsMax = 10_000_000;

    private const int IdsMax = 1_000;
    private const long MicrosPerDay = 86_400_000_000;

    private readonly RecordMatcher matcher;
    private readonly string? sourceName;
    private readonly int recordsMax;
    private readonly EventSlices slices = new();

    /// <summary>Numbers of the groups of the export's records; the complement of the number once the archive was found to have the record.</summary>
    private readonly Dictionary<UInt128, int> exported = [];
    private readonly HashSet<UInt128> onlyArchive = [];
    private readonly Dictionary<ReconciledGroup, int> numbers = [];
    private readonly List<Counts> groups = [];
    private readonly SortedSet<string> sources = new(StringComparer.Ordinal);
    private readonly List<string> onlyArchiveIds = [];
    private readonly ArrayBufferWriter<byte> canonical = new();
    private long? firstMicros;
    private long? lastMicros;
    private long repeated;
    private long untimed;
    private long outside;
    private long refused;

    /// <summary>Begins a comparison.</summary>
    /// <param name="query">Which records of the export are compared. Conditions on the recorded time are never met: an export does not know it.</param>
    /// <param name="sourceName">Source of records of no known shape, as at their import; null for <c>import</c>.</param>
    /// <param name="recordsMax">Most distinct records of the export, and of those that only the archive has.</param>
    public Reconciler(SearchQuery query, string? sourceName = null, int recordsMax = DefaultRecordsMax)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(recordsMax, 1);
        matcher = RecordMatcher.Compile(query);
        this.sourceName = sourceName;
        this.recordsMax = recordsMax;
    }

    /// <summary>Occurred time of the first and of the last record of the export, microseconds since 1970 UTC; null when it has none.</summary>
    public (long First, long Last)? Range => firstMicros is { } first ? (first, lastMicros!.Value) : null;

    /// <summary>Sources of the export's records.</summary>
    public IReadOnlyCollection<string> Sources => sources;

    /// <summary>Reads an export, in any form that can be imported.</summary>
    /// <param name="export">The file, from its beginning; not closed.</param>
    /// <param name="label">What the user calls it.</param>
    /// <param name="progress">Told how many bytes were read; or null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArchiveException">It has more distinct records than fit.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void ReadExport(Stream export, string label, Action<long>? progress, CancellationToken cancellationToken)
    {
        foreach (var batch in FileImporter.Read(export, label, ImportOptions.Default, cancellationToken))
        {
            using (batch)
            {
                refused += batch.Refusals.Count;
                for (var i = 0; i < batch.Count; i++)
                {
                    AddExported(batch.Record(i).Span);
                }

                progress?.Invoke(batch.BytesRead);
            }
        }
    }

    /// <summary>Takes a record of the archive; only such of the sources and of the range, after the export was read.</summary>
    /// <param name="record">Its bytes.</param>
    /// <exception cref="ArchiveException">There are more records that only the archive has than fit.</exception>
    public void AddArchived(ReadOnlySpan<byte> record)
    {
        if (slices.Read(record, sourceName) is not null || slices.OccurredMicros is not { } micros)
        {
            return;
        }

        var key = Key(record);
        if (exported.TryGetValue(key, out var number))
        {
            if (number >= 0)
            {
                exported[key] = ~number;
                groups[number].Both++;
            }

            return;
        }

        if (onlyArchive.Count == recordsMax)
        {
            throw new ArchiveException($"More than {recordsMax.ToString("N0", CultureInfo.InvariantCulture)} records are in the archive but not in the export, too many to be told apart. Compare a shorter range, or name with a query what the export holds.");
        }

        if (onlyArchive.Add(key))
        {
            groups[NumberOf(micros)].OnlyArchive++;
            if (onlyArchiveIds.Count < IdsMax)
            {
                onlyArchiveIds.Add(slices.Id.ToString());
            }
        }
    }

    /// <summary>Gives the result.</summary>
    public Reconciliation Complete() => new(
        [.. groups
            .Select(counts => new ReconciledCounts(counts.Group, counts.Export, counts.Both + counts.OnlyArchive, counts.Export - counts.Both, counts.OnlyArchive))
            .Where(counts => counts.Export + counts.Archive > 0)
            .OrderBy(counts => counts.Group.Day)
            .ThenBy(counts => counts.Group.Source, StringComparer.Ordinal)
            .ThenBy(counts => counts.Group.Kind, StringComparer.Ordinal)
            .ThenBy(counts => counts.Group.Action, StringComparer.Ordinal)],
        repeated,
        untimed,
        outside,
        refused,
        onlyArchiveIds);

    /// <summary>Reads the export once more and gives the ids of the records that the archive does not have, after all of the archive's were taken.</summary>
    /// <param name="export">The same file, from its beginning; not closed.</param>
    /// <param name="label">What the user calls it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Id and place of each, in the order of the file; the id is empty for a record without one.</returns>
    public IEnumerable<(string Id, ImportPlace Place)> OnlyExport(Stream export, string label, CancellationToken cancellationToken)
    {
        var told = new HashSet<UInt128>();
        foreach (var batch in FileImporter.Read(export, label, ImportOptions.Default, cancellationToken))
        {
            using (batch)
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    var record = batch.Record(i).Span;
                    if (slices.Read(record, sourceName) is null && Key(record) is var key && exported.TryGetValue(key, out var number) && number >= 0 && told.Add(key))
                    {
                        yield return (slices.Id.ToString(), batch.Place(i));
                    }
                }
            }
        }
    }

    private void AddExported(ReadOnlySpan<byte> record)
    {
        if (slices.Read(record, sourceName) is not null)
        {
            refused++;
            return;
        }

        if (!matcher.Matches(record, new RecordFacts(long.MinValue, sourceName, RecordFlags.None)))
        {
            outside++;
            return;
        }

        if (slices.OccurredMicros is not { } micros)
        {
            untimed++;
            return;
        }

        if (exported.Count == recordsMax)
        {
            throw new ArchiveException($"The export has more than {recordsMax.ToString("N0", CultureInfo.InvariantCulture)} records, too many to be told apart. Compare it in parts, with --from and --to.");
        }

        var number = NumberOf(micros);
        if (!exported.TryAdd(Key(record), number))
        {
            repeated++;
            return;
        }

        sources.Add(slices.Source);
        firstMicros = Math.Min(firstMicros ?? micros, micros);
        lastMicros = Math.Max(lastMicros ?? micros, micros);
        groups[number].Export++;
    }

    /// <summary>Number of the group that the record read last belongs to.</summary>
    private int NumberOf(long micros)
    {
        var day = DateOnly.FromDayNumber((int)(DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + Math.DivRem(micros, MicrosPerDay, out var rest) - (rest < 0 ? 1 : 0)));
        var group = new ReconciledGroup(day, slices.Source, Encoding.UTF8.GetString(slices[EventField.Kind]), Encoding.UTF8.GetString(slices[EventField.Action]));
        if (!numbers.TryGetValue(group, out var number))
        {
            numbers.Add(group, number = groups.Count);
            groups.Add(new Counts(group));
        }

        return number;
    }

    /// <summary>Tells the record that was read last from others: half of a SHA-256, so that no two are taken for one.</summary>
    private UInt128 Key(ReadOnlySpan<byte> record)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(slices.Source));
        if (slices.Id.IsEmpty)
        {
            canonical.ResetWrittenCount();
            CanonicalJson.Write(record, canonical);
            hash.AppendData([1]);
            hash.AppendData(canonical.WrittenSpan);
        }
        else
        {
            hash.AppendData([0]);
            hash.AppendData(MemoryMarshal.AsBytes(slices.Id));
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    private sealed class Counts(ReconciledGroup group)
    {
        public ReconciledGroup Group => group;

        public long Export { get; set; }

        public long Both { get; set; }

        public long OnlyArchive { get; set; }
    }
}
