using System.Text;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <content>Reading of all shapes in which audits come.</content>
public partial class AuditLogMessage
{
    /// <summary>
    /// Reads one audit: as the audit API answers it, as bulk downloads hold it, or in the envelope of the event bus or of the
    /// notifications API (then an <see cref="AuditTopicAuditLogMessage"/>, whose <see cref="RecordObject.ToUtf8Json"/> gives the whole envelope).
    /// </summary>
    /// <param name="utf8Json">One JSON object, of any depth; a byte order mark is skipped. The bytes are copied.</param>
    /// <exception cref="RecordFormatException">The bytes are not exactly one JSON object.</exception>
    public static AuditLogMessage Parse(ReadOnlySpan<byte> utf8Json) => Read(ObjectScanner.WholeObject(utf8Json.ToArray()));

    /// <summary>Reads one audit from text.</summary>
    /// <param name="json">One JSON object in any of the shapes.</param>
    /// <exception cref="RecordFormatException">The text is not exactly one JSON object.</exception>
    public static AuditLogMessage Parse(string json) => Read(ObjectScanner.WholeObject(Encoding.UTF8.GetBytes(json)));

    internal static AuditLogMessage Read(RawJson raw)
    {
        var message = Wrap<AuditLogMessage>(raw);
        if (message.Has("detail") && Wrap<EventBridgeEnvelope>(raw) is { Detail.EventBody: { } delivered } envelope)
        {
            return delivered.In(envelope.Detail, envelope);
        }

        if (message.Has("eventBody") && Wrap<NotificationEvent>(raw) is { EventBody: { } notified } notification)
        {
            return notified.In(notification, null);
        }

        var isTopic = !message.Has("eventDate") && (message.Has("eventTime") || message.Has("userId") || message.Has("clientId"));
        return isTopic ? Wrap<AuditTopicAuditLogMessage>(raw) : message;
    }
}
