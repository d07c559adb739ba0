using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A user reported a message or call (record type 462).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Microsoft Teams schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<TeamsUserConcernRecord>))]
public sealed class TeamsUserConcernRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Microsoft Teams user concern", "Office 365 Management Activity API schema, Microsoft Teams schema", AuditRecord.OwnSchema,
    [
        MemberSchema.Text("SubmissionId").Mandatory(),
        MemberSchema.Text("ReportMetadata").Mandatory(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the report. Mandatory.</summary>
    public string? SubmissionId { get => GetText("SubmissionId"); set => SetText("SubmissionId", value); }

    /// <summary>Details of the report. Mandatory.</summary>
    public string? ReportMetadata { get => GetText("ReportMetadata"); set => SetText("ReportMetadata", value); }
}
