using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What Defender found out about a file.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration FileVerdict. Records carry the number.</remarks>
[NumberedEnum]
public enum FileVerdict
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>Nothing harmful.</summary>
    Good = 0,

    /// <summary>Harmful.</summary>
    Bad = 1,

    /// <summary>The analysis failed.</summary>
    Error = -1,

    /// <summary>The analysis took too long.</summary>
    Timeout = -2,

    /// <summary>The analysis is not finished.</summary>
    Pending = -3,
}
