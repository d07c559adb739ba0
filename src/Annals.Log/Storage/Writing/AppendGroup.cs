using System.Buffers;

namespace Annals.Log.Storage;

/// <summary>The records of several callers that become durable by one write.</summary>
internal sealed class AppendGroup(long first)
{
    private readonly List<(AppendRequest Request, int Index, int EntryStart, int EntryLength)> records = [];
    private readonly List<AppendRequest> requests = [];
    private readonly ArrayBufferWriter<byte> entries = new(4096);

    public int Count => records.Count;

    /// <summary>More bytes than the group takes in the write-ahead log.</summary>
    private long PaddedLength => entries.WrittenCount + requests.Sum(request => request.PayloadLength) + ((Count + 1) * (long)WalRecords.OverheadMax);

    /// <summary>Encodes the entries of a caller.</summary>
    public void Add(AppendRequest request, Func<long> nextRecorded)
    {
        requests.Add(request);
        for (var i = 0; i < request.Entries.Length; i++)
        {
            var start = entries.WrittenCount;
            var length = request.Entries[i].ToEntry(request.Seals[i], nextRecorded()).Encode(entries.GetSpan(Annals.Log.Entry.KnownLengthMax));
            entries.Advance(length);
            records.Add((request, i, start, length));
        }
    }

    public ReadOnlySpan<byte> Entry(int index) => entries.WrittenSpan.Slice(records[index].EntryStart, records[index].EntryLength);

    public PayloadSalt Salt(int index) => records[index].Request.Seals[records[index].Index].Salt;

    public ReadOnlySpan<byte> Payload(int index) => records[index].Request.Entries[records[index].Index].Payload.Span;

    /// <summary>Writes the frames of the group.</summary>
    public void WriteTo(WalWriter writer)
    {
        writer.ReserveRoom(PaddedLength);
        for (var i = 0; i < Count; i++)
        {
            if (i == 0 || writer.FrameLength + Payload(i).Length > WalRecords.FrameBytes)
            {
                WalRecords.Begin(writer, first + i);
            }

            WalRecords.Add(writer, Entry(i), Salt(i), Payload(i));
        }
    }

    /// <summary>Tells the callers their positions.</summary>
    public void Succeed()
    {
        var next = first;
        foreach (var request in requests)
        {
            request.Succeed(next);
            next += request.Entries.Length;
        }
    }
}
