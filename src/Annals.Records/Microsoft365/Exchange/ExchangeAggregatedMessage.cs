using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A message with those of its attached items that were accessed.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeAggregatedMessage>))]
public sealed class ExchangeAggregatedMessage : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("ExchangeAggregatedMessage", "Office 365 Management Activity API schema, Exchange Mailbox schema", null,
    [
        MemberSchema.Text("Id").Mandatory(),
        MemberSchema.Text("Path"),
        MemberSchema.List("MessageItems", ExchangeMessageItem.OwnSchema),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the message in its store. Mandatory.</summary>
    public string? Id { get => GetText("Id"); set => SetText("Id", value); }

    /// <summary>Path of its folder.</summary>
    public string? Path { get => GetText("Path"); set => SetText("Path", value); }

    /// <summary>The attached items.</summary>
    public IReadOnlyList<ExchangeMessageItem>? MessageItems { get => GetList<ExchangeMessageItem>("MessageItems"); set => SetList("MessageItems", value); }
}
