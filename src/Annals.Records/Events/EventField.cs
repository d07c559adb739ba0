namespace Annals.Records.Events;

/// <summary>The text fields of the event view. Which member of which source feeds them: docs/formats/record-shapes.md.</summary>
public enum EventField : byte
{
    /// <summary>What was done, in the vendor's word.</summary>
    Action,

    /// <summary>The service that recorded it.</summary>
    Service,

    /// <summary>What kind of record it is: record type name or entity type.</summary>
    Kind,

    /// <summary>Who did it, by name; the id where the record has no name.</summary>
    Actor,

    /// <summary>Who did it, by the source's id.</summary>
    ActorId,

    /// <summary>What kind of account the actor is, in the vendor's word.</summary>
    ActorType,

    /// <summary>What it was done to, by name; the id where the record has no name.</summary>
    Target,

    /// <summary>What it was done to, by the source's id.</summary>
    TargetId,

    /// <summary>The client application, by id where the record has one, else by name.</summary>
    Application,

    /// <summary>The sign-in session.</summary>
    Session,

    /// <summary>The id that joins records of one operation.</summary>
    Correlation,
}
