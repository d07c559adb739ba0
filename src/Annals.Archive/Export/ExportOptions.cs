namespace Annals.Archive;

/// <summary>Formats of an export.</summary>
public enum ExportFormat
{
    /// <summary>One record a line, byte for byte but for line breaks between tokens, which become spaces.</summary>
    Ndjson,

    /// <summary>RFC 4180 with columns of the event view and the record's bytes in the last one.</summary>
    Csv,

    /// <summary>Apache Parquet with the same columns.</summary>
    Parquet,
}

/// <summary>What to export, and how.</summary>
public sealed class ExportOptions
{
    /// <summary>Format of the output.</summary>
    public ExportFormat Format { get; init; }

    /// <summary>
    /// CSV only: whether cells beginning with = + - @ TAB CR or LF get a leading apostrophe, so that a spreadsheet does not
    /// take them for formulas. Default true.
    /// </summary>
    public bool Guard { get; init; } = true;

    /// <summary>Receives the number of records written so far.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>
    /// Receives, before the first record, how many records match: what progress is measured against. Not called when counting them would
    /// take more than a few seconds. Null when nobody asks.
    /// </summary>
    public Action<long>? Expected { get; init; }
}
