using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>How the identity was proved.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration AuthenticationMethod. Records carry the number.</remarks>
[NumberedEnum]
public enum AuthenticationMethod
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>Lower bound of the range, no method.</summary>
    Min = 0,

    /// <summary>Password.</summary>
    Password = 1,

    /// <summary>Digest of the password.</summary>
    Digest = 2,

    /// <summary>Authentication by a proxy.</summary>
    ProxyAuth = 3,

    /// <summary>Information card.</summary>
    InfoCard = 4,

    /// <summary>Delegation token.</summary>
    DAToken = 5,

    /// <summary>Remembered password, SHA-1.</summary>
    Sha1RememberMyPassword = 6,

    /// <summary>LAN Manager hash of the password.</summary>
    LMPasswordHash = 7,

    /// <summary>Token of a federation server.</summary>
    ADFSFederatedToken = 8,

    /// <summary>Electronic identity.</summary>
    EID = 9,

    /// <summary>Identity of a device.</summary>
    DeviceID = 10,

    /// <summary>MD5 digest.</summary>
    MD5 = 11,

    /// <summary>Encrypted hash of the password from a proxy.</summary>
    EncProxyPasswordHash = 12,

    /// <summary>Live web federation.</summary>
    LWAFederation = 13,

    /// <summary>Password hashed by SHA-1.</summary>
    Sha1HashedPassword = 14,

    /// <summary>PIN.</summary>
    SecurePin = 15,

    /// <summary>Reset of a PIN.</summary>
    SecurePinReset = 16,

    /// <summary>SAML 2.0 by POST with a simple signature.</summary>
    SAML20PostSimpleSign = 17,

    /// <summary>SAML 2.0 by POST.</summary>
    SAML20Post = 18,

    /// <summary>Code for one use.</summary>
    OneTimeCode = 19,
}
