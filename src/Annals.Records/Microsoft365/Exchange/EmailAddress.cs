using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A recipient.</summary>
/// <remarks>Reference: Microsoft 365, section 8, Exchange Mailbox.</remarks>
[JsonConverter(typeof(RecordObjectConverter<EmailAddress>))]
public sealed class EmailAddress : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("EmailAddress", "Microsoft 365, section 8, Exchange Mailbox", null,
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
