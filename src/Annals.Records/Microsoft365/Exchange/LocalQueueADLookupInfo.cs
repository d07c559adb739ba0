using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>How a mailbox's owner was looked up.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<LocalQueueADLookupInfo>))]
public sealed class LocalQueueADLookupInfo : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("LocalQueueADLookupInfo", "Office 365 Management Activity API schema, Exchange Mailbox schema", null,
    [
        MemberSchema.Text("Puid"),
        MemberSchema.Text("OrgIdPuid"),
        MemberSchema.Text("Smtp"),
        MemberSchema.Text("SearchScope"),
        MemberSchema.Text("ConsumerMailbox"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Passport unique id.</summary>
    public string? Puid { get => GetText("Puid"); set => SetText("Puid", value); }

    /// <summary>Passport unique id within the organisation.</summary>
    public string? OrgIdPuid { get => GetText("OrgIdPuid"); set => SetText("OrgIdPuid", value); }

    /// <summary>Mail address that was looked up.</summary>
    public string? Smtp { get => GetText("Smtp"); set => SetText("Smtp", value); }

    /// <summary>Where was searched.</summary>
    public string? SearchScope { get => GetText("SearchScope"); set => SetText("SearchScope", value); }

    /// <summary>Whether it is a consumer's mailbox, as text.</summary>
    public string? ConsumerMailbox { get => GetText("ConsumerMailbox"); set => SetText("ConsumerMailbox", value); }
}
