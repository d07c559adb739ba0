using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A count of equal operations within some time (record type 19).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeAggregatedOperationRecord>))]
public sealed class ExchangeAggregatedOperationRecord : ExchangeMailboxRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Exchange aggregated operation", "Office 365 Management Activity API schema, Exchange Mailbox schema", ExchangeMailboxRecord.OwnSchema,
    [
        MemberSchema.Int32("OperationCount"),
        MemberSchema.Int32("AggregateDurationInSeconds"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Number of operations.</summary>
    public int? OperationCount { get => GetInt32("OperationCount"); set => SetInt64("OperationCount", value); }

    /// <summary>Time over which they were counted, in seconds.</summary>
    public int? AggregateDurationInSeconds { get => GetInt32("AggregateDurationInSeconds"); set => SetInt64("AggregateDurationInSeconds", value); }
}
