namespace Annals.Index;

/// <summary>What the log says of a record beside its bytes; decided once when it is appended. The bits equal those of the log entry.</summary>
[Flags]
public enum RecordFlags
{
    /// <summary>The first record of its id and day.</summary>
    None = 0,

    /// <summary>A further value under a known id and day, shown as a row of its own.</summary>
    Variant = 2,

    /// <summary>A further value under a known id and day, left out of answers unless the query says <c>variants:all</c>.</summary>
    HiddenVariant = 4,
}
