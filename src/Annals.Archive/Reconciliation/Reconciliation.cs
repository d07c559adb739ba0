namespace Annals.Archive;

/// <summary>What was compared by day, source, type and operation.</summary>
/// <param name="Day">Day of occurred time, UTC.</param>
/// <param name="Source">Source.</param>
/// <param name="Kind">Type: of Microsoft 365 the record type, of Genesys Cloud the type of entity; empty when the record gives none.</param>
/// <param name="Action">Operation; empty when the record gives none.</param>
public readonly record struct ReconciledGroup(DateOnly Day, string Source, string Kind, string Action);

/// <summary>Distinct records of a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Export">Those of the export.</param>
/// <param name="Archive">Those of the archive.</param>
/// <param name="OnlyExport">Those of the export that the archive does not have.</param>
/// <param name="OnlyArchive">Those of the archive that the export does not have.</param>
public sealed record ReconciledCounts(ReconciledGroup Group, long Export, long Archive, long OnlyExport, long OnlyArchive)
{
    /// <summary>Whether both have the same records.</summary>
    public bool IsEqual => OnlyExport == 0 && OnlyArchive == 0;
}

/// <summary>How an export and the archive differ.</summary>
/// <param name="Groups">Counts by group: by day, source, type and operation.</param>
/// <param name="Repeated">Records of the export whose id had come before.</param>
/// <param name="Untimed">Records of the export that tell no time; they are not compared.</param>
/// <param name="Outside">Records of the export that the query does not want; they are not compared.</param>
/// <param name="Refused">Things in the export that are no records.</param>
/// <param name="OnlyArchiveIds">Ids of the first records that only the archive has; empty for a record without one.</param>
public sealed record Reconciliation(IReadOnlyList<ReconciledCounts> Groups, long Repeated, long Untimed, long Outside, long Refused, IReadOnlyList<string> OnlyArchiveIds)
{
    /// <summary>Distinct records of the export that were compared.</summary>
    public long Export => Groups.Sum(group => group.Export);

    /// <summary>Distinct records of the archive in the same range.</summary>
    public long Archive => Groups.Sum(group => group.Archive);

    /// <summary>Records of the export that the archive does not have.</summary>
    public long OnlyExport => Groups.Sum(group => group.OnlyExport);

    /// <summary>Records of the archive that the export does not have.</summary>
    public long OnlyArchive => Groups.Sum(group => group.OnlyArchive);

    /// <summary>Whether both have the same records.</summary>
    public bool IsEqual => OnlyExport == 0 && OnlyArchive == 0;
}
