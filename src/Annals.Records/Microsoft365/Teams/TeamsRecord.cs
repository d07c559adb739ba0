using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Something happened in Teams (record types 25 and 57).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Microsoft Teams schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<TeamsRecord>))]
public sealed class TeamsRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Microsoft Teams", "Office 365 Management Activity API schema, Microsoft Teams schema", AuditRecord.OwnSchema,
    [
        MemberSchema.Text("Action"),
        MemberSchema.Guid("AddOnGuid"),
        MemberSchema.Text("AddOnName"),
        MemberSchema.Enum<AddOnType>("AddOnType"),
        MemberSchema.Text("ChannelGuid"),
        MemberSchema.Text("ChannelName"),
        MemberSchema.Text("ChannelType"),
        MemberSchema.List("ExtraProperties", TeamsKeyValuePair.OwnSchema),
        MemberSchema.List("HostedContents", HostedContent.OwnSchema),
        MemberSchema.Text("Invitee"),
        MemberSchema.List("Members", MicrosoftTeamsMember.OwnSchema),
        MemberSchema.Text("MessageId"),
        MemberSchema.Text("MessageURLs").AlsoAs(JsonValueKind.Array),
        MemberSchema.List("Messages", TeamsMessage.OwnSchema),
        MemberSchema.Int64("MessageSizeInBytes"),
        MemberSchema.Text("Name"),
        MemberSchema.Text("NewValue"),
        MemberSchema.Text("OldValue"),
        MemberSchema.Text("SubscriptionId"),
        MemberSchema.Text("TabType"),
        MemberSchema.Text("TeamGuid"),
        MemberSchema.Text("TeamName"),
        MemberSchema.Text("AADGroupId").Observed(),
        MemberSchema.Text("CommunicationType").Observed(),
        MemberSchema.Text("ItemName").Observed(),
        MemberSchema.Text("ChatThreadId").Observed(),
        MemberSchema.Text("MessageVersion").Observed(),
        MemberSchema.Any("ParticipantInfo").Observed(),
        MemberSchema.Text("ResourceTenantId").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>What was done, where Operation does not say it.</summary>
    public string? Action { get => GetText("Action"); set => SetText("Action", value); }

    /// <summary>Identifier of an add-on.</summary>
    public Guid? AddOnGuid { get => GetGuid("AddOnGuid"); set => SetGuid("AddOnGuid", value); }

    /// <summary>Name of the add-on.</summary>
    public string? AddOnName { get => GetText("AddOnName"); set => SetText("AddOnName", value); }

    /// <summary>Kind of the add-on.</summary>
    public OpenEnum<AddOnType>? AddOnType { get => GetEnum<AddOnType>("AddOnType"); set => SetEnum("AddOnType", value); }

    /// <summary>Identifier of the channel. Documented as GUID; real ones have another form.</summary>
    public string? ChannelGuid { get => GetText("ChannelGuid"); set => SetText("ChannelGuid", value); }

    /// <summary>Name of the channel.</summary>
    public string? ChannelName { get => GetText("ChannelName"); set => SetText("ChannelName", value); }

    /// <summary>Standard, private or shared.</summary>
    public string? ChannelType { get => GetText("ChannelType"); set => SetText("ChannelType", value); }

    /// <summary>Further facts by key.</summary>
    public IReadOnlyList<TeamsKeyValuePair>? ExtraProperties { get => GetList<TeamsKeyValuePair>("ExtraProperties"); set => SetList("ExtraProperties", value); }

    /// <summary>Pictures and other contents within messages.</summary>
    public IReadOnlyList<HostedContent>? HostedContents { get => GetList<HostedContent>("HostedContents"); set => SetList("HostedContents", value); }

    /// <summary>Who was invited to the team or chat.</summary>
    public string? Invitee { get => GetText("Invitee"); set => SetText("Invitee", value); }

    /// <summary>People concerned.</summary>
    public IReadOnlyList<MicrosoftTeamsMember>? Members { get => GetList<MicrosoftTeamsMember>("Members"); set => SetList("Members", value); }

    /// <summary>Identifier of a message.</summary>
    public string? MessageId { get => GetText("MessageId"); set => SetText("MessageId", value); }

    /// <summary>Addresses in a message. Documented as text; a list is met: null here, see <see cref="RecordObject.TextOf"/>.</summary>
    public string? MessageURLs { get => GetText("MessageURLs"); set => SetText("MessageURLs", value); }

    /// <summary>Messages concerned.</summary>
    public IReadOnlyList<TeamsMessage>? Messages { get => GetList<TeamsMessage>("Messages"); set => SetList("Messages", value); }

    /// <summary>Size of a message in bytes.</summary>
    public long? MessageSizeInBytes { get => GetInt64("MessageSizeInBytes"); set => SetInt64("MessageSizeInBytes", value); }

    /// <summary>Name of a setting that was changed.</summary>
    public string? Name { get => GetText("Name"); set => SetText("Name", value); }

    /// <summary>Value of the setting after the change.</summary>
    public string? NewValue { get => GetText("NewValue"); set => SetText("NewValue", value); }

    /// <summary>Value of the setting before the change.</summary>
    public string? OldValue { get => GetText("OldValue"); set => SetText("OldValue", value); }

    /// <summary>Identifier of a subscription to change notices.</summary>
    public string? SubscriptionId { get => GetText("SubscriptionId"); set => SetText("SubscriptionId", value); }

    /// <summary>Kind of the tab, as its maker named it.</summary>
    public string? TabType { get => GetText("TabType"); set => SetText("TabType", value); }

    /// <summary>Identifier of the team. Documented as GUID; real ones have another form.</summary>
    public string? TeamGuid { get => GetText("TeamGuid"); set => SetText("TeamGuid", value); }

    /// <summary>Name of the team.</summary>
    public string? TeamName { get => GetText("TeamName"); set => SetText("TeamName", value); }

    /// <summary>Group behind the team. Not documented, met in real records.</summary>
    public string? AADGroupId { get => GetText("AADGroupId"); set => SetText("AADGroupId", value); }

    /// <summary>Team, GroupChat, OneOnOne and others. Not documented, met in real records.</summary>
    public string? CommunicationType { get => GetText("CommunicationType"); set => SetText("CommunicationType", value); }

    /// <summary>Name or thread of what was touched. Not documented, met in real records.</summary>
    public string? ItemName { get => GetText("ItemName"); set => SetText("ItemName", value); }

    /// <summary>Thread of the chat. Not documented, met in real records.</summary>
    public string? ChatThreadId { get => GetText("ChatThreadId"); set => SetText("ChatThreadId", value); }

    /// <summary>Version of the message. Not documented, met in real records.</summary>
    public string? MessageVersion { get => GetText("MessageVersion"); set => SetText("MessageVersion", value); }

    /// <summary>Which tenants and domains took part. Not documented, met in real records.</summary>
    public JsonElement? ParticipantInfo { get => GetAny("ParticipantInfo"); set => SetAny("ParticipantInfo", value); }

    /// <summary>Tenant that owns the chat or team. Not documented, met in real records.</summary>
    public string? ResourceTenantId { get => GetText("ResourceTenantId"); set => SetText("ResourceTenantId", value); }
}
