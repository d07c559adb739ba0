using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Client that showed a Sway. Retired by the vendor.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration Endpoint of the Sway schema. Records carry the number.</remarks>
[NumberedEnum]
public enum SwayEndpoint
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>The web client.</summary>
    SwayWeb = 0,

    /// <summary>The iOS client.</summary>
    SwayIOS = 1,

    /// <summary>The Windows client.</summary>
    SwayWindows = 2,

    /// <summary>The Android client.</summary>
    SwayAndroid = 3,
}
