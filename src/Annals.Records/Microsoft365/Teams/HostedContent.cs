using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A picture or other content within a message.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Microsoft Teams schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<HostedContent>))]
public sealed class HostedContent : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("HostedContent", "Office 365 Management Activity API schema, Microsoft Teams schema", null,
    [
        MemberSchema.Text("Id").Mandatory(),
        MemberSchema.Int64("SizeInBytes"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the content. Mandatory.</summary>
    public string? Id { get => GetText("Id"); set => SetText("Id", value); }

    /// <summary>Size in bytes.</summary>
    public long? SizeInBytes { get => GetInt64("SizeInBytes"); set => SetInt64("SizeInBytes", value); }
}
