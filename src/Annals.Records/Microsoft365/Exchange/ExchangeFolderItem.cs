using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>An item within an aggregated folder.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeFolderItem>))]
public sealed class ExchangeFolderItem : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("ExchangeFolderItem", "Office 365 Management Activity API schema, Exchange Mailbox schema", null,
    [
        MemberSchema.Text("Id"),
        MemberSchema.Text("ImmutableId"),
        MemberSchema.Text("InternetMessageId"),
        MemberSchema.Time("CreationTime"),
        MemberSchema.Text("Subject"),
        MemberSchema.Int64("SizeInBytes"),
        MemberSchema.Text("Sensitivity"),
        MemberSchema.Text("ClientRequestId"),
        MemberSchema.Any("Teams"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the item in its store.</summary>
    public string? Id { get => GetText("Id"); set => SetText("Id", value); }

    /// <summary>Identifier that does not change when the item moves.</summary>
    public string? ImmutableId { get => GetText("ImmutableId"); set => SetText("ImmutableId", value); }

    /// <summary>Message-ID header.</summary>
    public string? InternetMessageId { get => GetText("InternetMessageId"); set => SetText("InternetMessageId", value); }

    /// <summary>When the item was made.</summary>
    public DateTimeOffset? CreationTime { get => GetTime("CreationTime"); set => SetTime("CreationTime", value, WireTime.Microsoft365); }

    /// <summary>Subject line of the item.</summary>
    public string? Subject { get => GetText("Subject"); set => SetText("Subject", value); }

    /// <summary>Size in bytes, attachments included.</summary>
    public long? SizeInBytes { get => GetInt64("SizeInBytes"); set => SetInt64("SizeInBytes", value); }

    /// <summary>Sensitivity label.</summary>
    public string? Sensitivity { get => GetText("Sensitivity"); set => SetText("Sensitivity", value); }

    /// <summary>Identifier of the client's request.</summary>
    public string? ClientRequestId { get => GetText("ClientRequestId"); set => SetText("ClientRequestId", value); }

    /// <summary>Facts about a message of Teams, in a form the vendor has not published.</summary>
    public JsonElement? Teams { get => GetAny("Teams"); set => SetAny("Teams", value); }
}
