namespace Annals.Archive;

/// <summary>What became of the records of an intake. <c>Read = Stored + Duplicate + Refused</c>.</summary>
/// <param name="Read">Records met, refused ones included.</param>
/// <param name="Stored">Records that are new in the archive, variants included.</param>
/// <param name="Duplicate">Records equal in value to one that is stored.</param>
/// <param name="Variant">Of the stored: same source, id and day as a stored record, another value. Hidden variants are counted too.</param>
/// <param name="Refused">Bytes that are no record; each has a place and a reason.</param>
public readonly record struct IntakeCounts(long Read, long Stored, long Duplicate, long Variant, long Refused)
{
    /// <summary>Adds two counts.</summary>
    public static IntakeCounts operator +(IntakeCounts left, IntakeCounts right) => new(
        left.Read + right.Read, left.Stored + right.Stored, left.Duplicate + right.Duplicate, left.Variant + right.Variant, left.Refused + right.Refused);

    /// <summary>Adds two counts.</summary>
    public static IntakeCounts Add(IntakeCounts left, IntakeCounts right) => left + right;
}
