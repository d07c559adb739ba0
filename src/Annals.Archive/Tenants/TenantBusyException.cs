namespace Annals.Archive;

/// <summary>Another process holds the tenant.</summary>
/// <param name="message">Names the process and what to do.</param>
/// <param name="innerException">What the log reported.</param>
public sealed class TenantBusyException(string message, Exception innerException) : ArchiveException(message, innerException)
{
    /// <summary>Where the process serves the tenant, as its lock says; null when it is no server.</summary>
    public Uri? Server { get; init; }
}
