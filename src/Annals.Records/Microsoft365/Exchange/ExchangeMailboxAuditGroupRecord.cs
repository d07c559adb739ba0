using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Something was done with several items of a mailbox (record type 3).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeMailboxAuditGroupRecord>))]
public sealed class ExchangeMailboxAuditGroupRecord : ExchangeMailboxRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Exchange Mailbox, group of items", "Office 365 Management Activity API schema, Exchange Mailbox schema", ExchangeMailboxRecord.OwnSchema,
    [
        MemberSchema.Object("Folder", ExchangeFolder.OwnSchema),
        MemberSchema.Flag("CrossMailboxOperation").DocumentedAs("CrossMailboxOperations"),
        MemberSchema.Guid("DestMailboxId"),
        MemberSchema.Text("DestMailboxOwnerUPN"),
        MemberSchema.Text("DestMailboxOwnerSid"),
        MemberSchema.Text("DestMailboxOwnerMasterAccountSid"),
        MemberSchema.Object("DestFolder", ExchangeFolder.OwnSchema),
        MemberSchema.List("Folders", ExchangeFolder.OwnSchema),
        MemberSchema.List("AffectedItems", ExchangeItem.OwnSchema),
        MemberSchema.Any("Teams"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Folder that holds the items.</summary>
    public ExchangeFolder? Folder { get => GetObject<ExchangeFolder>("Folder"); set => SetObject("Folder", value); }

    /// <summary>Whether a second mailbox took part.</summary>
    public bool? CrossMailboxOperation { get => GetFlag("CrossMailboxOperation", "CrossMailboxOperations"); set => SetFlag("CrossMailboxOperation", value, "CrossMailboxOperations"); }

    /// <summary>Mailbox that the items went to.</summary>
    public Guid? DestMailboxId { get => GetGuid("DestMailboxId"); set => SetGuid("DestMailboxId", value); }

    /// <summary>Principal name of that mailbox's owner.</summary>
    public string? DestMailboxOwnerUPN { get => GetText("DestMailboxOwnerUPN"); set => SetText("DestMailboxOwnerUPN", value); }

    /// <summary>Security identifier of that owner.</summary>
    public string? DestMailboxOwnerSid { get => GetText("DestMailboxOwnerSid"); set => SetText("DestMailboxOwnerSid", value); }

    /// <summary>Security identifier of that owner's master account.</summary>
    public string? DestMailboxOwnerMasterAccountSid { get => GetText("DestMailboxOwnerMasterAccountSid"); set => SetText("DestMailboxOwnerMasterAccountSid", value); }

    /// <summary>Folder that the items went to.</summary>
    public ExchangeFolder? DestFolder { get => GetObject<ExchangeFolder>("DestFolder"); set => SetObject("DestFolder", value); }

    /// <summary>Folders that were touched.</summary>
    public IReadOnlyList<ExchangeFolder>? Folders { get => GetList<ExchangeFolder>("Folders"); set => SetList("Folders", value); }

    /// <summary>The items that were moved, deleted or otherwise touched.</summary>
    public IReadOnlyList<ExchangeItem>? AffectedItems { get => GetList<ExchangeItem>("AffectedItems"); set => SetList("AffectedItems", value); }

    /// <summary>Facts about messages of Teams, in a form the vendor has not published.</summary>
    public JsonElement? Teams { get => GetAny("Teams"); set => SetAny("Teams", value); }
}
