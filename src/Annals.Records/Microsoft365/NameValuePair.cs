using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A name with a value; the value is often JSON inside the text.</summary>
/// <remarks>Reference: Microsoft 365, real records.</remarks>
[JsonConverter(typeof(RecordObjectConverter<NameValuePair>))]
public sealed class NameValuePair : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("NameValuePair", "Microsoft 365, real records", null,
    [
        MemberSchema.Text("Name"),
        MemberSchema.Text("Value"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Name of the parameter or property.</summary>
    public string? Name { get => GetText("Name"); set => SetText("Name", value); }

    /// <summary>Value as text.</summary>
    public string? Value { get => GetText("Value"); set => SetText("Value", value); }
}
