namespace Annals.Sources.Import;

/// <summary>What kind of content a batch was read from, found by looking at the content.</summary>
public enum ImportFormat
{
    /// <summary>Nothing was recognised; the batch only carries refusals.</summary>
    Unknown,

    /// <summary>JSON text: lines, arrays, result pages, single or concatenated objects.</summary>
    Json,

    /// <summary>A CSV export with an <c>AuditData</c> column.</summary>
    Csv,
}
