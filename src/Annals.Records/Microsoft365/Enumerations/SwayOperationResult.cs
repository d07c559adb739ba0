using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>How an operation on a Sway ended. Retired by the vendor.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration OperationResult of the Sway schema. Records carry the number.</remarks>
[NumberedEnum]
public enum SwayOperationResult
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>It was carried out.</summary>
    Succeeded = 0,

    /// <summary>It failed.</summary>
    Failed = 1,
}
