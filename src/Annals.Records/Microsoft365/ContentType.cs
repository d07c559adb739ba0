namespace Annals.Records.Microsoft365;

/// <summary>The five streams into which the Management Activity API divides records. Numbers are stored; they never change.</summary>
/// <remarks>Office 365 Management Activity API reference, "Working with the Office 365 Management Activity API".</remarks>
public enum ContentType
{
    /// <summary><c>Audit.General</c>: everything that belongs to no other stream.</summary>
    General = 0,

    /// <summary><c>Audit.AzureActiveDirectory</c>.</summary>
    AzureActiveDirectory = 1,

    /// <summary><c>Audit.Exchange</c>.</summary>
    Exchange = 2,

    /// <summary><c>Audit.SharePoint</c>, OneDrive included.</summary>
    SharePoint = 3,

    /// <summary><c>DLP.All</c>: matches of data loss prevention rules.</summary>
    Dlp = 4,
}
