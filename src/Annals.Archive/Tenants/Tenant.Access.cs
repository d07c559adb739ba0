using Annals.Records.Events;

namespace Annals.Archive;

/// <content>Changes of clients and users.</content>
public sealed partial class Tenant
{
    /// <summary>
    /// Leaves the receipt of a change of clients or users (<c>access.changed</c>). It is durable on return. May be repeated with the same change:
    /// the receipt is written once. Not to be called for the same change by two threads at once.
    /// </summary>
    /// <param name="change">What was changed, by whom and when.</param>
    /// <param name="cancellationToken">Ends the opening of the id tables.</param>
    /// <returns>False when nothing can be written here (<see cref="ReadOnlyReason"/>).</returns>
    /// <exception cref="IOException">The receipt is not stored, for example because the disk is full.</exception>
    public bool NoteAccessChange(AccessChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return receipts is not null
            && (ids.FindOnAnyDay([identity!.RecordId(SourceNames.Annals, change.Id.ToString())], cancellationToken).Count > 0
                || AppendReceipt(AccessReceipts.Changed(change)) is not null);
    }
}
