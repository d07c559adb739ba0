namespace Annals.Log;

/// <summary>What an entry commits to. The number is byte 1 of the entry.</summary>
public enum EntryKind : byte
{
    /// <summary>A record of a source.</summary>
    Record = 0,

    /// <summary>A receipt: something that Annals itself did.</summary>
    System = 1,
}
