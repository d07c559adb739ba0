using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>One identity of an actor or a target.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Microsoft Entra schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<IdentityTypeValuePair>))]
public sealed class IdentityTypeValuePair : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("IdentityTypeValuePair", "Office 365 Management Activity API schema, Microsoft Entra schema", null,
    [
        MemberSchema.Text("ID").Mandatory(),
        MemberSchema.Enum<IdentityType>("Type").Mandatory(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>The identity as text. Mandatory.</summary>
    public string? ID { get => GetText("ID"); set => SetText("ID", value); }

    /// <summary>What kind of text it is. Mandatory.</summary>
    public OpenEnum<IdentityType>? Type { get => GetEnum<IdentityType>("Type"); set => SetEnum("Type", value); }
}
