namespace Annals.Sources.Import;

/// <summary>Limits of an import. The defaults are those that <c>docs/import.md</c> promises.</summary>
public sealed class ImportOptions
{
    /// <summary>The options with every default.</summary>
    public static ImportOptions Default { get; } = new();

    /// <summary>Largest record in bytes that is delivered; a larger one is refused and skipped without being held in memory. Default 16 MiB.</summary>
    public int RecordBytesMax { get; init; } = 16 << 20;

    /// <summary>Bytes of one batch; a record or row that is larger travels alone in a batch of its own size. Default 1 MiB.</summary>
    public int BatchBytes { get; init; } = 1 << 20;

    /// <summary>Most records, and most refusals, of one batch. Default 4,096.</summary>
    public int BatchRecordsMax { get; init; } = 4096;

    /// <summary>
    /// An archive is given up when it unpacks to more than this many times its own size and to more than <see cref="ExpansionBytesFloor"/> bytes. Default 1,000.
    /// </summary>
    public long ExpansionRatioMax { get; init; } = 1000;

    /// <summary>Unpacked bytes up to which <see cref="ExpansionRatioMax"/> is not looked at. Default 1 GiB.</summary>
    public long ExpansionBytesFloor { get; init; } = 1L << 30;

    /// <summary>
    /// Folder for the temporary copy of a zip archive that cannot be read at random (from standard input or inside another archive); null for the system's.
    /// The copy is readable by its owner only and is deleted when the reading ends.
    /// </summary>
    public string? TemporaryFolder { get; init; }
}
