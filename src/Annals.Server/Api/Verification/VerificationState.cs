using System.Text.Json.Serialization;

namespace Annals.Server.Api.Verification;

/// <summary>What has become of a verification.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VerificationState>))]
internal enum VerificationState
{
    /// <summary>It goes on.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>It came to a verdict.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It ended without a verdict; the reason says why.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
