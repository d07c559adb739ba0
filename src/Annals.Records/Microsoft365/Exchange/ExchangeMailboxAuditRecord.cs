using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Something was done with one item of a mailbox (record type 2).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeMailboxAuditRecord>))]
public sealed class ExchangeMailboxAuditRecord : ExchangeMailboxRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Exchange Mailbox, one item", "Office 365 Management Activity API schema, Exchange Mailbox schema", ExchangeMailboxRecord.OwnSchema,
    [
        MemberSchema.Object("Item", ExchangeItem.OwnSchema),
        MemberSchema.Texts("ModifiedProperties"),
        MemberSchema.Object("MbxLoginLocalQueueADLookupInfo", LocalQueueADLookupInfo.OwnSchema),
        MemberSchema.Text("SendAsUserSmtp"),
        MemberSchema.Guid("SendAsUserMailboxGuid"),
        MemberSchema.Text("SendOnBehalfOfUserSmtp"),
        MemberSchema.Guid("SendOnBehalfOfUserMailboxGuid"),
        MemberSchema.Text("ContactEmail1EmailAddress"),
        MemberSchema.Text("ContactEmail1DisplayName"),
        MemberSchema.Text("ContactEmail2EmailAddress"),
        MemberSchema.Text("ContactEmail2DisplayName"),
        MemberSchema.Text("ContactEmail3EmailAddress"),
        MemberSchema.Text("ContactEmail3DisplayName"),
        MemberSchema.Text("AttachmentId"),
        MemberSchema.Int64("AttachmentSizeInBytes"),
        MemberSchema.Flag("SaveToSentItems"),
        MemberSchema.Any("Teams"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>The item with its folder and headers.</summary>
    public ExchangeItem? Item { get => GetObject<ExchangeItem>("Item"); set => SetObject("Item", value); }

    /// <summary>Names of the properties that were changed.</summary>
    public IReadOnlyList<string?>? ModifiedProperties { get => GetTexts("ModifiedProperties"); set => SetTexts("ModifiedProperties", value); }

    /// <summary>How the owner was looked up at sign-in.</summary>
    public LocalQueueADLookupInfo? MbxLoginLocalQueueADLookupInfo { get => GetObject<LocalQueueADLookupInfo>("MbxLoginLocalQueueADLookupInfo"); set => SetObject("MbxLoginLocalQueueADLookupInfo", value); }

    /// <summary>Address that a message was sent as.</summary>
    public string? SendAsUserSmtp { get => GetText("SendAsUserSmtp"); set => SetText("SendAsUserSmtp", value); }

    /// <summary>Mailbox that a message was sent as.</summary>
    public Guid? SendAsUserMailboxGuid { get => GetGuid("SendAsUserMailboxGuid"); set => SetGuid("SendAsUserMailboxGuid", value); }

    /// <summary>Address on whose behalf a message was sent.</summary>
    public string? SendOnBehalfOfUserSmtp { get => GetText("SendOnBehalfOfUserSmtp"); set => SetText("SendOnBehalfOfUserSmtp", value); }

    /// <summary>Mailbox on whose behalf a message was sent.</summary>
    public Guid? SendOnBehalfOfUserMailboxGuid { get => GetGuid("SendOnBehalfOfUserMailboxGuid"); set => SetGuid("SendOnBehalfOfUserMailboxGuid", value); }

    /// <summary>First address of a contact.</summary>
    public string? ContactEmail1EmailAddress { get => GetText("ContactEmail1EmailAddress"); set => SetText("ContactEmail1EmailAddress", value); }

    /// <summary>Name shown with the first address.</summary>
    public string? ContactEmail1DisplayName { get => GetText("ContactEmail1DisplayName"); set => SetText("ContactEmail1DisplayName", value); }

    /// <summary>Second address of a contact.</summary>
    public string? ContactEmail2EmailAddress { get => GetText("ContactEmail2EmailAddress"); set => SetText("ContactEmail2EmailAddress", value); }

    /// <summary>Name shown with the second address.</summary>
    public string? ContactEmail2DisplayName { get => GetText("ContactEmail2DisplayName"); set => SetText("ContactEmail2DisplayName", value); }

    /// <summary>Third address of a contact.</summary>
    public string? ContactEmail3EmailAddress { get => GetText("ContactEmail3EmailAddress"); set => SetText("ContactEmail3EmailAddress", value); }

    /// <summary>Name shown with the third address.</summary>
    public string? ContactEmail3DisplayName { get => GetText("ContactEmail3DisplayName"); set => SetText("ContactEmail3DisplayName", value); }

    /// <summary>Identifier of an attachment.</summary>
    public string? AttachmentId { get => GetText("AttachmentId"); set => SetText("AttachmentId", value); }

    /// <summary>Size of the attachment in bytes.</summary>
    public long? AttachmentSizeInBytes { get => GetInt64("AttachmentSizeInBytes"); set => SetInt64("AttachmentSizeInBytes", value); }

    /// <summary>Whether the message was kept among those sent.</summary>
    public bool? SaveToSentItems { get => GetFlag("SaveToSentItems"); set => SetFlag("SaveToSentItems", value); }

    /// <summary>Facts about a message of Teams, in a form the vendor has not published.</summary>
    public JsonElement? Teams { get => GetAny("Teams"); set => SetAny("Teams", value); }
}
