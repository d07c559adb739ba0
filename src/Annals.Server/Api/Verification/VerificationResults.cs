using System.Collections.Concurrent;

namespace Annals.Server.Api.Verification;

/// <summary>The last verification of each tenant that ended, for health and alarms. Thread-safe.</summary>
internal sealed class VerificationResults
{
    private readonly ConcurrentDictionary<Guid, VerificationRecord> last = new();

    /// <summary>Raised when a verification ended, with or without a verdict, on the thread that ran it.</summary>
    public event Action<VerificationRecord>? Ended;

    /// <summary>The last one of a tenant; null when none ended yet.</summary>
    public VerificationRecord? Of(Guid tenant) => last.GetValueOrDefault(tenant);

    /// <summary>Notes one that ended before this process began.</summary>
    public void Recall(VerificationRecord record) => last[record.Tenant] = record;

    /// <summary>Notes one that ended now.</summary>
    public void Publish(VerificationRecord record)
    {
        last[record.Tenant] = record;
        Ended?.Invoke(record);
    }
}
