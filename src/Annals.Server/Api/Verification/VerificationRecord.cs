namespace Annals.Server.Api.Verification;

/// <summary>One verification of a tenant's log.</summary>
/// <param name="Id">Names it in addresses.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="StartedBy">Name of who started it; null when the server did by its schedule.</param>
/// <param name="Begun">When it began, UTC.</param>
internal sealed record VerificationRecord(Guid Id, Guid Tenant, string? StartedBy, DateTimeOffset Begun)
{
    public VerificationState State { get; init; }

    /// <summary>When it ended, UTC; null while it goes on.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Entries checked.</summary>
    public long Checked { get; init; }

    /// <summary>Entries to check: the size of the log.</summary>
    public long Size { get; init; }

    /// <summary>How many entries' records were erased.</summary>
    public long Erased { get; init; }

    /// <summary>Whether everything fits; null without a verdict.</summary>
    public bool? IsGood { get; init; }

    /// <summary>The verdict in words; null without one.</summary>
    public string? Verdict { get; init; }

    /// <summary>Why there is no verdict; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>How many places do not fit.</summary>
    public long FaultCount { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<VerificationFault> Faults { get; init; } = [];

    /// <summary>What is worth saying and no damage.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Whether the log is known to be damaged, or could not be verified: something to look at.</summary>
    public bool IsAlarming => State == VerificationState.Failed || IsGood == false;
}

/// <summary>A place that does not fit.</summary>
/// <param name="File">Name within the tenant's folder.</param>
/// <param name="Offset">Byte in the file; null when the whole file is meant.</param>
/// <param name="First">First position affected; null when none is known.</param>
/// <param name="Last">Last position affected; null when it is not known.</param>
/// <param name="Reason">What does not fit.</param>
internal sealed record VerificationFault(string File, long? Offset, long? First, long? Last, string Reason);
