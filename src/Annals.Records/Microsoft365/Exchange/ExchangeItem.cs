using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>An item of a mailbox.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeItem>))]
public sealed class ExchangeItem : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("ExchangeItem", "Office 365 Management Activity API schema, Exchange Mailbox schema", null,
    [
        MemberSchema.Text("Id").Mandatory(),
        MemberSchema.Text("Subject"),
        MemberSchema.Object("ParentFolder", ExchangeFolder.OwnSchema),
        MemberSchema.Object("ParentMessage", ExchangeMessage.OwnSchema),
        MemberSchema.Text("Attachments"),
        MemberSchema.Text("ImmutableId"),
        MemberSchema.Text("InternetMessageId"),
        MemberSchema.Text("ComplianceLabel"),
        MemberSchema.Flag("IsRecord"),
        MemberSchema.Flag("IsPriorityCleanup"),
        MemberSchema.Int64("SizeInBytes"),
        MemberSchema.Text("Sensitivity"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the item in its store. Mandatory.</summary>
    public string? Id { get => GetText("Id"); set => SetText("Id", value); }

    /// <summary>Subject line of the item.</summary>
    public string? Subject { get => GetText("Subject"); set => SetText("Subject", value); }

    /// <summary>Folder that holds the item.</summary>
    public ExchangeFolder? ParentFolder { get => GetObject<ExchangeFolder>("ParentFolder"); set => SetObject("ParentFolder", value); }

    /// <summary>Message that the item is attached to.</summary>
    public ExchangeMessage? ParentMessage { get => GetObject<ExchangeMessage>("ParentMessage"); set => SetObject("ParentMessage", value); }

    /// <summary>Names and sizes of the attachments in one text.</summary>
    public string? Attachments { get => GetText("Attachments"); set => SetText("Attachments", value); }

    /// <summary>Identifier that does not change when the item moves.</summary>
    public string? ImmutableId { get => GetText("ImmutableId"); set => SetText("ImmutableId", value); }

    /// <summary>Message-ID header.</summary>
    public string? InternetMessageId { get => GetText("InternetMessageId"); set => SetText("InternetMessageId", value); }

    /// <summary>Retention label on the item.</summary>
    public string? ComplianceLabel { get => GetText("ComplianceLabel"); set => SetText("ComplianceLabel", value); }

    /// <summary>Whether the item is declared a record.</summary>
    public bool? IsRecord { get => GetFlag("IsRecord"); set => SetFlag("IsRecord", value); }

    /// <summary>Whether it was removed by priority clean-up.</summary>
    public bool? IsPriorityCleanup { get => GetFlag("IsPriorityCleanup"); set => SetFlag("IsPriorityCleanup", value); }

    /// <summary>Size in bytes, attachments included.</summary>
    public long? SizeInBytes { get => GetInt64("SizeInBytes"); set => SetInt64("SizeInBytes", value); }

    /// <summary>Sensitivity label.</summary>
    public string? Sensitivity { get => GetText("Sensitivity"); set => SetText("Sensitivity", value); }
}
