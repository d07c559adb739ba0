using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What Defender found out about a file.</summary>
/// <remarks>Reference: Microsoft 365, section 7.2. Records carry the number.</remarks>
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
