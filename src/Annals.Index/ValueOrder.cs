namespace Annals.Index;

/// <summary>Order of the values of a field.</summary>
public enum ValueOrder
{
    /// <summary>Most frequent first, ties in ordinal order.</summary>
    MostFrequent,

    /// <summary>Ordinal order.</summary>
    ByName,
}
