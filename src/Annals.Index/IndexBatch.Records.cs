using System.Text;
using Annals.Index.Columns;
using Annals.Records.Events;

namespace Annals.Index;

/// <content>Which member of the event view goes into which column.</content>
public sealed partial class IndexBatch
{
    private byte[] addresses = new byte[256];

    /// <summary>Adds the row of one record, copying what it needs from its event view.</summary>
    /// <param name="position">Position of the record, at or above <see cref="To"/>; the positions left out get no row.</param>
    /// <param name="recordedMicros">When the log took it, microseconds since 1970 UTC.</param>
    /// <param name="flags">What the log says of it. <see cref="RecordFlags.Receipt"/> is set by itself for records of source <c>annals</c>.</param>
    /// <param name="slices">The event view of the record.</param>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public void Add(long position, long recordedMicros, RecordFlags flags, EventSlices slices)
    {
        ArgumentNullException.ThrowIfNull(slices);
        var receipt = slices.Shape == RecordShape.Annals ? RecordFlags.Receipt : RecordFlags.None;
        AddRow(position, recordedMicros, slices.OccurredMicros, flags | receipt, (byte)slices.Outcome);
        AddSource(slices.Source);
        AddValue(IndexField.Action, slices[EventField.Action]);
        AddValue(IndexField.Service, slices[EventField.Service]);
        AddValue(IndexField.Kind, slices[EventField.Kind]);
        AddValue(IndexField.Actor, slices[EventField.Actor]);
        AddValue(IndexField.ActorId, slices[EventField.ActorId]);
        AddValue(IndexField.Application, slices[EventField.Application]);
        AddAddresses(slices);
        AddHashed(HashedField.Target, slices[EventField.Target]);
        AddHashed(HashedField.TargetId, slices[EventField.TargetId]);
        AddHashed(HashedField.Session, slices[EventField.Session]);
        AddHashed(HashedField.Correlation, slices[EventField.Correlation]);
    }

    private void AddSource(string source)
    {
        Span<byte> utf8 = stackalloc byte[256];
        if (Encoding.UTF8.TryGetBytes(source, utf8, out var length))
        {
            AddValue(IndexField.Source, utf8[..length]);
        }
        else
        {
            AddNotKept(IndexField.Source);
        }
    }

    private void AddAddresses(EventSlices slices)
    {
        if (slices.IpCount < 2)
        {
            AddList(slices.IpCount == 0 ? [] : slices.Ip(0), isOne: true);
            return;
        }

        var length = 0;
        for (var i = 0; i < slices.IpCount; i++)
        {
            var address = slices.Ip(i);
            if (length + address.Length > ValueBytesMax || address.Contains(ListSeparator.Byte))
            {
                AddNotKept(IndexField.Ip);
                return;
            }

            if (addresses.Length < length + address.Length + 1)
            {
                Array.Resize(ref addresses, (2 * ValueBytesMax) + 2);
            }

            address.CopyTo(addresses.AsSpan(length));
            length += address.Length;
            addresses[length++] = ListSeparator.Byte;
        }

        AddList(addresses.AsSpan(0, length - 1), isOne: false);
    }

    private void AddList(ReadOnlySpan<byte> value, bool isOne)
    {
        if (isOne && value.Contains(ListSeparator.Byte))
        {
            AddNotKept(IndexField.Ip);
        }
        else
        {
            AddValue(IndexField.Ip, value);
        }
    }
}
