using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A recipient.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<EmailAddress>))]
public sealed class EmailAddress : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("EmailAddress", "Office 365 Management Activity API schema, Exchange Mailbox schema", null,
    [
        MemberSchema.Text("Address"),
        MemberSchema.Text("Name"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Mail address of the recipient.</summary>
    public string? Address { get => GetText("Address"); set => SetText("Address", value); }

    /// <summary>Display name.</summary>
    public string? Name { get => GetText("Name"); set => SetText("Name", value); }
}
