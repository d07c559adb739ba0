using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>How a Planner operation ended.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration ResultStatus of the Microsoft Planner schema. Records carry the number.</remarks>
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
