namespace Annals.Sources.Microsoft365;

/// <summary>The content types of the Management Activity API (reference, "Working with the Office 365 Management Activity API").</summary>
public static class ActivityContentType
{
    /// <summary>Microsoft Entra ID.</summary>
    public const string AzureActiveDirectory = "Audit.AzureActiveDirectory";

    /// <summary>Exchange.</summary>
    public const string Exchange = "Audit.Exchange";

    /// <summary>SharePoint and OneDrive.</summary>
    public const string SharePoint = "Audit.SharePoint";

    /// <summary>Everything that has no content type of its own.</summary>
    public const string General = "Audit.General";

    /// <summary>Data loss prevention events; needs the permission <c>ActivityFeed.ReadDlp</c>.</summary>
    public const string Dlp = "DLP.All";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [AzureActiveDirectory, Exchange, SharePoint, General, Dlp];
}
