namespace Annals.Records.Events;

/// <summary>How the recorded action ended.</summary>
public enum Outcome : byte
{
    /// <summary>The record does not say, or says it in a word that is not known. Never read as success.</summary>
    Unknown,

    /// <summary>It was done.</summary>
    Success,

    /// <summary>It was refused or went wrong.</summary>
    Failure,

    /// <summary>It was done in part.</summary>
    Partial,

    /// <summary>It was done, and the record names something wrong with it.</summary>
    Warning,
}
