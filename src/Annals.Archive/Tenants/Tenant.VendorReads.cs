using System.Text.Json;
using Annals.Records.Events;

namespace Annals.Archive;

/// <content>Reads of the vendors' interfaces that go on for longer than one process.</content>
public sealed partial class Tenant
{
    /// <summary>The ticket of a vendor's read whose receipt was left before, perhaps by an earlier process: what is read with it needs no further receipt.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="operation">The operation that the receipt names.</param>
    /// <param name="target">What the receipt says was asked for.</param>
    /// <param name="position">Position of the receipt, from <see cref="ReadTicket.Position"/>.</param>
    /// <returns>Null when no such receipt stands there: the log is not the one in which it was left.</returns>
    public ReadTicket? ResumeVendorRead(Actor actor, string operation, string target, long position)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (position < 0 || position >= Size || Load(position) is not { IsErased: false } record || !IsListing(record, operation, target))
        {
            return null;
        }

        return new ReadTicket(actor, operation, query: null, position, position, record.Entry.RecordedMicros);
    }

    private static bool IsListing(ShownRecord record, string operation, string target)
    {
        if (record.SourceName != SourceNames.Annals)
        {
            return false;
        }

        using var receipt = JsonDocument.Parse(record.Payload);
        var root = receipt.RootElement;
        return root.GetProperty("annals"u8).ValueEquals(ReceiptType.List)
            && root.TryGetProperty("target"u8, out var asked) && asked.GetProperty("name"u8).ValueEquals(target)
            && root.TryGetProperty("details"u8, out var details) && details.GetProperty("operation"u8).ValueEquals(operation);
    }
}
