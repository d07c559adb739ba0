using Annals.Records.Objects;
using System.Text.Json.Serialization;

namespace Annals.Records.Microsoft365;

/// <summary>What was asked for a message in quarantine.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration RequestType of the Quarantine schema. Records carry the number.</remarks>
[NumberedEnum]
public enum QuarantineRequestType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>To look at it.</summary>
    Preview = 0,

    /// <summary>To delete it.</summary>
    Delete = 1,

    /// <summary>To release it.</summary>
    Release = 2,

    /// <summary>To download it.</summary>
    Export = 3,

    /// <summary>To see its headers.</summary>
    ViewHeader = 4,

    /// <summary>To have an administrator release it.</summary>
    [JsonStringEnumMemberName("Release request")]
    ReleaseRequest = 5,
}
