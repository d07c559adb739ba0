using Annals.Records.Objects;
using System.Text.Json.Serialization;

namespace Annals.Records.Microsoft365;

/// <summary>Service where Defender found a file.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration SourceWorkload. Records carry the number.</remarks>
[NumberedEnum]
public enum SourceWorkload
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>SharePoint.</summary>
    SharePoint = 0,

    /// <summary>OneDrive.</summary>
    OneDrive = 1,

    /// <summary>Teams.</summary>
    [JsonStringEnumMemberName("Microsoft Teams")]
    MicrosoftTeams = 2,
}
