using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <summary>The envelope that the notifications API puts around an audit; the event bus puts it into its own.</summary>
/// <remarks>Reference: Genesys Cloud notification topics, notification.</remarks>
[JsonConverter(typeof(RecordObjectConverter<NotificationEvent>))]
public sealed class NotificationEvent : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("Notification", "Genesys Cloud notification topics, notification", null,
    [
        MemberSchema.Text("topicName"),
        MemberSchema.Text("version"),
        MemberSchema.Object("eventBody", AuditTopicAuditLogMessage.OwnSchema),
        MemberSchema.Object("metadata", NotificationMetadata.OwnSchema),
        MemberSchema.Time("timestamp"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Topic with the kind and the id of the entity filled in.</summary>
    public string? TopicName { get => GetText("topicName"); set => SetText("topicName", value); }

    /// <summary>Version of the topic's body.</summary>
    public string? Version { get => GetText("version"); set => SetText("version", value); }

    /// <summary>The audit, in the shape of the event bus.</summary>
    public AuditTopicAuditLogMessage? EventBody { get => GetObject<AuditTopicAuditLogMessage>("eventBody"); set => SetObject("eventBody", value); }

    /// <summary>What the bus adds.</summary>
    public NotificationMetadata? Metadata { get => GetObject<NotificationMetadata>("metadata"); set => SetObject("metadata", value); }

    /// <summary>When the event was sent, UTC.</summary>
    public DateTimeOffset? Timestamp { get => GetTime("timestamp"); set => SetTime("timestamp", value, WireTime.WithZone); }
}
