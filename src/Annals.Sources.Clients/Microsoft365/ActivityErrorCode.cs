namespace Annals.Sources.Microsoft365;

/// <summary>Codes of the Management Activity API that call for something of their own (reference, "Errors").</summary>
public static class ActivityErrorCode
{
    /// <summary>The token lacks a permission; with <c>DLP.All</c> alone it is <c>ActivityFeed.ReadDlp</c>.</summary>
    public const string MissingPermission = "AF10001";

    /// <summary>Nothing is subscribed to of this content type.</summary>
    public const string NoSubscription = "AF20022";

    /// <summary>The subscription was switched off by somebody.</summary>
    public const string Disabled = "AF20023";

    /// <summary>The subscription is on already. The reference does not have it; the service sends it.</summary>
    public const string AlreadyEnabled = "AF20024";

    /// <summary>The window is wrong: half open, longer than 24 hours, or beginning more than seven days ago.</summary>
    public const string BadWindow = "AF20030";

    /// <summary>The next page is none.</summary>
    public const string BadPage = "AF20031";

    /// <summary>There is no such content.</summary>
    public const string NoContent = "AF20050";

    /// <summary>The content has expired.</summary>
    public const string Expired = "AF20051";

    /// <summary>As <see cref="BadWindow"/>; what the service sends now.</summary>
    public const string WindowOutOfReach = "AF20055";

    /// <summary>Too many requests. Comes with status 403 or 429.</summary>
    public const string TooManyRequests = "AF429";
}
