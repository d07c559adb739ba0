namespace Annals.Archive.Ids;

/// <summary>What became of opening the id tables of a folder.</summary>
public abstract record RecordIdTableOpening
{
    private RecordIdTableOpening()
    {
    }

    /// <summary>The tables fit the log; what lies at or above their covered size has to be inserted.</summary>
    /// <param name="Table">The open tables, owned by the caller.</param>
    public sealed record Ready(RecordIdTable Table) : RecordIdTableOpening;

    /// <summary>The tables are missing, damaged or of another log: make new ones with <see cref="RecordIdTable.Create"/> and insert everything.</summary>
    /// <param name="Reason">A sentence that says which file does not fit and how.</param>
    public sealed record MustRebuild(string Reason) : RecordIdTableOpening;
}
