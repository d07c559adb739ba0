namespace Annals.Records.Events;

/// <summary>Reads the members of Genesys Cloud audits, from the record itself or from an event's body.</summary>
public sealed partial class EventSlices
{
    private void ReadGenesysCloud(ReadOnlySpan<byte> record, int bank)
    {
        TakeId(record, At(Member.LowerId, bank));
        TakeTime(record, bank, Member.EventDate, Member.EventTime);
        Take(EventField.Action, record, bank, Member.Action);
        Take(EventField.Service, record, bank, Member.ServiceName);
        Take(EventField.Kind, record, bank, Member.EntityType);
        Take(EventField.Actor, record, bank, Member.UserRefName, Member.UserDisplay, Member.UsernameName);
        Take(EventField.ActorId, record, bank, Member.UserRefId, Member.UserIdText, Member.UsernameId, Member.ContextUserId);
        FillFrom(EventField.Actor, EventField.ActorId);
        Take(EventField.ActorType, record, bank, Member.Level);
        Take(EventField.Target, record, bank, Member.EntityName);
        Take(EventField.TargetId, record, bank, Member.EntityId);
        FillFrom(EventField.Target, EventField.TargetId);
        Take(EventField.Application, record, bank, Member.ClientRefId, Member.ClientIdRefId, Member.ClientId, Member.Application);
        Take(EventField.Session, record, bank, Member.ContextSessionId);
        Take(EventField.Correlation, record, bank, Member.ContextCorrelationId, Member.TransactionId);
        if (this[EventField.Correlation].IsEmpty && bank == EventPass.BodyBank)
        {
            Take(EventField.Correlation, record, At(Member.MetadataCorrelationId));
        }

        TakeAddresses(record, At(Member.RemoteIp, bank));
        TakeAddresses(record, At(Member.RemoteIps, bank));
        TakeAddresses(record, At(Member.ContextRemoteIp, bank));
        Outcome = OutcomeOf(record, At(Member.Status, bank));
    }
}
