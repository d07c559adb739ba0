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

    /// <summary>Role of whoever only looks for records.</summary>
    public const string Reader = "reader";

    /// <summary>Role of whoever checks: records, exports, receipts, log.</summary>
    public const string Auditor = "auditor";

    /// <summary>Role of whoever keeps the collectors running; sees no records.</summary>
    public const string Operator = "operator";

    /// <summary>Role of whoever decides on clients, users and what is kept; sees no records.</summary>
    public const string Administrator = "administrator";

    /// <summary>Every role, in the order in which lists show them.</summary>
    public static IReadOnlyList<string> RoleNames { get; } = [Reader, Auditor, Operator, Administrator];

    /// <summary>Roles of users and the scopes they stand for.</summary>
    public static FrozenDictionary<string, IReadOnlyList<string>> Roles { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [Reader] = [RecordsRead],
        [Auditor] = [RecordsRead, RecordsExport, ReceiptsRead, LogRead],
        [Operator] = [CollectManage, LogRead],
        [Administrator] = [Admin, KeepManage],
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
