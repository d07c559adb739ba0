namespace Annals.Index;

/// <summary>Fields whose values the index keeps as columns of codes, so that they are answered, counted and listed without reading records.</summary>
public enum IndexField : byte
{
    /// <summary>Where the record came from: a vendor's name or an application's.</summary>
    Source = 0,

    /// <summary>What was done.</summary>
    Action = 1,

    /// <summary>The part of the product it was done in.</summary>
    Service = 2,

    /// <summary>Record type or entity type.</summary>
    Kind = 3,

    /// <summary>Name of who did it.</summary>
    Actor = 4,

    /// <summary>Id of who did it.</summary>
    ActorId = 5,

    /// <summary>Addresses it was done from: a list, each address of which counts as a value.</summary>
    Ip = 6,

    /// <summary>Application it was done with.</summary>
    Application = 7,
}

/// <summary>
/// Fields with so many values that the index keeps only 20 bits of a hash of each: enough to find the few rows that may have a value,
/// which are then confirmed by their records, and to tell rows without the field.
/// </summary>
public enum HashedField : byte
{
    /// <summary>Name of what it was done to.</summary>
    Target = 0,

    /// <summary>Id of what it was done to.</summary>
    TargetId = 1,

    /// <summary>Session it was done in.</summary>
    Session = 2,

    /// <summary>What ties the records of one request together.</summary>
    Correlation = 3,
}
