using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What met the user who clicked a link.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration URLClickAction. Records carry the number.</remarks>
[NumberedEnum]
public enum URLClickAction
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>A page that blocks the link.</summary>
    Blockpage = 2,

    /// <summary>A page that says the link is being examined.</summary>
    PendingDetonationPage = 3,

    /// <summary>A blocking page that the user passed by.</summary>
    BlockPageOverride = 4,

    /// <summary>The examination page, passed by.</summary>
    PendingDetonationPageOverride = 5,
}
