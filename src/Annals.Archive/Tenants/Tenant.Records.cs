using Annals.Index;
using Annals.Records.Events;

namespace Annals.Archive;

public sealed partial class Tenant
{
    /// <summary>The record at a position; leaves a receipt.</summary>
    /// <returns>Null when the log is not that long.</returns>
    public ShownRecord? Show(long position)
    {
        if (position < 0 || position >= Size)
        {
            return null;
        }

        AppendReceipt(ReadReceipts.Shown(options.Actor, $"#{position}", [position]));
        return Load(position);
    }

    /// <summary>
    /// All records with an id: of every source, on every day, variants and hidden variants too, in the order in which they
    /// were recorded; leaves a receipt.
    /// </summary>
    /// <param name="id">The id as the source wrote it; compared exactly.</param>
    /// <param name="cancellationToken">Ends a search that has to read the records.</param>
    public IReadOnlyList<ShownRecord> Show(string id, CancellationToken cancellationToken)
    {
        var positions = Find(id, cancellationToken);
        AppendReceipt(ReadReceipts.Shown(options.Actor, id, positions));
        return [.. positions.Select(Load)];
    }

    /// <summary>Positions of all records with an id.</summary>
    private List<long> Find(string id, CancellationToken cancellationToken)
    {
        if (log is null)
        {
            return FindByReading(id, cancellationToken);
        }

        var known = OpenIds(rebuild: false, cancellationToken);
        var positions = new List<long>();
        foreach (var source in index.ValuesByPrefix(IndexField.Source, string.Empty, int.MaxValue).Values.Append(SourceNames.Annals).Distinct(StringComparer.Ordinal))
        {
            known.FindOnAnyDay(identity!.RecordId(source, id), positions);
        }

        if (positions.Count == 0)
        {
            // An id that is not there must not be one that a damaged table lost.
            known.Check();
        }

        positions.Sort();
        return positions;
    }

    /// <summary>Without the key of the ids the records themselves are asked.</summary>
    private List<long> FindByReading(string id, CancellationToken cancellationToken)
    {
        var positions = new List<long>();
        var slices = new EventSlices();
        foreach (var info in store.Frames(0, store.Size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var frame = store.OpenFrame(info);
            for (var i = 0; i < frame.Count && info.First + i < store.Size; i++)
            {
                if (!frame.IsErased(i) && slices.Read(frame.Record(i), frame.SourceName(i)) is null && slices.Id.SequenceEqual(id))
                {
                    positions.Add(info.First + i);
                }
            }
        }

        return positions;
    }

    private ShownRecord Load(long position)
    {
        var record = Reader.ReadRecord(position);
        return new ShownRecord(position, record.Entry, record.Payload, record.IsErased, sources.Of(record.Entry));
    }
}
