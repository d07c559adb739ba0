using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>In which capacity a mailbox was opened.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration LogonType. Records carry the number.</remarks>
[NumberedEnum]
public enum LogonType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>By its owner.</summary>
    Owner = 0,

    /// <summary>By an administrator.</summary>
    Admin = 1,

    /// <summary>By somebody the owner gave access to.</summary>
    Delegated = 2,

    /// <summary>By the transport service.</summary>
    Transport = 3,

    /// <summary>By a service account in the data centre.</summary>
    SystemService = 4,

    /// <summary>With the best access available, for internal use.</summary>
    BestAccess = 5,

    /// <summary>By an administrator to whom access was delegated.</summary>
    DelegatedAdmin = 6,
}
