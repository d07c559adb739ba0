using System.Collections.Concurrent;
using Annals.Log;
using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>
/// Tells the source name under which a stored record was decoded: an entry holds only the hash of the name, the opening
/// receipt of its intake holds the name itself.
/// </summary>
internal sealed class IntakeSourceNames(ILogReader log)
{
    private const int IntakesMax = 10_000;
    private readonly ConcurrentDictionary<long, string?> byIntake = new();

    /// <summary>The name to decode a record with; null when its bytes tell the source.</summary>
    public string? Of(in Entry entry)
    {
        if (entry.Kind == EntryKind.System)
        {
            return SourceNames.Annals;
        }

        return entry.Intake is { } intake ? OfIntake(intake) : null;
    }

    private string? OfIntake(long intake)
    {
        if (byIntake.TryGetValue(intake, out var known))
        {
            return known;
        }

        if (byIntake.Count >= IntakesMax)
        {
            byIntake.Clear();
        }

        var receipt = log.ReadRecord(intake);
        return byIntake[intake] = receipt.IsErased ? null : IntakeReceipts.SourceOf(receipt.Payload);
    }
}
