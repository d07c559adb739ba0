namespace Annals.Server.OpenApi;

/// <summary>How many records match.</summary>
internal sealed record CountAnswer : ScopedAnswer
{
    /// <summary>The query in canonical form.</summary>
    public required string Query { get; init; }

    public required long Count { get; init; }
}

/// <summary>How many records match, by time and outcome.</summary>
internal sealed record HistogramAnswer : ScopedAnswer
{
    /// <summary>The query in canonical form.</summary>
    public required string Query { get; init; }

    /// <summary>Width of a bucket.</summary>
    public required double WidthSeconds { get; init; }

    /// <summary>Those that are not empty, by time.</summary>
    public required IReadOnlyList<BucketAnswer> Buckets { get; init; }

    /// <summary>Records whose time is not known.</summary>
    public required OutcomesAnswer Undated { get; init; }
}

/// <summary>Records of a time.</summary>
internal sealed record BucketAnswer : OutcomesAnswer
{
    /// <summary>Begin of the bucket.</summary>
    public required DateTimeOffset From { get; init; }
}

/// <summary>Records by how what they tell of ended.</summary>
internal record OutcomesAnswer
{
    /// <summary>All of them.</summary>
    public required long Count { get; init; }

    public required long Success { get; init; }

    public required long Failure { get; init; }

    public required long Partial { get; init; }

    public required long Warning { get; init; }

    public required long Unknown { get; init; }
}

/// <summary>How many records match, by value of a field.</summary>
internal sealed record FacetAnswer : ScopedAnswer
{
    /// <summary>The query in canonical form.</summary>
    public required string Query { get; init; }

    /// <summary>The most frequent values.</summary>
    public required IReadOnlyList<ValueAnswer> Values { get; init; }

    /// <summary>Records with other values.</summary>
    public required long Others { get; init; }

    /// <summary>Records without a value.</summary>
    public required long Missing { get; init; }

    /// <summary>Whether the counts are exact.</summary>
    public required bool Complete { get; init; }
}

/// <summary>Values of a field that begin with a text.</summary>
internal sealed record ValuesAnswer : ScopedAnswer
{
    public required IReadOnlyList<ValueAnswer> Values { get; init; }

    /// <summary>Whether these are all.</summary>
    public required bool Complete { get; init; }
}

/// <summary>A value and the number of records that have it.</summary>
internal sealed record ValueAnswer
{
    public required string Value { get; init; }

    public required long Count { get; init; }
}
