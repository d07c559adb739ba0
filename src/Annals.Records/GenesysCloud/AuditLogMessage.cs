using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <summary>One audit of Genesys Cloud, as its audit API answers it. Every member is optional.</summary>
/// <remarks>Reference: Genesys Cloud platform API, AuditLogMessage.</remarks>
[JsonConverter(typeof(AuditLogMessageConverter))]
public partial class AuditLogMessage : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("AuditLogMessage", "Genesys Cloud platform API, AuditLogMessage", null,
    [
        MemberSchema.Text("id"),
        MemberSchema.Text("userHomeOrgId"),
        MemberSchema.Object("user", DomainEntityRef.OwnSchema),
        MemberSchema.Object("client", AddressableEntityRef.OwnSchema),
        MemberSchema.Texts("remoteIp"),
        MemberSchema.Enum<AuditService>("serviceName"),
        MemberSchema.Enum<AuditLevel>("level"),
        MemberSchema.Time("eventDate"),
        MemberSchema.Object("message", MessageInfo.OwnSchema),
        MemberSchema.Enum<AuditAction>("action"),
        MemberSchema.Object("entity", DomainEntityRef.OwnSchema),
        MemberSchema.Enum<AuditEntityType>("entityType"),
        MemberSchema.Enum<AuditStatus>("status"),
        MemberSchema.Text("application"),
        MemberSchema.Object("initiatingAction", InitiatingAction.OwnSchema),
        MemberSchema.Flag("transactionInitiator"),
        MemberSchema.List("propertyChanges", PropertyChange.OwnSchema),
        MemberSchema.Map("context"),
        MemberSchema.List("entityChanges", EntityChange.OwnSchema),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the audit; unique, so the key for de-duplication.</summary>
    public string? Id { get => GetText("id"); set => SetText("id", value); }

    /// <summary>Home organisation of the user; present only with a user.</summary>
    public string? UserHomeOrgId { get => GetText("userHomeOrgId"); set => SetText("userHomeOrgId", value); }

    /// <summary>Who acted; absent or empty when the platform did. May hold the id of an OAuth client.</summary>
    public virtual DomainEntityRef? User { get => GetObject<DomainEntityRef>("user"); set => SetObject("user", value); }

    /// <summary>OAuth client through which it was done.</summary>
    public virtual AddressableEntityRef? Client { get => GetObject<AddressableEntityRef>("client"); set => SetObject("client", value); }

    /// <summary>Addresses that sent or passed on the request; only when a user acted. IPv4 and IPv6.</summary>
    public IReadOnlyList<string?>? RemoteIp { get => GetTexts("remoteIp"); set => SetTexts("remoteIp", value); }

    /// <summary>Service that wrote the audit.</summary>
    public OpenEnum<AuditService>? ServiceName { get => GetEnum<AuditService>("serviceName"); set => SetEnum("serviceName", value); }

    /// <summary>Whether a user or the platform acted.</summary>
    public OpenEnum<AuditLevel>? Level { get => GetEnum<AuditLevel>("level"); set => SetEnum("level", value); }

    /// <summary>When the audit was logged, UTC.</summary>
    public virtual DateTimeOffset? EventDate { get => GetTime("eventDate"); set => SetTime("eventDate", value, WireTime.WithZone); }

    /// <summary>Text for people; often absent.</summary>
    public MessageInfo? Message { get => GetObject<MessageInfo>("message"); set => SetObject("message", value); }

    /// <summary>What was done to the entity.</summary>
    public OpenEnum<AuditAction>? Action { get => GetEnum<AuditAction>("action"); set => SetEnum("action", value); }

    /// <summary>What it was done to.</summary>
    public DomainEntityRef? Entity { get => GetObject<DomainEntityRef>("entity"); set => SetObject("entity", value); }

    /// <summary>Kind of what it was done to.</summary>
    public OpenEnum<AuditEntityType>? EntityType { get => GetEnum<AuditEntityType>("entityType"); set => SetEnum("entityType", value); }

    /// <summary>How the action ended.</summary>
    public OpenEnum<AuditStatus>? Status { get => GetEnum<AuditStatus>("status"); set => SetEnum("status", value); }

    /// <summary>Application that was used; mostly "". Since October 2022.</summary>
    public string? Application { get => GetText("application"); set => SetText("application", value); }

    /// <summary>What set off the transaction. Since October 2022.</summary>
    public InitiatingAction? InitiatingAction { get => GetObject<InitiatingAction>("initiatingAction"); set => SetObject("initiatingAction", value); }

    /// <summary>Whether this audit began the transaction. Since October 2022.</summary>
    public bool? TransactionInitiator { get => GetFlag("transactionInitiator"); set => SetFlag("transactionInitiator", value); }

    /// <summary>Properties that changed.</summary>
    public IReadOnlyList<PropertyChange>? PropertyChanges { get => GetList<PropertyChange>("propertyChanges"); set => SetList("propertyChanges", value); }

    /// <summary>Further facts by name; may hold an address of its own.</summary>
    public IReadOnlyDictionary<string, string?>? Context { get => GetMap("context"); set => SetMap("context", value); }

    /// <summary>Further entities that changed. Since October 2022.</summary>
    public IReadOnlyList<EntityChange>? EntityChanges { get => GetList<EntityChange>("entityChanges"); set => SetList("entityChanges", value); }
}
