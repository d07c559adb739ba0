namespace Annals.Sources.Samples;

/// <summary>Which sources samples are made of.</summary>
[Flags]
public enum SampleSources
{
    /// <summary>None; not allowed in <see cref="SampleOptions"/>.</summary>
    None = 0,

    /// <summary>Microsoft 365.</summary>
    Microsoft365 = 1,

    /// <summary>Genesys Cloud.</summary>
    GenesysCloud = 2,

    /// <summary>An application of one's own: orders, invoices and approvals.</summary>
    Application = 4,

    /// <summary>All of them, in a usual mix.</summary>
    All = Microsoft365 | GenesysCloud | Application,
}

/// <summary>What samples to make. The same options give the same bytes, on every machine.</summary>
public sealed class SampleOptions
{
    /// <summary>Default of <see cref="Users"/>.</summary>
    public const int UsersDefault = 25_000;

    /// <summary>What all randomness comes from. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of records, those of the story included. Default 20,000.</summary>
    public long Count { get; init; } = 20_000;

    /// <summary>Earliest time of a record.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Time that no record reaches; later than <see cref="From"/>.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Sources to mix. Default all.</summary>
    public SampleSources Sources { get; init; } = SampleSources.All;

    /// <summary>Number of different users in the organisation, 1 to 1,000,000; few of them do most. Default 25,000.</summary>
    public int Users { get; init; } = UsersDefault;

    /// <summary>
    /// Whether a small incident is woven in near the end: failed sign-ins, a sign-in, a mailbox rule that forwards outside, downloads, a queue that loses its
    /// members. See <see cref="SampleStory"/>. It takes <see cref="SampleStory.RecordCount"/> of the records. Default false.
    /// </summary>
    public bool IncludeStory { get; init; }
}
