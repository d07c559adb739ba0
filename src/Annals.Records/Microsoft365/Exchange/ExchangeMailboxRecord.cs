using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What all records of mailbox access share.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeMailboxRecord>))]
public class ExchangeMailboxRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Exchange Mailbox", "Office 365 Management Activity API schema, Exchange Mailbox schema", AuditRecord.OwnSchema,
    [
        MemberSchema.Enum<LogonType>("LogonType").Mandatory(),
        MemberSchema.Enum<LogonType>("InternalLogonType").Mandatory(),
        MemberSchema.Text("MailboxGuid"),
        MemberSchema.Text("MailboxOwnerUPN"),
        MemberSchema.Text("MailboxOwnerSid"),
        MemberSchema.Text("MailboxOwnerMasterAccountSid"),
        MemberSchema.Text("LogonUserSid"),
        MemberSchema.Text("LogonUserDisplayName"),
        MemberSchema.Flag("ExternalAccess").Mandatory().AlsoAs(JsonValueKind.String),
        MemberSchema.Text("OriginatingServer"),
        MemberSchema.Text("OrganizationName"),
        MemberSchema.Text("ClientInfoString"),
        MemberSchema.Text("ClientIPAddress"),
        MemberSchema.Text("ClientMachineName"),
        MemberSchema.Text("ClientProcessName"),
        MemberSchema.Text("ClientVersion"),
        MemberSchema.Text("SessionId"),
        MemberSchema.Text("AppId"),
        MemberSchema.Text("ClientAppId"),
        MemberSchema.Text("HostAppId"),
        MemberSchema.List("OperationProperties", NameValuePair.OwnSchema),
        MemberSchema.Text("ClientRequestId"),
        MemberSchema.Text("ExternalUserTenantId"),
        MemberSchema.Text("ActorIP"),
        MemberSchema.Text("ActorInfoString"),
        MemberSchema.Text("DeviceId"),
        MemberSchema.Text("CloudInstanceName"),
        MemberSchema.Text("TokenObjectId"),
        MemberSchema.Text("TokenTenantId"),
        MemberSchema.Text("AuthType"),
        MemberSchema.Text("TokenType"),
        MemberSchema.Int64("recipientCount"),
        MemberSchema.List("recipientList", EmailAddress.OwnSchema),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>In which capacity the mailbox was opened. Mandatory.</summary>
    public OpenEnum<LogonType>? LogonType { get => GetEnum<LogonType>("LogonType"); set => SetEnum("LogonType", value); }

    /// <summary>As LogonType, for the vendor's use. Mandatory.</summary>
    public OpenEnum<LogonType>? InternalLogonType { get => GetEnum<LogonType>("InternalLogonType"); set => SetEnum("InternalLogonType", value); }

    /// <summary>Identifier of the mailbox.</summary>
    public string? MailboxGuid { get => GetText("MailboxGuid"); set => SetText("MailboxGuid", value); }

    /// <summary>Principal name of the mailbox's owner.</summary>
    public string? MailboxOwnerUPN { get => GetText("MailboxOwnerUPN"); set => SetText("MailboxOwnerUPN", value); }

    /// <summary>Security identifier of the owner.</summary>
    public string? MailboxOwnerSid { get => GetText("MailboxOwnerSid"); set => SetText("MailboxOwnerSid", value); }

    /// <summary>Security identifier of the owner's master account.</summary>
    public string? MailboxOwnerMasterAccountSid { get => GetText("MailboxOwnerMasterAccountSid"); set => SetText("MailboxOwnerMasterAccountSid", value); }

    /// <summary>Security identifier of who acted.</summary>
    public string? LogonUserSid { get => GetText("LogonUserSid"); set => SetText("LogonUserSid", value); }

    /// <summary>Display name of who acted.</summary>
    public string? LogonUserDisplayName { get => GetText("LogonUserDisplayName"); set => SetText("LogonUserDisplayName", value); }

    /// <summary>Whether who acted belongs to another domain than the owner. Mandatory.</summary>
    public bool? ExternalAccess { get => GetFlag("ExternalAccess"); set => SetFlag("ExternalAccess", value); }

    /// <summary>Server on which it happened.</summary>
    public string? OriginatingServer { get => GetText("OriginatingServer"); set => SetText("OriginatingServer", value); }

    /// <summary>Name of the tenant.</summary>
    public string? OrganizationName { get => GetText("OrganizationName"); set => SetText("OrganizationName", value); }

    /// <summary>Client program as it described itself.</summary>
    public string? ClientInfoString { get => GetText("ClientInfoString"); set => SetText("ClientInfoString", value); }

    /// <summary>Address of the client, beside or instead of ClientIP.</summary>
    public string? ClientIPAddress { get => GetText("ClientIPAddress"); set => SetText("ClientIPAddress", value); }

    /// <summary>Name of the client machine.</summary>
    public string? ClientMachineName { get => GetText("ClientMachineName"); set => SetText("ClientMachineName", value); }

    /// <summary>Process that opened the mailbox.</summary>
    public string? ClientProcessName { get => GetText("ClientProcessName"); set => SetText("ClientProcessName", value); }

    /// <summary>Version of the client program.</summary>
    public string? ClientVersion { get => GetText("ClientVersion"); set => SetText("ClientVersion", value); }

    /// <summary>Session of the client.</summary>
    public string? SessionId { get => GetText("SessionId"); set => SetText("SessionId", value); }

    /// <summary>Identifier of the application.</summary>
    public string? AppId { get => GetText("AppId"); set => SetText("AppId", value); }

    /// <summary>Identifier of the client application.</summary>
    public string? ClientAppId { get => GetText("ClientAppId"); set => SetText("ClientAppId", value); }

    /// <summary>Identifier of the application that hosts the client.</summary>
    public string? HostAppId { get => GetText("HostAppId"); set => SetText("HostAppId", value); }

    /// <summary>Further facts of the operation, such as MailAccessType.</summary>
    public IReadOnlyList<NameValuePair>? OperationProperties { get => GetList<NameValuePair>("OperationProperties"); set => SetList("OperationProperties", value); }

    /// <summary>Identifier of the client's request.</summary>
    public string? ClientRequestId { get => GetText("ClientRequestId"); set => SetText("ClientRequestId", value); }

    /// <summary>Tenant of an external user.</summary>
    public string? ExternalUserTenantId { get => GetText("ExternalUserTenantId"); set => SetText("ExternalUserTenantId", value); }

    /// <summary>Address of who acted.</summary>
    public string? ActorIP { get => GetText("ActorIP"); set => SetText("ActorIP", value); }

    /// <summary>Client program of who acted.</summary>
    public string? ActorInfoString { get => GetText("ActorInfoString"); set => SetText("ActorInfoString", value); }

    /// <summary>Device the caller used.</summary>
    public string? DeviceId { get => GetText("DeviceId"); set => SetText("DeviceId", value); }

    /// <summary>Cloud in which it happened.</summary>
    public string? CloudInstanceName { get => GetText("CloudInstanceName"); set => SetText("CloudInstanceName", value); }

    /// <summary>Object id in the caller's token.</summary>
    public string? TokenObjectId { get => GetText("TokenObjectId"); set => SetText("TokenObjectId", value); }

    /// <summary>Tenant id in the caller's token.</summary>
    public string? TokenTenantId { get => GetText("TokenTenantId"); set => SetText("TokenTenantId", value); }

    /// <summary>How the caller proved its identity.</summary>
    public string? AuthType { get => GetText("AuthType"); set => SetText("AuthType", value); }

    /// <summary>Kind of the caller's token.</summary>
    public string? TokenType { get => GetText("TokenType"); set => SetText("TokenType", value); }

    /// <summary>Number of recipients of a message.</summary>
    public long? RecipientCount { get => GetInt64("recipientCount"); set => SetInt64("recipientCount", value); }

    /// <summary>The recipients, 1,000 at most.</summary>
    public IReadOnlyList<EmailAddress>? RecipientList { get => GetList<EmailAddress>("recipientList"); set => SetList("recipientList", value); }
}
