using System.Text.Json.Serialization;

namespace Annals.Records.GenesysCloud;

/// <summary>How the audited action ended. Values of the member <c>status</c>.</summary>
/// <remarks>Reference: Genesys Cloud platform API, status of AuditLogMessage. The first 3 values are those of August 2022; the others were added since. Matching ignores case.</remarks>
public enum AuditStatus
{
    /// <summary>A value that this version does not know; never on the wire of a healthy source.</summary>
    OutdatedSdkVersion = 0,

    /// <summary>It was carried out.</summary>
    [JsonStringEnumMemberName("SUCCESS")]
    Success,

    /// <summary>It was refused or failed.</summary>
    [JsonStringEnumMemberName("FAILURE")]
    Failure,

    /// <summary>It was carried out with something to note.</summary>
    [JsonStringEnumMemberName("WARNING")]
    Warning,
}
