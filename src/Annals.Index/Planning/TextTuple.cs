namespace Annals.Index.Planning;

/// <summary>Values of up to four fields; null where a field is absent or was not asked for. Ordered ordinally, absent ones first.</summary>
internal readonly record struct TextTuple(string? First, string? Second, string? Third, string? Fourth) : IComparable<TextTuple>
{
    /// <summary>The choices for a field that is absent.</summary>
    public static IReadOnlyList<string?> Absent { get; } = [null];

    public int CompareTo(TextTuple other) => (string.CompareOrdinal(First, other.First), string.CompareOrdinal(Second, other.Second), string.CompareOrdinal(Third, other.Third)) switch
    {
        (0, 0, 0) => string.CompareOrdinal(Fourth, other.Fourth),
        (0, 0, var third) => third,
        (0, var second, _) => second,
        (var first, _, _) => first,
    };

    public IReadOnlyList<string?> ToList(int fields) => new[] { First, Second, Third, Fourth }[..fields];
}
