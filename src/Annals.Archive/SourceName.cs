namespace Annals.Archive;

/// <summary>Names of sources that the archive itself gives a meaning.</summary>
public static class SourceName
{
    /// <summary>Our own receipts.</summary>
    public const string Annals = "annals";

    /// <summary>Records of the Office 365 Management Activity API.</summary>
    public const string Microsoft365 = "microsoft365";

    /// <summary>Records of the Genesys Cloud audit API.</summary>
    public const string GenesysCloud = "genesys-cloud";
}
