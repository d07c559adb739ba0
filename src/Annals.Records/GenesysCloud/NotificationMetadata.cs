using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <summary>What the event bus adds to an event.</summary>
/// <remarks>Reference: Genesys Cloud notification topics, notification.</remarks>
[JsonConverter(typeof(RecordObjectConverter<NotificationMetadata>))]
public sealed class NotificationMetadata : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("Metadata of a notification", "Genesys Cloud notification topics, notification", null,
    [
        MemberSchema.Text("CorrelationId"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier under which the platform follows the event.</summary>
    public string? CorrelationId { get => GetText("CorrelationId"); set => SetText("CorrelationId", value); }
}
