using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <summary>One audit as the event bus and bulk downloads carry it: user and client are spread over other members and the time has another name. <see cref="AuditLogMessage.User"/>, <see cref="AuditLogMessage.Client"/> and <see cref="AuditLogMessage.EventDate"/> read them.</summary>
/// <remarks>Reference: Genesys Cloud notification topics, AuditTopicAuditLogMessage.</remarks>
[JsonConverter(typeof(RecordObjectConverter<AuditTopicAuditLogMessage>))]
public sealed partial class AuditTopicAuditLogMessage : AuditLogMessage
{
    internal static new readonly ObjectSchema OwnSchema = new("AuditTopicAuditLogMessage", "Genesys Cloud notification topics, AuditTopicAuditLogMessage", AuditLogMessage.OwnSchema,
    [
        MemberSchema.Text("userId"),
        MemberSchema.Object("username", DomainEntityRef.OwnSchema),
        MemberSchema.Text("userDisplay"),
        MemberSchema.Object("clientId", AddressableEntityRef.OwnSchema),
        MemberSchema.Time("eventTime"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of who acted.</summary>
    public string? UserId { get => GetText("userId"); set => SetText("userId", value); }

    /// <summary>Who acted, as a reference; often with an empty id.</summary>
    public DomainEntityRef? Username { get => GetObject<DomainEntityRef>("username"); set => SetObject("username", value); }

    /// <summary>Display name of who acted.</summary>
    public string? UserDisplay { get => GetText("userDisplay"); set => SetText("userDisplay", value); }

    /// <summary>OAuth client through which it was done.</summary>
    public AddressableEntityRef? ClientId { get => GetObject<AddressableEntityRef>("clientId"); set => SetObject("clientId", value); }

    /// <summary>When the audit was logged, UTC.</summary>
    public DateTimeOffset? EventTime { get => GetTime("eventTime"); set => SetTime("eventTime", value, WireTime.WithZone); }
}
