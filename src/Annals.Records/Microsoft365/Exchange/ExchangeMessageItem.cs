using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>An item attached to an aggregated message.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeMessageItem>))]
public sealed class ExchangeMessageItem : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("ExchangeMessageItem", "Office 365 Management Activity API schema, Exchange Mailbox schema", null,
    [
        MemberSchema.Text("Id"),
        MemberSchema.Int64("SizeInBytes"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the item in its store.</summary>
    public string? Id { get => GetText("Id"); set => SetText("Id", value); }

    /// <summary>Size in bytes.</summary>
    public long? SizeInBytes { get => GetInt64("SizeInBytes"); set => SetInt64("SizeInBytes", value); }
}
