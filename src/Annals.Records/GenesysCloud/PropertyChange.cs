using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <summary>One property that an audited action changed.</summary>
/// <remarks>Reference: Genesys Cloud platform API, PropertyChange.</remarks>
[JsonConverter(typeof(RecordObjectConverter<PropertyChange>))]
public sealed class PropertyChange : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("PropertyChange", "Genesys Cloud platform API, PropertyChange", null,
    [
        MemberSchema.Text("property"),
        MemberSchema.Texts("oldValues"),
        MemberSchema.Texts("newValues"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Path or name of the property; for memberships it also names the member.</summary>
    public string? Property { get => GetText("property"); set => SetText("property", value); }

    /// <summary>Values before; left out or empty when there was none.</summary>
    public IReadOnlyList<string?>? OldValues { get => GetTexts("oldValues"); set => SetTexts("oldValues", value); }

    /// <summary>Values after; left out or empty when there is none.</summary>
    public IReadOnlyList<string?>? NewValues { get => GetTexts("newValues"); set => SetTexts("newValues", value); }
}
