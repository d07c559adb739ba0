using Annals.Records.Events;

namespace Annals.Index;

/// <summary>Fields by whose values matching records can be counted.</summary>
public enum FacetField
{
    /// <summary>Where the record came from.</summary>
    Source,

    /// <summary>What was done.</summary>
    Action,

    /// <summary>The part of the product it was done in.</summary>
    Service,

    /// <summary>Record type or entity type.</summary>
    Kind,

    /// <summary>Name of who did it.</summary>
    Actor,

    /// <summary>Id of who did it.</summary>
    ActorId,

    /// <summary>Addresses it was done from.</summary>
    Ip,

    /// <summary>Application it was done with.</summary>
    Application,

    /// <summary>How it ended; unknown counts as missing.</summary>
    Outcome,

    /// <summary>Name of what it was done to. Read from the records.</summary>
    Target,

    /// <summary>Id of what it was done to. Read from the records.</summary>
    TargetId,

    /// <summary>Session it was done in. Read from the records.</summary>
    Session,

    /// <summary>What ties the records of one request together. Read from the records.</summary>
    Correlation,
}

/// <summary>Names of <see cref="FacetField"/>, and where its values are found.</summary>
public static class FacetFields
{
    /// <summary>Finds a field by its name in the query language (<c>actor</c>, <c>user</c>, <c>kind</c> …) or by the name of the enumeration's member, ignoring case.</summary>
    /// <param name="name">The name.</param>
    /// <param name="field">The field.</param>
    public static bool TryParse(string name, out FacetField field)
    {
        ArgumentNullException.ThrowIfNull(name);
        (field, var isAlias) = name.ToLowerInvariant() switch
        {
            "user" => (FacetField.Actor, true),
            "operation" => (FacetField.Action, true),
            "entity" => (FacetField.Target, true),
            "status" => (FacetField.Outcome, true),
            _ => (FacetField.Source, false),
        };
        return isAlias || (!name.All(char.IsAsciiDigit) && Enum.TryParse(name, ignoreCase: true, out field) && Enum.IsDefined(field));
    }

    /// <summary>The field of the index that keeps the values, or null when they are read from the records.</summary>
    /// <param name="field">The field.</param>
    public static IndexField? Column(FacetField field) => field <= FacetField.Application ? (IndexField)field : null;

    internal static FacetField Of(IndexField field) => (FacetField)field;

    internal static EventField Member(FacetField field) => field switch
    {
        FacetField.Action => EventField.Action,
        FacetField.Service => EventField.Service,
        FacetField.Kind => EventField.Kind,
        FacetField.Actor => EventField.Actor,
        FacetField.ActorId => EventField.ActorId,
        FacetField.Application => EventField.Application,
        FacetField.Target => EventField.Target,
        FacetField.TargetId => EventField.TargetId,
        FacetField.Session => EventField.Session,
        FacetField.Correlation => EventField.Correlation,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "The field is no single text of the event view."),
    };
}
