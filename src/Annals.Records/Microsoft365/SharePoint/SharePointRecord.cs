using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>An event of SharePoint that has no schema of its own (record type 4).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, SharePoint schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<SharePointRecord>))]
public sealed class SharePointRecord : SharePointBaseRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("SharePoint", "Office 365 Management Activity API schema, SharePoint schema", SharePointBaseRecord.OwnSchema,
    [
        MemberSchema.Text("CustomEvent"),
        MemberSchema.Text("EventData"),
        MemberSchema.List("ModifiedProperties", ModifiedProperty.OwnSchema),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Payload of an event defined by a customer.</summary>
    public string? CustomEvent { get => GetText("CustomEvent"); set => SetText("CustomEvent", value); }

    /// <summary>Details in a notation like XML.</summary>
    public string? EventData { get => GetText("EventData"); set => SetText("EventData", value); }

    /// <summary>Properties that were changed.</summary>
    public IReadOnlyList<ModifiedProperty>? ModifiedProperties { get => GetList<ModifiedProperty>("ModifiedProperties"); set => SetList("ModifiedProperties", value); }
}
