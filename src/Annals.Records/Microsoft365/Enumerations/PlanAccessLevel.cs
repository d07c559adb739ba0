using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What a container may do with a plan.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration PlanAccessLevel. Records carry the number.</remarks>
[NumberedEnum]
public enum PlanAccessLevel
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>Read it.</summary>
    ReadAccess = 1,

    /// <summary>Read and change it.</summary>
    ReadWriteAccess = 2,

    /// <summary>Everything, deleting and sharing included.</summary>
    FullAccess = 3,
}
