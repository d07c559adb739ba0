using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <summary>A thing known by its address only, such as an OAuth client.</summary>
/// <remarks>Reference: Genesys Cloud platform API, AddressableEntityRef.</remarks>
[JsonConverter(typeof(RecordObjectConverter<AddressableEntityRef>))]
public sealed class AddressableEntityRef : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("AddressableEntityRef", "Genesys Cloud platform API, AddressableEntityRef", null,
    [
        MemberSchema.Text("id"),
        MemberSchema.Text("selfUri"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier; often "" when no client took part.</summary>
    public string? Id { get => GetText("id"); set => SetText("id", value); }

    /// <summary>Relative address of the thing in the platform's API.</summary>
    public string? SelfUri { get => GetText("selfUri"); set => SetText("selfUri", value); }
}
