namespace Annals.Index.Query;

/// <summary>The smallest part of a moment that is given.</summary>
internal enum TimePrecision
{
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
    Fraction,
}
