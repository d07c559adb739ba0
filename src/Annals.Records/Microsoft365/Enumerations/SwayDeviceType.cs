using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Device that showed a Sway. Retired by the vendor.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration DeviceType of the Sway schema. Records carry the number.</remarks>
[NumberedEnum]
public enum SwayDeviceType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>A desktop computer.</summary>
    Desktop = 0,

    /// <summary>A phone.</summary>
    Mobile = 1,

    /// <summary>A tablet.</summary>
    Tablet = 2,
}
