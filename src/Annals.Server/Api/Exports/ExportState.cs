using System.Text.Json.Serialization;

namespace Annals.Server.Api.Exports;

/// <summary>What has become of an export.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExportState>))]
internal enum ExportState
{
    /// <summary>It waits for its turn.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>Its file is being written.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Its file can be fetched until it expires.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It ended without a file; the reason says why.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Somebody ended it before it was done.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>Its time was over and its file was removed.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,
}
