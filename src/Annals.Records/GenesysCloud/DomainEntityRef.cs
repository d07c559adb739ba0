using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <summary>A user, client or other thing that an audit refers to. Real audits also carry it empty.</summary>
/// <remarks>Reference: Genesys Cloud platform API, DomainEntityRef.</remarks>
[JsonConverter(typeof(RecordObjectConverter<DomainEntityRef>))]
public sealed class DomainEntityRef : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("DomainEntityRef", "Genesys Cloud platform API, DomainEntityRef", null,
    [
        MemberSchema.Text("id"),
        MemberSchema.Text("name"),
        MemberSchema.Text("selfUri"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier, mostly a GUID; may be "".</summary>
    public string? Id { get => GetText("id"); set => SetText("id", value); }

    /// <summary>Display name; of a user only when names were asked for when the audit was read.</summary>
    public string? Name { get => GetText("name"); set => SetText("name", value); }

    /// <summary>Relative address of the thing in the platform's API; tells its real kind.</summary>
    public string? SelfUri { get => GetText("selfUri"); set => SetText("selfUri", value); }
}
