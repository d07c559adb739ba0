using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>An alert was raised or changed (record type 40). UserId and UserKey are always SecurityComplianceAlerts.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Security and Compliance Alerts schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<SecurityComplianceAlertRecord>))]
public sealed class SecurityComplianceAlertRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Security and Compliance Alerts", "Office 365 Management Activity API schema, Security and Compliance Alerts schema", AuditRecord.OwnSchema,
    [
        MemberSchema.Guid("AlertId").Mandatory(),
        MemberSchema.Text("AlertType").Mandatory(),
        MemberSchema.Text("Name").Mandatory(),
        MemberSchema.Guid("PolicyId"),
        MemberSchema.Text("Status"),
        MemberSchema.Text("Severity"),
        MemberSchema.Text("Category"),
        MemberSchema.Text("Source"),
        MemberSchema.Text("Comments"),
        MemberSchema.Text("Data"),
        MemberSchema.Text("AlertEntityId"),
        MemberSchema.Text("EntityType"),
        MemberSchema.List("AlertLinks", AlertLink.OwnSchema).Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the alert. Mandatory.</summary>
    public Guid? AlertId { get => GetGuid("AlertId"); set => SetGuid("AlertId", value); }

    /// <summary>System or Custom. Mandatory.</summary>
    public string? AlertType { get => GetText("AlertType"); set => SetText("AlertType", value); }

    /// <summary>Name of the alert. Mandatory.</summary>
    public string? Name { get => GetText("Name"); set => SetText("Name", value); }

    /// <summary>Policy that raised it.</summary>
    public Guid? PolicyId { get => GetGuid("PolicyId"); set => SetGuid("PolicyId", value); }

    /// <summary>Active, Investigating, Resolved or Dismissed.</summary>
    public string? Status { get => GetText("Status"); set => SetText("Status", value); }

    /// <summary>Low, Medium or High; Informational is met too.</summary>
    public string? Severity { get => GetText("Severity"); set => SetText("Severity", value); }

    /// <summary>Field of the alert, such as ThreatManagement.</summary>
    public string? Category { get => GetText("Category"); set => SetText("Category", value); }

    /// <summary>Product that raised it.</summary>
    public string? Source { get => GetText("Source"); set => SetText("Source", value); }

    /// <summary>Remarks of those who looked at it.</summary>
    public string? Comments { get => GetText("Comments"); set => SetText("Comments", value); }

    /// <summary>Details: JSON inside the text.</summary>
    public string? Data { get => GetText("Data"); set => SetText("Data", value); }

    /// <summary>Identifier of the user or thing concerned.</summary>
    public string? AlertEntityId { get => GetText("AlertEntityId"); set => SetText("AlertEntityId", value); }

    /// <summary>User, Recipients, Sender or MalwareFamily; only of AlertEntityGenerated.</summary>
    public string? EntityType { get => GetText("EntityType"); set => SetText("EntityType", value); }

    /// <summary>Addresses with more about the alert. Not documented, met in real records.</summary>
    public IReadOnlyList<AlertLink>? AlertLinks { get => GetList<AlertLink>("AlertLinks"); set => SetList("AlertLinks", value); }
}
