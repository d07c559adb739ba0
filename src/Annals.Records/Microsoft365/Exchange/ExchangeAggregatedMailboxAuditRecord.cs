using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Many accesses to items of a mailbox within a short time (record type 50).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeAggregatedMailboxAuditRecord>))]
public sealed class ExchangeAggregatedMailboxAuditRecord : ExchangeMailboxRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Exchange Mailbox, aggregated items", "Office 365 Management Activity API schema, Exchange Mailbox schema", ExchangeMailboxRecord.OwnSchema,
    [
        MemberSchema.Int32("OperationCount"),
        MemberSchema.List("Folders", ExchangeAggregatedFolder.OwnSchema),
        MemberSchema.List("Messages", ExchangeAggregatedMessage.OwnSchema),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Number of accesses that the record stands for.</summary>
    public int? OperationCount { get => GetInt32("OperationCount"); set => SetInt64("OperationCount", value); }

    /// <summary>The folders with the items.</summary>
    public IReadOnlyList<ExchangeAggregatedFolder>? Folders { get => GetList<ExchangeAggregatedFolder>("Folders"); set => SetList("Folders", value); }

    /// <summary>The messages with their attached items.</summary>
    public IReadOnlyList<ExchangeAggregatedMessage>? Messages { get => GetList<ExchangeAggregatedMessage>("Messages"); set => SetList("Messages", value); }
}
