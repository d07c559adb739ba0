namespace Annals.Records.Events;

/// <summary>Reads the members of own applications' records and of receipts; of unknown objects as far as they use the same names.</summary>
public sealed partial class EventSlices
{
    private string ApplicationSource(ReadOnlySpan<byte> record)
    {
        var named = At(Member.Source);
        if (Shape != RecordShape.Application || !named.IsText)
        {
            return SourceNames.Import;
        }

        var name = Decoded(record, named);
        return SourceNames.IsApplicationName(name) ? Remembered(name) : SourceNames.Import;
    }

    private void ReadApplication(ReadOnlySpan<byte> record)
    {
        const int bank = EventPass.RecordBank;
        if (Shape != RecordShape.Unknown)
        {
            TakeId(record, At(Member.LowerId));
        }

        TakeTime(record, bank, Member.Time, Member.Timestamp);
        Take(EventField.Action, record, bank, Member.Action);
        Take(EventField.Service, record, bank, Member.Service);
        if (Shape == RecordShape.Annals)
        {
            Take(EventField.Kind, record, bank, Member.Annals);
        }

        if (this[EventField.Kind].IsEmpty)
        {
            Take(EventField.Kind, record, bank, Member.Kind, Member.TargetRefType);
        }

        Take(EventField.Actor, record, bank, Member.Actor, Member.ActorRefName);
        Take(EventField.ActorId, record, bank, Member.ActorRefId);
        FillFrom(EventField.Actor, EventField.ActorId);
        Take(EventField.ActorType, record, bank, Member.ActorRefType);
        Take(EventField.Target, record, bank, Member.Target, Member.TargetRefName);
        Take(EventField.TargetId, record, bank, Member.TargetRefId);
        FillFrom(EventField.Target, EventField.TargetId);
        Take(EventField.Application, record, bank, Member.Application, Member.ContextApplication);
        Take(EventField.Session, record, bank, Member.Session, Member.ContextSessionId);
        Take(EventField.Correlation, record, bank, Member.Correlation, Member.ContextCorrelationId);
        TakeAddresses(record, At(Member.Ip));
        TakeAddresses(record, At(Member.ContextIp));
        TakeAddresses(record, At(Member.ContextRemoteIp));
        Outcome = OutcomeOf(record, At(Member.Outcome));
    }
}
