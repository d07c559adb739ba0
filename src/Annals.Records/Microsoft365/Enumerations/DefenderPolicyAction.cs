using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What the policy did with a message.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration PolicyAction. Records carry the number.</remarks>
[NumberedEnum]
public enum DefenderPolicyAction
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>Moved it to the junk mail folder.</summary>
    MoveToJMF = 0,

    /// <summary>Added a header.</summary>
    AddXHeader = 1,

    /// <summary>Changed the subject.</summary>
    ModifySubject = 2,

    /// <summary>Sent it to another recipient.</summary>
    Redirect = 3,

    /// <summary>Deleted it.</summary>
    Delete = 4,

    /// <summary>Put it into quarantine.</summary>
    Quarantine = 5,

    /// <summary>Did nothing.</summary>
    NoAction = 6,

    /// <summary>Sent a blind copy to somebody.</summary>
    BccMessage = 7,

    /// <summary>Replaced the attachment.</summary>
    ReplaceAttachment = 8,
}
