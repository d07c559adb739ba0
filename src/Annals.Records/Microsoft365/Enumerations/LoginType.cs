using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>How a session came to be.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration LoginType. Records carry the number.</remarks>
[NumberedEnum]
public enum LoginType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>Any other way.</summary>
    Other = -1,

    /// <summary>By a first authentication.</summary>
    InitialAuth = 1,

    /// <summary>By a copied cookie.</summary>
    CookieCopy = 2,

    /// <summary>By authenticating again without asking the user.</summary>
    SilentReAuth = 3,
}
