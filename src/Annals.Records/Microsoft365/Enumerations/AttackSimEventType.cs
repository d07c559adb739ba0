using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What happened to the message of a simulated attack.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration AttackSimEventType. Records carry the number.</remarks>
[NumberedEnum]
public enum AttackSimEventType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>It arrived.</summary>
    MessageDelivered = 1,

    /// <summary>It could not be delivered.</summary>
    MessageFailed = 2,

    /// <summary>The user typed credentials into its page.</summary>
    CredentialEntered = 6,

    /// <summary>The user gave consent to its application.</summary>
    PermissionGranted = 7,

    /// <summary>The user clicked its link.</summary>
    LinkClicked = 8,

    /// <summary>The user opened its attachment.</summary>
    AttachmentOpened = 10,

    /// <summary>The user read it.</summary>
    MessageRead = 12,

    /// <summary>The user answered it.</summary>
    MessageReplied = 13,

    /// <summary>The user passed it on.</summary>
    MessageForwarded = 14,

    /// <summary>The user reported it.</summary>
    MessageReported = 15,

    /// <summary>The user deleted it.</summary>
    MessageDeleted = 16,

    /// <summary>An absence notice came back.</summary>
    OutOfOffice = 17,

    /// <summary>A message of praise was delivered.</summary>
    PositiveReinforcementMessageDelivered = 18,
}
