using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What all records of SharePoint and OneDrive share.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, SharePoint Base schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<SharePointBaseRecord>))]
public class SharePointBaseRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("SharePoint Base", "Office 365 Management Activity API schema, SharePoint Base schema", AuditRecord.OwnSchema,
    [
        MemberSchema.Guid("Site"),
        MemberSchema.Enum<ItemType>("ItemType"),
        MemberSchema.Enum<EventSource>("EventSource"),
        MemberSchema.Text("SourceName"),
        MemberSchema.Text("UserAgent"),
        MemberSchema.Text("MachineDomainInfo"),
        MemberSchema.Text("MachineId"),
        MemberSchema.Guid("ListItemUniqueId"),
        MemberSchema.Guid("ListId"),
        MemberSchema.Text("ApplicationId"),
        MemberSchema.Text("ApplicationDisplayName"),
        MemberSchema.Flag("IsWorkflow"),
        MemberSchema.Guid("WebId").Observed(),
        MemberSchema.Text("CorrelationId").Observed(),
        MemberSchema.Text("AuthenticationType").Observed(),
        MemberSchema.Text("BrowserName").Observed(),
        MemberSchema.Text("BrowserVersion").Observed(),
        MemberSchema.Text("Platform").Observed(),
        MemberSchema.Flag("IsManagedDevice").Observed(),
        MemberSchema.Text("DeviceDisplayName").Observed(),
        MemberSchema.Text("GeoLocation").Observed(),
        MemberSchema.Text("UserSessionId").Observed(),
        MemberSchema.Text("EventSignature").Observed(),
        MemberSchema.Flag("DoNotDistributeEvent").Observed().AlsoAs(JsonValueKind.String),
        MemberSchema.Flag("HighPriorityMediaProcessing").Observed().AlsoAs(JsonValueKind.String),
        MemberSchema.Flag("CustomUniqueId").Observed(),
        MemberSchema.Text("AssertingApplicationId").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Site in which the object lies.</summary>
    public Guid? Site { get => GetGuid("Site"); set => SetGuid("Site", value); }

    /// <summary>Kind of the object.</summary>
    public OpenEnum<ItemType>? ItemType { get => GetEnum<ItemType>("ItemType"); set => SetEnum("ItemType", value); }

    /// <summary>Which side of the product raised the event.</summary>
    public OpenEnum<EventSource>? EventSource { get => GetEnum<EventSource>("EventSource"); set => SetEnum("EventSource", value); }

    /// <summary>Name of what caused the event.</summary>
    public string? SourceName { get => GetText("SourceName"); set => SetText("SourceName", value); }

    /// <summary>Client program as it described itself.</summary>
    public string? UserAgent { get => GetText("UserAgent"); set => SetText("UserAgent", value); }

    /// <summary>Domain of a syncing device. Personal data.</summary>
    public string? MachineDomainInfo { get => GetText("MachineDomainInfo"); set => SetText("MachineDomainInfo", value); }

    /// <summary>Identifier of a syncing device. Personal data.</summary>
    public string? MachineId { get => GetText("MachineId"); set => SetText("MachineId", value); }

    /// <summary>Identifier of the item in its list.</summary>
    public Guid? ListItemUniqueId { get => GetGuid("ListItemUniqueId"); set => SetGuid("ListItemUniqueId", value); }

    /// <summary>Identifier of the list.</summary>
    public Guid? ListId { get => GetGuid("ListId"); set => SetGuid("ListId", value); }

    /// <summary>Identifier of the application that acted.</summary>
    public string? ApplicationId { get => GetText("ApplicationId"); set => SetText("ApplicationId", value); }

    /// <summary>Name of the application that acted.</summary>
    public string? ApplicationDisplayName { get => GetText("ApplicationDisplayName"); set => SetText("ApplicationDisplayName", value); }

    /// <summary>Whether a workflow did it.</summary>
    public bool? IsWorkflow { get => GetFlag("IsWorkflow"); set => SetFlag("IsWorkflow", value); }

    /// <summary>Identifier of the web. Not documented, met in real records.</summary>
    public Guid? WebId { get => GetGuid("WebId"); set => SetGuid("WebId", value); }

    /// <summary>Ties together what belongs to one request. Not documented, met in real records.</summary>
    public string? CorrelationId { get => GetText("CorrelationId"); set => SetText("CorrelationId", value); }

    /// <summary>How the caller proved its identity. Not documented, met in real records.</summary>
    public string? AuthenticationType { get => GetText("AuthenticationType"); set => SetText("AuthenticationType", value); }

    /// <summary>Browser of the user; may be "". Not documented, met in real records.</summary>
    public string? BrowserName { get => GetText("BrowserName"); set => SetText("BrowserName", value); }

    /// <summary>Version of the browser; may be "". Not documented, met in real records.</summary>
    public string? BrowserVersion { get => GetText("BrowserVersion"); set => SetText("BrowserVersion", value); }

    /// <summary>Platform of the client, such as WinDesktop or Service. Not documented, met in real records.</summary>
    public string? Platform { get => GetText("Platform"); set => SetText("Platform", value); }

    /// <summary>Whether the device is managed. Not documented, met in real records.</summary>
    public bool? IsManagedDevice { get => GetFlag("IsManagedDevice"); set => SetFlag("IsManagedDevice", value); }

    /// <summary>Name or address of the device. Not documented, met in real records.</summary>
    public string? DeviceDisplayName { get => GetText("DeviceDisplayName"); set => SetText("DeviceDisplayName", value); }

    /// <summary>Region in which the data lies. Not documented, met in real records.</summary>
    public string? GeoLocation { get => GetText("GeoLocation"); set => SetText("GeoLocation", value); }

    /// <summary>Session of the user. Not documented, met in real records.</summary>
    public string? UserSessionId { get => GetText("UserSessionId"); set => SetText("UserSessionId", value); }

    /// <summary>Signature of the event. Not documented, met in real records.</summary>
    public string? EventSignature { get => GetText("EventSignature"); set => SetText("EventSignature", value); }

    /// <summary>An internal mark of the vendor; a boolean or text. Not documented, met in real records.</summary>
    public bool? DoNotDistributeEvent { get => GetFlag("DoNotDistributeEvent"); set => SetFlag("DoNotDistributeEvent", value); }

    /// <summary>An internal mark of the vendor; a boolean or text. Not documented, met in real records.</summary>
    public bool? HighPriorityMediaProcessing { get => GetFlag("HighPriorityMediaProcessing"); set => SetFlag("HighPriorityMediaProcessing", value); }

    /// <summary>Whether the identifier of the item was chosen by a caller. Not documented, met in real records.</summary>
    public bool? CustomUniqueId { get => GetFlag("CustomUniqueId"); set => SetFlag("CustomUniqueId", value); }

    /// <summary>Application that vouched for the caller. Not documented, met in real records.</summary>
    public string? AssertingApplicationId { get => GetText("AssertingApplicationId"); set => SetText("AssertingApplicationId", value); }
}
