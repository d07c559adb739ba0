using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Family of an Entra event. The numbers were found in real records.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration AzureActiveDirectoryEventType. Records carry the number.</remarks>
[NumberedEnum]
public enum AzureActiveDirectoryEventType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>A sign-in to an account.</summary>
    AccountLogon = 0,

    /// <summary>A security event of an application; every newer Entra record has it.</summary>
    AzureApplicationAuditEvent = 1,
}
