using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What was presented to sign in.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration CredentialType. Records carry the number.</remarks>
[NumberedEnum]
public enum CredentialType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>Anything else.</summary>
    Other = -1,

    /// <summary>A password.</summary>
    Password = 0,

    /// <summary>A mobile phone.</summary>
    MobilePhone = 1,

    /// <summary>The answer to a secret question.</summary>
    SecretQuestion = 2,

    /// <summary>A PIN.</summary>
    SecurePin = 3,

    /// <summary>The reset of a PIN.</summary>
    SecurePinReset = 4,

    /// <summary>An EasyID.</summary>
    EasyID = 11,

    /// <summary>An index of passwords.</summary>
    PasswordIndexCredentialType = 14,

    /// <summary>A device.</summary>
    Device = 16,

    /// <summary>An index of foreign realms.</summary>
    ForeignRealmIndex = 17,
}
