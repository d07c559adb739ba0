namespace Annals.Archive;

/// <summary>Bounds of a live intake.</summary>
public sealed record LiveIntakeOptions
{
    /// <summary>Most records that wait at a time, 1 or more; those being decoded and stored are counted. Default 131,072.</summary>
    public int WaitingRecordsMax { get; init; } = 131_072;

    /// <summary>Most bytes of records that wait at a time; bounds the longest batch too. Default 128 MiB.</summary>
    public long WaitingBytesMax { get; init; } = 128L << 20;

    /// <summary>Most records that become durable by one write, 1 or more. Default 16,384.</summary>
    public int GroupRecordsMax { get; init; } = 16_384;

    /// <summary>Bytes of records after which a group is closed; a longer record is a group alone. Default 8 MiB.</summary>
    public long GroupBytesMax { get; init; } = 8L << 20;

    /// <summary>How long the appends of one client share an intake. Default 10 minutes.</summary>
    public TimeSpan SharedFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Intakes that are open at a time, 1 or more; for a further one the oldest is closed early. Default 1,024.</summary>
    public int OpenIntakesMax { get; init; } = 1024;

    /// <summary>Records after which the id tables are made durable; an unclean stop leaves at most as many to be read again. Default 262,144.</summary>
    public long TablesDurableEvery { get; init; } = 1 << 18;
}
