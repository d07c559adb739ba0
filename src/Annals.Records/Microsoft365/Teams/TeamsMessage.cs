using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A message of a channel or chat.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Microsoft Teams schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<TeamsMessage>))]
public sealed class TeamsMessage : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("Message", "Office 365 Management Activity API schema, Microsoft Teams schema", null,
    [
        MemberSchema.Text("AADGroupId"),
        MemberSchema.Text("Id").Mandatory(),
        MemberSchema.Text("ChannelGuid"),
        MemberSchema.Text("ChannelName"),
        MemberSchema.Text("ChannelType"),
        MemberSchema.Text("ChatName"),
        MemberSchema.Text("ChatThreadId"),
        MemberSchema.Text("ParentMessageId"),
        MemberSchema.Int64("SizeInBytes"),
        MemberSchema.Text("TeamGuid"),
        MemberSchema.Text("TeamName"),
        MemberSchema.Text("Version"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Group behind the team.</summary>
    public string? AADGroupId { get => GetText("AADGroupId"); set => SetText("AADGroupId", value); }

    /// <summary>Identifier of the message. Mandatory.</summary>
    public string? Id { get => GetText("Id"); set => SetText("Id", value); }

    /// <summary>Identifier of the channel.</summary>
    public string? ChannelGuid { get => GetText("ChannelGuid"); set => SetText("ChannelGuid", value); }

    /// <summary>Name of the channel.</summary>
    public string? ChannelName { get => GetText("ChannelName"); set => SetText("ChannelName", value); }

    /// <summary>Standard, private or shared.</summary>
    public string? ChannelType { get => GetText("ChannelType"); set => SetText("ChannelType", value); }

    /// <summary>Name of the chat.</summary>
    public string? ChatName { get => GetText("ChatName"); set => SetText("ChatName", value); }

    /// <summary>Thread of the chat.</summary>
    public string? ChatThreadId { get => GetText("ChatThreadId"); set => SetText("ChatThreadId", value); }

    /// <summary>Message that this one answers.</summary>
    public string? ParentMessageId { get => GetText("ParentMessageId"); set => SetText("ParentMessageId", value); }

    /// <summary>Size in bytes.</summary>
    public long? SizeInBytes { get => GetInt64("SizeInBytes"); set => SetInt64("SizeInBytes", value); }

    /// <summary>Identifier of the team.</summary>
    public string? TeamGuid { get => GetText("TeamGuid"); set => SetText("TeamGuid", value); }

    /// <summary>Name of the team.</summary>
    public string? TeamName { get => GetText("TeamName"); set => SetText("TeamName", value); }

    /// <summary>Version of the message.</summary>
    public string? Version { get => GetText("Version"); set => SetText("Version", value); }
}
