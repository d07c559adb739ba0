namespace Annals.Index;

/// <summary>Order of results by occurred time. Rows whose occurred time is unknown come last in both orders.</summary>
public enum SearchOrder : byte
{
    /// <summary>Descending occurred time, ties by descending position.</summary>
    NewestFirst = 0,

    /// <summary>Ascending occurred time, ties by ascending position.</summary>
    OldestFirst = 1,
}
