namespace Annals.Archive;

/// <summary>How a tenant is opened.</summary>
public sealed class TenantOptions
{
    /// <summary>Who works with the archive where no other actor is named. Default: the account of the process.</summary>
    public Actor Actor { get; init; } = Actor.Process;

    /// <summary>How long to wait for another process that holds the tenant; a running server is not waited for. Default 5 s.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether everything derived is made anew from the log. Default false.</summary>
    public bool Rebuild { get; init; }

    /// <summary>Receives sentences about what was found and mended, at opening and later; then on any thread.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>Receives how many records the derived files cover while they catch up, and of how many.</summary>
    public Action<long, long>? Progress { get; init; }

    /// <summary>Entries of the log that a listing of content items waits for while the items are made; with more it is told to come again. Default 1,048,576.</summary>
    public long ContentWaitMax { get; init; } = 1 << 20;

    /// <summary>Where an index is made that must not lie in the tenant's folder. Default: the system's temporary folder.</summary>
    internal string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>Records of which such an index is kept in memory.</summary>
    internal long RecordsInMemoryMax { get; init; } = TemporaryIndex.RecordsInMemoryMax;
}
