using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Role of a member of a team.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration MemberRoleType. Records carry the number.</remarks>
[NumberedEnum]
public enum MemberRoleType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>An ordinary member.</summary>
    Member = 0,

    /// <summary>An owner.</summary>
    Owner = 1,

    /// <summary>A guest.</summary>
    Guest = 2,
}
