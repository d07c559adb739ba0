using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A further fact of a Teams record.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Microsoft Teams schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<TeamsKeyValuePair>))]
public sealed class TeamsKeyValuePair : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("KeyValuePair", "Office 365 Management Activity API schema, Microsoft Teams schema", null,
    [
        MemberSchema.Text("Key"),
        MemberSchema.Text("Value"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Name of the fact.</summary>
    public string? Key { get => GetText("Key"); set => SetText("Key", value); }

    /// <summary>Value of the fact.</summary>
    public string? Value { get => GetText("Value"); set => SetText("Value", value); }
}
