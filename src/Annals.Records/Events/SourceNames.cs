using System.Buffers;

namespace Annals.Records.Events;

/// <summary>Names of sources: the three reserved ones, the default, and the rule for all others.</summary>
public static class SourceNames
{
    /// <summary>Records of the Microsoft 365 unified audit log.</summary>
    public const string Microsoft365 = "microsoft365";

    /// <summary>Records of the Genesys Cloud audit service.</summary>
    public const string GenesysCloud = "genesys-cloud";

    /// <summary>The archive's own receipts.</summary>
    public const string Annals = "annals";

    /// <summary>Records that name no source.</summary>
    public const string Import = "import";

    /// <summary>Most characters that a name may have.</summary>
    public const int LengthMax = 63;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<byte> AllowedBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-"u8);

    /// <summary>Whether the name is 1 to 63 of a-z, 0-9 and hyphen, not beginning with a hyphen. Reserved names are valid too.</summary>
    public static bool IsValid(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= LengthMax && name[0] != '-' && !name.ContainsAnyExcept(Allowed);

    /// <summary>Whether the name belongs to a vendor or to the archive itself, so that no application may use it.</summary>
    public static bool IsReserved(ReadOnlySpan<char> name) => name is Microsoft365 or GenesysCloud or Annals;

    /// <summary>As <see cref="IsValid(ReadOnlySpan{char})"/>, for UTF-8, and not reserved.</summary>
    internal static bool IsApplicationName(ReadOnlySpan<byte> name) =>
        name.Length is > 0 and <= LengthMax && name[0] != '-' && !name.ContainsAnyExcept(AllowedBytes)
        && !name.SequenceEqual("microsoft365"u8) && !name.SequenceEqual("genesys-cloud"u8) && !name.SequenceEqual("annals"u8);
}
