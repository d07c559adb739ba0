using System.Text.Json;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Annals.Server.Api.Verification;

/// <summary>The verifications of all tenants, the newest of each.</summary>
internal sealed class VerificationStore(ServerDatabase database)
{
    /// <summary>Verifications kept of each tenant.</summary>
    public const int KeptMax = 100;

    private const string Columns = "id, tenant, started_by, begun, state, ended, checked, size, erased, good, verdict, reason, fault_count, faults, remarks";

    public static DatabaseSchema Schema { get; } = new("verifications",
    [
        """
        CREATE TABLE verifications (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, started_by TEXT, begun TEXT NOT NULL, state TEXT NOT NULL, ended TEXT, checked INTEGER NOT NULL, size INTEGER NOT NULL,
          erased INTEGER NOT NULL, good INTEGER, verdict TEXT, reason TEXT, fault_count INTEGER NOT NULL, faults TEXT NOT NULL, remarks TEXT NOT NULL) STRICT;
        CREATE INDEX verifications_by_tenant ON verifications (tenant, begun);
        """,
    ]);

    /// <summary>Adds one that begins, or writes how it ended; the oldest of the tenant are forgotten.</summary>
    public void Write(VerificationRecord record)
    {
        database.Execute(
            $"""
            INSERT INTO verifications ({Columns})
            VALUES ($id, $tenant, $by, $begun, $state, $ended, $checked, $size, $erased, $good, $verdict, $reason, $count, $faults, $remarks)
            ON CONFLICT (id) DO UPDATE SET state = $state, ended = $ended, checked = $checked, size = $size, erased = $erased, good = $good, verdict = $verdict, reason = $reason,
              fault_count = $count, faults = $faults, remarks = $remarks
            """,
            ("$id", record.Id.ToString()),
            ("$tenant", record.Tenant.ToString()),
            ("$by", record.StartedBy),
            ("$begun", DatabaseText.Of(record.Begun)),
            ("$state", record.State.ToString()),
            ("$ended", record.Ended is { } ended ? DatabaseText.Of(ended) : null),
            ("$checked", record.Checked),
            ("$size", record.Size),
            ("$erased", record.Erased),
            ("$good", record.IsGood is { } good ? (good ? 1 : 0) : null),
            ("$verdict", record.Verdict),
            ("$reason", record.Reason),
            ("$count", record.FaultCount),
            ("$faults", JsonSerializer.Serialize(record.Faults, VerificationJson.Default.IReadOnlyListVerificationFault)),
            ("$remarks", JsonSerializer.Serialize(record.Remarks, VerificationJson.Default.IReadOnlyListString)));
        database.Execute(
            $"DELETE FROM verifications WHERE tenant = $tenant AND state <> 'Running' AND id IN (SELECT id FROM verifications WHERE tenant = $tenant ORDER BY begun DESC, id LIMIT -1 OFFSET {KeptMax})",
            ("$tenant", record.Tenant.ToString()));
    }

    /// <summary>Those of a tenant, the newest first.</summary>
    public IReadOnlyList<VerificationRecord> Of(Guid tenant) =>
        database.Query($"SELECT {Columns} FROM verifications WHERE tenant = $tenant ORDER BY begun DESC, id", Read, ("$tenant", tenant.ToString()));

    /// <summary>One of a tenant, or null.</summary>
    public VerificationRecord? Find(Guid tenant, Guid id) =>
        database.Query($"SELECT {Columns} FROM verifications WHERE id = $id AND tenant = $tenant", Read, ("$id", id.ToString()), ("$tenant", tenant.ToString())).SingleOrDefault();

    /// <summary>Those that were going on when the server ended.</summary>
    public IReadOnlyList<VerificationRecord> Unfinished() => database.Query($"SELECT {Columns} FROM verifications WHERE state = 'Running'", Read);

    private static VerificationRecord Read(SqliteDataReader row) => new(Guid.Parse(row.GetString(0)), Guid.Parse(row.GetString(1)), row.IsDBNull(2) ? null : row.GetString(2), DatabaseText.Time(row.GetString(3)))
    {
        State = Enum.Parse<VerificationState>(row.GetString(4)),
        Ended = row.IsDBNull(5) ? null : DatabaseText.Time(row.GetString(5)),
        Checked = row.GetInt64(6),
        Size = row.GetInt64(7),
        Erased = row.GetInt64(8),
        IsGood = row.IsDBNull(9) ? null : row.GetInt64(9) != 0,
        Verdict = row.IsDBNull(10) ? null : row.GetString(10),
        Reason = row.IsDBNull(11) ? null : row.GetString(11),
        FaultCount = row.GetInt64(12),
        Faults = JsonSerializer.Deserialize(row.GetString(13), VerificationJson.Default.IReadOnlyListVerificationFault) ?? [],
        Remarks = JsonSerializer.Deserialize(row.GetString(14), VerificationJson.Default.IReadOnlyListString) ?? [],
    };
}
