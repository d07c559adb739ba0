using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Where the audited service runs.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration AuditLogScope. Records carry the number.</remarks>
[NumberedEnum]
public enum AuditLogScope
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>In the vendor's cloud.</summary>
    Online = 0,

    /// <summary>In a hybrid installation at the customer's.</summary>
    Onprem = 1,
}
