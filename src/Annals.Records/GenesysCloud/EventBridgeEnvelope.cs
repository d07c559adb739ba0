using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <summary>The envelope that the event bus of the cloud provider puts around a notification.</summary>
/// <remarks>Reference: Genesys Cloud EventBridge integration, event.</remarks>
[JsonConverter(typeof(RecordObjectConverter<EventBridgeEnvelope>))]
public sealed class EventBridgeEnvelope : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("EventBridge envelope", "Genesys Cloud EventBridge integration, event", null,
    [
        MemberSchema.Text("version"),
        MemberSchema.Text("id"),
        MemberSchema.Text("detail-type"),
        MemberSchema.Text("source"),
        MemberSchema.Text("account"),
        MemberSchema.Time("time"),
        MemberSchema.Text("region"),
        MemberSchema.Texts("resources"),
        MemberSchema.Object("detail", NotificationEvent.OwnSchema),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Version of the envelope.</summary>
    public string? Version { get => GetText("version"); set => SetText("version", value); }

    /// <summary>Identifier of the delivery, not of the audit.</summary>
    public string? Id { get => GetText("id"); set => SetText("id", value); }

    /// <summary>Generic name of the topic.</summary>
    public string? DetailType { get => GetText("detail-type"); set => SetText("detail-type", value); }

    /// <summary>Partner source, which names the organisation.</summary>
    public string? Source { get => GetText("source"); set => SetText("source", value); }

    /// <summary>Account the event was delivered to.</summary>
    public string? Account { get => GetText("account"); set => SetText("account", value); }

    /// <summary>When the event was delivered, UTC.</summary>
    public DateTimeOffset? Time { get => GetTime("time"); set => SetTime("time", value, WireTime.WithZone); }

    /// <summary>Region it was delivered in.</summary>
    public string? Region { get => GetText("region"); set => SetText("region", value); }

    /// <summary>Empty for audits.</summary>
    public IReadOnlyList<string?>? Resources { get => GetTexts("resources"); set => SetTexts("resources", value); }

    /// <summary>The notification.</summary>
    public NotificationEvent? Detail { get => GetObject<NotificationEvent>("detail"); set => SetObject("detail", value); }
}
