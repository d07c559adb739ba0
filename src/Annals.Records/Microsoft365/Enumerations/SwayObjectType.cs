using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Where a Sway was used. Retired by the vendor.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration ObjectType of the Sway schema. Records carry the number.</remarks>
[NumberedEnum]
public enum SwayObjectType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>The Sway itself.</summary>
    Sway = 0,

    /// <summary>Embedded in another page.</summary>
    SwayEmbedded = 1,

    /// <summary>The administration page.</summary>
    SwayAdminPortal = 2,
}
