namespace Annals.Emulation;

/// <summary>A publication while its plan is made.</summary>
internal sealed class PublicationDraft(DateTimeOffset at, string source, string stream)
{
    public DateTimeOffset At { get; } = at;

    public string Source { get; } = source;

    public string Stream { get; } = stream;

    public List<PlannedRecord> Records { get; } = [];

    public GeneratedTail? Tail { get; set; }

    /// <summary>What is given in its place in the plan, once all are known.</summary>
    public int Number { get; set; }

    /// <summary>Whether some fault is about it already.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Whether nothing of it can be held.</summary>
    public bool IsLost { get; set; }

    /// <summary>Places of records that are never given.</summary>
    public HashSet<int> LostRecords { get; } = [];

    /// <summary>Whether it is pushed as events too.</summary>
    public bool IsPushed { get; set; }
}
