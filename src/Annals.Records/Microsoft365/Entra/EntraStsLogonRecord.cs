using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A sign-in at the token service (record type 15).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Microsoft Entra ID Secure STS Logon schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<EntraStsLogonRecord>))]
public sealed class EntraStsLogonRecord : EntraRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Entra STS Logon", "Office 365 Management Activity API schema, Microsoft Entra ID Secure STS Logon schema", EntraRecord.OwnSchema,
    [
        MemberSchema.Text("ApplicationId"),
        MemberSchema.Text("Client"),
        MemberSchema.List("DeviceProperties", NameValuePair.OwnSchema),
        MemberSchema.Text("ErrorNumber").DocumentedAs("ErrorCode"),
        MemberSchema.Text("LogonError"),
        MemberSchema.List("Actor", IdentityTypeValuePair.OwnSchema).Observed(),
        MemberSchema.Text("ActorContextId").Observed(),
        MemberSchema.Text("ActorIpAddress").Observed(),
        MemberSchema.Text("InterSystemsId").Observed(),
        MemberSchema.Text("IntraSystemId").Observed(),
        MemberSchema.Text("SupportTicketId").Observed(),
        MemberSchema.List("Target", IdentityTypeValuePair.OwnSchema).Observed(),
        MemberSchema.Text("TargetContextId").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Application that was signed in to.</summary>
    public string? ApplicationId { get => GetText("ApplicationId"); set => SetText("ApplicationId", value); }

    /// <summary>Device, operating system and browser in one text.</summary>
    public string? Client { get => GetText("Client"); set => SetText("Client", value); }

    /// <summary>Facts of the device: Id, DisplayName, OS, BrowserType, IsCompliant, SessionId, TrustType and others.</summary>
    public IReadOnlyList<NameValuePair>? DeviceProperties { get => GetList<NameValuePair>("DeviceProperties"); set => SetList("DeviceProperties", value); }

    /// <summary>Number of the sign-in error; 0 is success.</summary>
    public string? ErrorNumber { get => GetText("ErrorNumber", "ErrorCode"); set => SetText("ErrorNumber", value, "ErrorCode"); }

    /// <summary>Name of the sign-in error, such as InvalidUserNameOrPassword.</summary>
    public string? LogonError { get => GetText("LogonError"); set => SetText("LogonError", value); }

    /// <summary>Who signed in, under all identities known. Not documented, met in real records.</summary>
    public IReadOnlyList<IdentityTypeValuePair>? Actor { get => GetList<IdentityTypeValuePair>("Actor"); set => SetList("Actor", value); }

    /// <summary>Organisation of who signed in. Not documented, met in real records.</summary>
    public string? ActorContextId { get => GetText("ActorContextId"); set => SetText("ActorContextId", value); }

    /// <summary>Address of who signed in, with or without port. Not documented, met in real records.</summary>
    public string? ActorIpAddress { get => GetText("ActorIpAddress"); set => SetText("ActorIpAddress", value); }

    /// <summary>Ties together events of several services. Not documented, met in real records.</summary>
    public string? InterSystemsId { get => GetText("InterSystemsId"); set => SetText("InterSystemsId", value); }

    /// <summary>Ties together events within the directory. Not documented, met in real records.</summary>
    public string? IntraSystemId { get => GetText("IntraSystemId"); set => SetText("IntraSystemId", value); }

    /// <summary>Support ticket; mostly "". Not documented, met in real records.</summary>
    public string? SupportTicketId { get => GetText("SupportTicketId"); set => SetText("SupportTicketId", value); }

    /// <summary>What was signed in to, under all identities known. Not documented, met in real records.</summary>
    public IReadOnlyList<IdentityTypeValuePair>? Target { get => GetList<IdentityTypeValuePair>("Target"); set => SetList("Target", value); }

    /// <summary>Organisation of what was signed in to. Not documented, met in real records.</summary>
    public string? TargetContextId { get => GetText("TargetContextId"); set => SetText("TargetContextId", value); }
}
