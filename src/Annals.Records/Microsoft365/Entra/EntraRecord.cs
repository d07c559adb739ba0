using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What all records of Entra (Azure Active Directory) share.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Microsoft Entra ID Base schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<EntraRecord>))]
public class EntraRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Entra Base", "Office 365 Management Activity API schema, Microsoft Entra ID Base schema", AuditRecord.OwnSchema,
    [
        MemberSchema.Enum<AzureActiveDirectoryEventType>("AzureActiveDirectoryEventType").Mandatory(),
        MemberSchema.List("ExtendedProperties", NameValuePair.OwnSchema).AlsoAs(JsonValueKind.String),
        MemberSchema.List("ModifiedProperties", ModifiedProperty.OwnSchema),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Family of the event. Mandatory.</summary>
    public OpenEnum<AzureActiveDirectoryEventType>? AzureActiveDirectoryEventType { get => GetEnum<AzureActiveDirectoryEventType>("AzureActiveDirectoryEventType"); set => SetEnum("AzureActiveDirectoryEventType", value); }

    /// <summary>Further facts by name. One text instead of a list is met: null here, see <see cref="RecordObject.TextOf"/>.</summary>
    public IReadOnlyList<NameValuePair>? ExtendedProperties { get => GetList<NameValuePair>("ExtendedProperties"); set => SetList("ExtendedProperties", value); }

    /// <summary>Properties that were changed; values are often JSON inside the text.</summary>
    public IReadOnlyList<ModifiedProperty>? ModifiedProperties { get => GetList<ModifiedProperty>("ModifiedProperties"); set => SetList("ModifiedProperties", value); }
}
