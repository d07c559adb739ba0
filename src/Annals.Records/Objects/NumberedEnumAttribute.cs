namespace Annals.Records.Objects;

/// <summary>Marks an enumeration whose underlying values are the vendor's numbers, so that both forms are read.</summary>
[AttributeUsage(AttributeTargets.Enum)]
internal sealed class NumberedEnumAttribute : Attribute
{
    /// <summary>Whether records carry the name although a number is documented.</summary>
    public bool WrittenAsName { get; init; }
}
