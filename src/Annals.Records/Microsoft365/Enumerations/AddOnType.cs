using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Kind of an add-on of a team.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration AddOnType. Records carry the number.</remarks>
[NumberedEnum]
public enum AddOnType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>A bot.</summary>
    Bot = 1,

    /// <summary>A connector.</summary>
    Connector = 2,

    /// <summary>A tab.</summary>
    Tab = 3,
}
