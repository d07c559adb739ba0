namespace Annals.Log;

/// <summary>Facts about a record, decided when it was appended and never again. The bits are bytes 2 and 3 of the entry.</summary>
/// <remarks>Bits without a name here are kept by decoding and encoding; they come from a later version.</remarks>
[Flags]
public enum EntryFlags : ushort
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>The payload is stored encrypted; the commitment is over the plain bytes all the same.</summary>
    Encrypted = 1,

    /// <summary>Another value of an earlier record with the same source, id and day: a row of its own.</summary>
    Variant = 2,

    /// <summary>Another shape of an earlier record with the same source, id and day: stored, but left out of searches and counts.</summary>
    HiddenVariant = 4,
}
