using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Where a quarantine request came from.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration RequestSource of the Quarantine schema. Records carry the number.</remarks>
[NumberedEnum]
public enum QuarantineRequestSource
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>The compliance portal.</summary>
    SCC = 0,

    /// <summary>A cmdlet.</summary>
    Cmdlet = 1,

    /// <summary>A link in a notification.</summary>
    URLlink = 2,
}
