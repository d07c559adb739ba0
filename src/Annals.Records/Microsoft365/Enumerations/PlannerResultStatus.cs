using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>How a Planner operation ended.</summary>
/// <remarks>Reference: Microsoft 365, section 7.2. Records carry the number.</remarks>
[NumberedEnum]
public enum PlannerResultStatus
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>It was carried out.</summary>
    Success = 1,

    /// <summary>It failed.</summary>
    Failure = 2,

    /// <summary>It was not allowed.</summary>
    AuthorizationFailure = 3,
}
