using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A picture or other content within a message.</summary>
/// <remarks>Reference: Microsoft 365, section 8, Microsoft Teams.</remarks>
[JsonConverter(typeof(RecordObjectConverter<HostedContent>))]
public sealed class HostedContent : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("HostedContent", "Microsoft 365, section 8, Microsoft Teams", null,
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
