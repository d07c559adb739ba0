using System.Text.Json.Serialization;

namespace Annals.Records.GenesysCloud;

/// <summary>Who caused an audit. Values of the member <c>level</c>.</summary>
/// <remarks>Reference: Genesys Cloud platform API, level of AuditLogMessage. The first 2 values are those of August 2022; the others were added since. Matching ignores case.</remarks>
public enum AuditLevel
{
    /// <summary>A value that this version does not know; never on the wire of a healthy source.</summary>
    OutdatedSdkVersion = 0,

    /// <summary>A person or a client application acted.</summary>
    [JsonStringEnumMemberName("USER")]
    User,

    /// <summary>The platform acted, often as a consequence of something a user did.</summary>
    [JsonStringEnumMemberName("SYSTEM")]
    System,

    /// <summary>Staff or systems of the vendor acted; in the REST model since April 2024.</summary>
    [JsonStringEnumMemberName("GENESYS_INTERNAL")]
    GenesysInternal,
}
