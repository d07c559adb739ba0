namespace Annals.Index;

/// <summary>
/// Facts about a stored record that its bytes do not tell. The numbers of <see cref="Variant"/> and <see cref="HiddenVariant"/> are those of the log's entry flags.
/// </summary>
[Flags]
public enum RecordFlags : byte
{
    /// <summary>An ordinary record.</summary>
    None = 0,

    /// <summary>A further value of a record whose source reuses ids: a row of its own.</summary>
    Variant = 2,

    /// <summary>A further shape of a record that is already stored: left out of answers unless a query asks for all variants.</summary>
    HiddenVariant = 4,

    /// <summary>A record by which the archive notes its own doings (source <c>annals</c>): answered only to queries that name that source.</summary>
    Receipt = 8,
}
