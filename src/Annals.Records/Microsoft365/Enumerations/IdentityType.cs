using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What the text of an identity is. The numbers were found in real records.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration IdentityType. Records carry the number.</remarks>
[NumberedEnum]
public enum IdentityType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>A claim; met with object ids.</summary>
    Claim = 0,

    /// <summary>A display name.</summary>
    Name = 1,

    /// <summary>Anything else; met with words such as User or ServicePrincipal.</summary>
    Other = 2,

    /// <summary>A passport unique id.</summary>
    PUID = 3,

    /// <summary>A service principal name.</summary>
    SPN = 4,

    /// <summary>A user principal name.</summary>
    UPN = 5,
}
