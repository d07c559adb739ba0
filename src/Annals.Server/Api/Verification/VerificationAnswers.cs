using System.Text.Json;
using System.Text.Json.Serialization;

namespace Annals.Server.Api.Verification;

/// <summary>How to verify.</summary>
/// <param name="OlderCheckpoints">Signed checkpoints of this log that were kept outside, as text: shows that the log only grew since each. At most 16.</param>
internal sealed record NewVerification(IReadOnlyList<string>? OlderCheckpoints = null);

/// <summary>A verification.</summary>
/// <param name="Id">Names it.</param>
/// <param name="State">What has become of it.</param>
/// <param name="StartedBy">Name of who started it; null when the server did by its schedule.</param>
/// <param name="Begun">When it began.</param>
/// <param name="Ended">When it ended; null while it goes on.</param>
/// <param name="Size">Entries to check; 0 until that is known.</param>
/// <param name="Checked">Entries checked.</param>
/// <param name="PerSecond">Entries checked a second.</param>
/// <param name="Erased">Entries whose record was erased; they stay proven.</param>
/// <param name="Good">Whether everything fits; null without a verdict.</param>
/// <param name="Verdict">The verdict in words; null without one.</param>
/// <param name="Reason">Why there is no verdict; null otherwise.</param>
/// <param name="FaultCount">How many places do not fit.</param>
/// <param name="Faults">The first 100 of them.</param>
/// <param name="Remarks">What is worth saying and no damage.</param>
internal sealed record VerificationView(
    Guid Id, VerificationState State, string? StartedBy, DateTimeOffset Begun, DateTimeOffset? Ended, long Size, long Checked, long PerSecond, long Erased, bool? Good, string? Verdict,
    string? Reason, long FaultCount, IReadOnlyList<VerificationFault> Faults, IReadOnlyList<string> Remarks)
{
    public static VerificationView Of(VerificationRecord record, DateTimeOffset now)
    {
        var seconds = Math.Max(0.001, ((record.Ended ?? now) - record.Begun).TotalSeconds);
        return new(
            record.Id, record.State, record.StartedBy, record.Begun, record.Ended, record.Size, record.Checked, (long)(record.Checked / seconds), record.Erased, record.IsGood, record.Verdict,
            record.Reason, record.FaultCount, record.Faults, record.Remarks);
    }
}

/// <summary>Verifications of the tenant, the newest first.</summary>
internal sealed record VerificationList(IReadOnlyList<VerificationView> Verifications);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(NewVerification))]
[JsonSerializable(typeof(VerificationView))]
[JsonSerializable(typeof(VerificationList))]
[JsonSerializable(typeof(IReadOnlyList<VerificationFault>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class VerificationJson : JsonSerializerContext;
