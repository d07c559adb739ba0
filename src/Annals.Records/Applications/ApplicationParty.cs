using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Applications;

/// <summary>Who acted or what was acted on, where the application says more than a name.</summary>
/// <remarks>Reference: Annals, own applications.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ApplicationParty>))]
public sealed class ApplicationParty : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("Party of an own application's record", "Annals, own applications", null,
    [
        MemberSchema.Text("id"),
        MemberSchema.Text("name"),
        MemberSchema.Text("type"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier that does not change when the name does.</summary>
    public string? Id { get => GetText("id"); set => SetText("id", value); }

    /// <summary>Name for people.</summary>
    public string? Name { get => GetText("name"); set => SetText("name", value); }

    /// <summary>Kind, in the application's words, such as user or invoice.</summary>
    public string? Type { get => GetText("type"); set => SetText("type", value); }
}
