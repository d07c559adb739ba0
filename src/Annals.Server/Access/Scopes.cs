using System.Collections.Frozen;

namespace Annals.Server.Access;

/// <summary>What a client or user may do (design section 8).</summary>
public static class Scopes
{
    public const string RecordsAppend = "records.append";
    public const string RecordsRead = "records.read";
    public const string RecordsExport = "records.export";
    public const string ReceiptsRead = "receipts.read";
    public const string LogRead = "log.read";
    public const string CollectManage = "collect.manage";
    public const string KeepManage = "keep.manage";
    public const string Admin = "admin";

    /// <summary>Every scope, in the order in which lists show them.</summary>
    public static IReadOnlyList<string> All { get; } = [RecordsAppend, RecordsRead, RecordsExport, ReceiptsRead, LogRead, CollectManage, KeepManage, Admin];

    /// <summary>Roles of users and the scopes they stand for.</summary>
    public static FrozenDictionary<string, IReadOnlyList<string>> Roles { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["reader"] = [RecordsRead],
        ["auditor"] = [RecordsRead, RecordsExport, ReceiptsRead, LogRead],
        ["operator"] = [CollectManage, LogRead],
        ["administrator"] = [Admin, KeepManage],
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
