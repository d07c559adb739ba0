using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A rule of data loss prevention matched, or a match was taken back (record types 11, 13, 33, 63, 99, 100, 107, 108). Who acted is always DlpAgent in UserKey.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, DLP schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<DlpRecord>))]
public sealed class DlpRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("DLP", "Office 365 Management Activity API schema, DLP schema", AuditRecord.OwnSchema,
    [
        MemberSchema.Object("SharePointMetaData", SharePointMetadata.OwnSchema),
        MemberSchema.Object("ExchangeMetaData", ExchangeMetadata.OwnSchema),
        MemberSchema.Object("EndpointMetaData", EndpointMetadata.OwnSchema),
        MemberSchema.Object("ExceptionInfo", ExceptionInfo.OwnSchema).AlsoAs(JsonValueKind.String),
        MemberSchema.List("PolicyDetails", Microsoft365.PolicyDetails.OwnSchema).Mandatory(),
        MemberSchema.Flag("SensitiveInfoDetectionIsIncluded").Mandatory(),
        MemberSchema.Text("IncidentId").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>The document, for SharePoint and OneDrive.</summary>
    public SharePointMetadata? SharePointMetaData { get => GetObject<SharePointMetadata>("SharePointMetaData"); set => SetObject("SharePointMetaData", value); }

    /// <summary>The message, for Exchange.</summary>
    public ExchangeMetadata? ExchangeMetaData { get => GetObject<ExchangeMetadata>("ExchangeMetaData"); set => SetObject("ExchangeMetaData", value); }

    /// <summary>The file, for devices.</summary>
    public EndpointMetadata? EndpointMetaData { get => GetObject<EndpointMetadata>("EndpointMetaData"); set => SetObject("EndpointMetaData", value); }

    /// <summary>Why a match no longer counts. Documented as text, which is met too: null here, see <see cref="RecordObject.TextOf"/>.</summary>
    public ExceptionInfo? ExceptionInfo { get => GetObject<ExceptionInfo>("ExceptionInfo"); set => SetObject("ExceptionInfo", value); }

    /// <summary>Policies with the rules that matched. Mandatory.</summary>
    public IReadOnlyList<PolicyDetails>? PolicyDetails { get => GetList<PolicyDetails>("PolicyDetails"); set => SetList("PolicyDetails", value); }

    /// <summary>Whether the values found are in the record; only readers with a special permission get them. Mandatory.</summary>
    public bool? SensitiveInfoDetectionIsIncluded { get => GetFlag("SensitiveInfoDetectionIsIncluded"); set => SetFlag("SensitiveInfoDetectionIsIncluded", value); }

    /// <summary>Ties together records of one match. Not documented, met in real records.</summary>
    public string? IncidentId { get => GetText("IncidentId"); set => SetText("IncidentId", value); }
}
