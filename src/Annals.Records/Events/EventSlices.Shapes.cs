using Annals.Records.Json;

namespace Annals.Records.Events;

/// <summary>Which form a record has: docs/formats/record-shapes.md, section "How the shape is told".</summary>
public sealed partial class EventSlices
{
    private RecordShape TellShape(ReadOnlySpan<byte> record, out int body)
    {
        body = EventPass.RecordBank;
        if (IsGenesysEvent(record))
        {
            body = EventPass.BodyBank;
            return RecordShape.GenesysCloudEvent;
        }

        return IsMicrosoft365() ? RecordShape.Microsoft365
            : IsGenesysAudit(EventPass.RecordBank) ? RecordShape.GenesysCloudAudit
            : IsApplication() ? RecordShape.Application
            : RecordShape.Unknown;
    }

    private RecordShape TellGenesysShape(out int body)
    {
        var isEvent = At(Member.EventBody).Kind == JsonKind.Object;
        body = isEvent ? EventPass.BodyBank : EventPass.RecordBank;
        return isEvent ? RecordShape.GenesysCloudEvent : RecordShape.GenesysCloudAudit;
    }

    private bool IsMicrosoft365() =>
        IsTextOrNumber(Member.RecordType)
            ? IsText(Member.CreationTime) || IsText(Member.Operation)
            : IsText(Member.CreationTime) && IsText(Member.Operation) && (IsText(Member.Workload) || IsText(Member.OrganizationId) || IsText(Member.UserKey));

    private bool IsGenesysAudit(int bank) =>
        (IsText(Member.EventDate, bank) || IsText(Member.EventTime, bank))
        && IsText(Member.ServiceName, bank)
        && (IsText(Member.Action, bank) || IsText(Member.EntityType, bank));

    private bool IsGenesysEvent(ReadOnlySpan<byte> record) =>
        At(Member.EventBody).Kind == JsonKind.Object
        && (TextStartsWith(record, At(Member.TopicName), "v2.audits."u8)
            || TextStartsWith(record, At(Member.DetailTopicName), "v2.audits."u8)
            || TextStartsWith(record, At(Member.DetailType), "v2.audits."u8)
            || IsGenesysAudit(EventPass.BodyBank));

    private bool IsApplication() => IsText(Member.Action) && (IsText(Member.Time) || At(Member.Actor) is { IsText: true } or { Kind: JsonKind.Object });
}
