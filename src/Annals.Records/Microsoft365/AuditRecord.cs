using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>One audit record of Microsoft 365 with the members that all services write. Records of a known schema are read as a class derived from this one.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Common schema.</remarks>
[JsonConverter(typeof(AuditRecordConverter))]
public partial class AuditRecord : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("Common", "Office 365 Management Activity API schema, Common schema", null,
    [
        MemberSchema.Time("CreationTime").Mandatory(),
        MemberSchema.Text("Id").Mandatory(),
        MemberSchema.Text("Operation").Mandatory(),
        MemberSchema.Guid("OrganizationId").Mandatory(),
        MemberSchema.Enum<AuditLogRecordType>("RecordType").Mandatory(),
        MemberSchema.Text("ResultStatus"),
        MemberSchema.Text("UserKey").Mandatory(),
        MemberSchema.Enum<UserType>("UserType").Mandatory(),
        MemberSchema.Text("Workload"),
        MemberSchema.Text("ClientIP").Mandatory(),
        MemberSchema.Text("ObjectId"),
        MemberSchema.Text("UserId").Mandatory(),
        MemberSchema.Enum<AuditLogScope>("Scope"),
        MemberSchema.Object("AppAccessContext", AppAccessContext.OwnSchema),
        MemberSchema.Int32("Version").Observed(),
        MemberSchema.Texts("AssociatedAdminUnits").Observed(),
        MemberSchema.Texts("AssociatedAdminUnitsNames").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>When the event happened, UTC; on the wire mostly without zone and fraction. Mandatory.</summary>
    public DateTimeOffset? CreationTime { get => GetTime("CreationTime"); set => SetTime("CreationTime", value, WireTime.Microsoft365); }

    /// <summary>Identifier of the record, the key for de-duplication. A GUID, kept as text because other values are met. Mandatory.</summary>
    public string? Id { get => GetText("Id"); set => SetText("Id", value); }

    /// <summary>What was done; the cmdlet's name for administration of Exchange, DlpRuleMatch, DlpRuleUndo or DlpInfo for data loss prevention. Mandatory.</summary>
    public string? Operation { get => GetText("Operation"); set => SetText("Operation", value); }

    /// <summary>The tenant, the same for all services of an organisation. Mandatory.</summary>
    public Guid? OrganizationId { get => GetGuid("OrganizationId"); set => SetGuid("OrganizationId", value); }

    /// <summary>Kind of the record; decides the schema. Mandatory.</summary>
    public OpenEnum<AuditLogRecordType>? RecordType { get => GetEnum<AuditLogRecordType>("RecordType"); set => SetEnum("RecordType", value); }

    /// <summary>Whether it succeeded, in words that differ by service. For sign-ins it says only that the request was answered.</summary>
    public string? ResultStatus { get => GetText("ResultStatus"); set => SetText("ResultStatus", value); }

    /// <summary>Another identifier of the user, often the passport unique id. Mandatory.</summary>
    public string? UserKey { get => GetText("UserKey"); set => SetText("UserKey", value); }

    /// <summary>Kind of account that acted; administrators count as regular users in records of Entra. Mandatory.</summary>
    public OpenEnum<UserType>? UserType { get => GetEnum<UserType>("UserType"); set => SetEnum("UserType", value); }

    /// <summary>Service in which it happened. The vendor's newest page calls it mandatory.</summary>
    public string? Workload { get => GetText("Workload"); set => SetText("Workload", value); }

    /// <summary>Address of the device, with or without port and brackets; may be that of a trusted service. Often absent in spite of the schema. Mandatory.</summary>
    public string? ClientIP { get => GetText("ClientIP"); set => SetText("ClientIP", value); }

    /// <summary>What it was done to: a full address in SharePoint and OneDrive, the changed object in administration of Exchange.</summary>
    public string? ObjectId { get => GetText("ObjectId"); set => SetText("ObjectId", value); }

    /// <summary>Who did it: a user principal name, or the name of a system account. Mandatory.</summary>
    public string? UserId { get => GetText("UserId"); set => SetText("UserId", value); }

    /// <summary>Whether the event came from the cloud or from an installation at the customer's.</summary>
    public OpenEnum<AuditLogScope>? Scope { get => GetEnum<AuditLogScope>("Scope"); set => SetEnum("Scope", value); }

    /// <summary>Application and session on whose behalf it was done.</summary>
    public AppAccessContext? AppAccessContext { get => GetObject<AppAccessContext>("AppAccessContext"); set => SetObject("AppAccessContext", value); }

    /// <summary>Version of the record's form; 1 so far. Not documented, met in real records.</summary>
    public int? Version { get => GetInt32("Version"); set => SetInt64("Version", value); }

    /// <summary>Administrative units that the user or the object belongs to. Not documented, met in real records.</summary>
    public IReadOnlyList<string?>? AssociatedAdminUnits { get => GetTexts("AssociatedAdminUnits"); set => SetTexts("AssociatedAdminUnits", value); }

    /// <summary>Names of these units. Not documented, met in real records.</summary>
    public IReadOnlyList<string?>? AssociatedAdminUnitsNames { get => GetTexts("AssociatedAdminUnitsNames"); set => SetTexts("AssociatedAdminUnitsNames", value); }
}
