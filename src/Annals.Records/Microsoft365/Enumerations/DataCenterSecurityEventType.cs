using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Family of a data centre security event.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration DataCenterSecurityEventType. Records carry the number.</remarks>
[NumberedEnum]
public enum DataCenterSecurityEventType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>A cmdlet was run in the data centre. The number is inferred.</summary>
    DataCenterSecurityCmdletAuditEvent = 0,
}
