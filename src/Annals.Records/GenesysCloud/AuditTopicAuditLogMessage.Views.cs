using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <content>The members of the audit API read from those of the event bus, and the envelopes around.</content>
public sealed partial class AuditTopicAuditLogMessage
{
    /// <summary>The notification the audit came in, or null. What is changed in it is written too.</summary>
    public NotificationEvent? Notification { get; private set; }

    /// <summary>The envelope of the event bus around the notification, or null.</summary>
    public EventBridgeEnvelope? Envelope { get; private set; }

    /// <summary>Who acted: made of userId, username and userDisplay unless there is a member user. A change of what was made here is not written.</summary>
    public override DomainEntityRef? User
    {
        get => base.User ?? (UserId is null && UserDisplay is null && Username is null ? null
            : new DomainEntityRef { Id = UserId ?? Username?.Id, Name = UserDisplay ?? Username?.Name, SelfUri = Username?.SelfUri });
        set => base.User = value;
    }

    /// <summary>OAuth client through which it was done: clientId unless there is a member client.</summary>
    public override AddressableEntityRef? Client
    {
        get => base.Client ?? ClientId;
        set => base.Client = value;
    }

    /// <summary>When the audit was logged, UTC: eventTime unless there is a member eventDate.</summary>
    public override DateTimeOffset? EventDate
    {
        get => base.EventDate ?? EventTime;
        set => base.EventDate = value;
    }

    private protected override RecordObject Outermost => (RecordObject?)Envelope ?? Notification ?? (RecordObject)this;

    internal AuditTopicAuditLogMessage In(NotificationEvent notification, EventBridgeEnvelope? envelope)
    {
        Notification = notification;
        Envelope = envelope;
        return this;
    }
}
