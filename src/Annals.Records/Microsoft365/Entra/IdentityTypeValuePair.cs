using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>One identity of an actor or a target.</summary>
/// <remarks>Reference: Microsoft 365, section 8, Entra directory audit.</remarks>
[JsonConverter(typeof(RecordObjectConverter<IdentityTypeValuePair>))]
public sealed class IdentityTypeValuePair : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("IdentityTypeValuePair", "Microsoft 365, section 8, Entra directory audit", null,
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
