using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A property with its value before and after a change.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, ModifiedProperty.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ModifiedProperty>))]
public sealed class ModifiedProperty : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("ModifiedProperty", "Office 365 Management Activity API schema, ModifiedProperty", null,
    [
        MemberSchema.Text("Name"),
        MemberSchema.Text("NewValue"),
        MemberSchema.Text("OldValue"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Name of the property.</summary>
    public string? Name { get => GetText("Name"); set => SetText("Name", value); }

    /// <summary>Value after the change, often JSON inside the text.</summary>
    public string? NewValue { get => GetText("NewValue"); set => SetText("NewValue", value); }

    /// <summary>Value before the change.</summary>
    public string? OldValue { get => GetText("OldValue"); set => SetText("OldValue", value); }
}
