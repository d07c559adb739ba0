using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A message that has other items attached.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeMessage>))]
public sealed class ExchangeMessage : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("ExchangeMessage", "Office 365 Management Activity API schema, Exchange Mailbox schema", null,
    [
        MemberSchema.Text("Id").Mandatory(),
        MemberSchema.Text("Path"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the message in its store. Mandatory.</summary>
    public string? Id { get => GetText("Id"); set => SetText("Id", value); }

    /// <summary>Path of its folder.</summary>
    public string? Path { get => GetText("Path"); set => SetText("Path", value); }
}
