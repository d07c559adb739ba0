namespace Annals.Index.Query;

/// <summary>Bounds of a query, so that a hostile one costs no more than an ordinary one.</summary>
public static class QueryLimits
{
    /// <summary>Longest query, in UTF-16 units.</summary>
    public const int LengthMax = 64 * 1024;

    /// <summary>Deepest nesting of parentheses, brackets and NOT.</summary>
    public const int NestingMax = 64;

    /// <summary>Most terms (words, phrases, field and path conditions) of one query.</summary>
    public const int TermsMax = 1024;

    /// <summary>Most segments of one path.</summary>
    public const int PathSegmentsMax = 32;

    /// <summary>Most <c>*</c> in one value: each may search the rest of the value again.</summary>
    public const int StarsMax = 16;
}
