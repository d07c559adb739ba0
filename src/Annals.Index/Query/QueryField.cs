namespace Annals.Index.Query;

/// <summary>The normalised fields of the language; names and aliases are in <see cref="FieldTable"/>.</summary>
internal enum QueryField
{
    Source,
    Action,
    Service,
    Kind,

    /// <summary>Name or id of the actor.</summary>
    Actor,

    /// <summary>Name or id of the target.</summary>
    Target,

    /// <summary>Any address of the record.</summary>
    Ip,
    Outcome,
    Application,
    Session,
    Correlation,
    Occurred,
    Recorded,
}
