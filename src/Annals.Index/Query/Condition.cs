namespace Annals.Index.Query;

/// <summary>What a value must be.</summary>
internal abstract record Condition
{
    private protected Condition()
    {
    }
}

/// <summary>Present, and not null, an empty string, an empty object or an empty array. For a field: known.</summary>
internal sealed record ExistsCondition : Condition
{
    public static ExistsCondition Instance { get; } = new();
}

/// <summary>The whole value, case-folded, fits the pattern.</summary>
internal sealed record PatternCondition(TextPattern Pattern) : Condition;

/// <summary>An address of the record lies in the range; only on <see cref="QueryField.Ip"/>.</summary>
internal sealed record AddressCondition(AddressRange Range) : Condition;

/// <summary>A moment within two bounds, at least one of which is given; on the time fields and on paths.</summary>
internal sealed record TimeCondition(TimeExpression? Low, bool LowIncluded, TimeExpression? High, bool HighIncluded) : Condition
{
    /// <summary>First microsecond that matches; null = no lower bound.</summary>
    public long? FromMicros => Low is null ? null : LowIncluded ? Low.StartMicros : Low.EndMicros;

    /// <summary>First microsecond after those that match; null = no upper bound.</summary>
    public long? UntilMicros => High is null ? null : HighIncluded ? High.EndMicros : High.StartMicros;

    public bool Contains(long micros) => (FromMicros is not { } from || micros >= from) && (UntilMicros is not { } until || micros < until);
}

/// <summary>A number within two bounds, at least one of which is given; only on paths. Compared exactly, whatever its size.</summary>
internal sealed record NumberCondition(DecimalText? Low, bool LowIncluded, DecimalText? High, bool HighIncluded) : Condition;
