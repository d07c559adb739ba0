namespace Annals.Archive;

/// <summary>
/// How far a listing of content may see: what was recorded before the receipt of the listing is complete and final, see <see cref="ReadTicket.RecordedMicros"/>.
/// An item that was closed before it can never change, and no item can ever be added before it.
/// </summary>
/// <param name="Position">Position of the receipt.</param>
/// <param name="RecordedMicros">Its recorded time, microseconds since 1970 UTC.</param>
public readonly record struct ContentHorizon(long Position, long RecordedMicros)
{
    /// <summary>The horizon of a listing whose receipt was left.</summary>
    public static ContentHorizon Of(ReadTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return new ContentHorizon(ticket.Position, ticket.RecordedMicros);
    }
}
