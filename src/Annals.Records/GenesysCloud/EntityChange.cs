using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <summary>One further entity that an audited action changed.</summary>
/// <remarks>Reference: Genesys Cloud platform API, EntityChange.</remarks>
[JsonConverter(typeof(RecordObjectConverter<EntityChange>))]
public sealed class EntityChange : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("EntityChange", "Genesys Cloud platform API, EntityChange", null,
    [
        MemberSchema.Text("entityId"),
        MemberSchema.Text("entityName"),
        MemberSchema.Text("entityType"),
        MemberSchema.Texts("oldValues"),
        MemberSchema.Texts("newValues"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the entity.</summary>
    public string? EntityId { get => GetText("entityId"); set => SetText("entityId", value); }

    /// <summary>Display name of the entity.</summary>
    public string? EntityName { get => GetText("entityName"); set => SetText("entityName", value); }

    /// <summary>Kind of the entity, as in the audit's own entityType.</summary>
    public string? EntityType { get => GetText("entityType"); set => SetText("entityType", value); }

    /// <summary>Values before the change.</summary>
    public IReadOnlyList<string?>? OldValues { get => GetTexts("oldValues"); set => SetTexts("oldValues", value); }

    /// <summary>Values after the change.</summary>
    public IReadOnlyList<string?>? NewValues { get => GetTexts("newValues"); set => SetTexts("newValues", value); }
}
