namespace Annals.Index.Columns;

/// <summary>Tables of the index file; docs/formats/index.md describes them.</summary>
internal static class IndexSchema
{
    /// <summary>Changes with any change of the tables or of what their values mean.</summary>
    public const long Version = 1;

    public const string CoveredKey = "covered";
    public const string VersionKey = "version";

    /// <summary>Present when a value of the field was not kept.</summary>
    public static string NotKeptKey(IndexField field) => "not kept: " + ColumnOf(field);

    /// <summary>Columns of table <c>events</c> before those of the fields.</summary>
    public const int FixedColumns = 5;

    public static string ColumnOf(IndexField field) => field switch
    {
        IndexField.Source => "source",
        IndexField.Action => "action",
        IndexField.Service => "service",
        IndexField.Kind => "kind",
        IndexField.Actor => "actor",
        IndexField.ActorId => "actor_id",
        IndexField.Ip => "ip",
        IndexField.Application => "application",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such column."),
    };

    public static string ColumnOf(HashedField field) => field switch
    {
        HashedField.Target => "target_hash",
        HashedField.TargetId => "target_id_hash",
        HashedField.Session => "session_hash",
        HashedField.Correlation => "correlation_hash",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such column."),
    };

    public static string Create { get; } = $"""
        CREATE TABLE events (position BIGINT NOT NULL, recorded BIGINT NOT NULL, occurred BIGINT NOT NULL, flags UTINYINT NOT NULL, outcome UTINYINT NOT NULL,
            {string.Join(", ", Enum.GetValues<IndexField>().Select(field => $"{ColumnOf(field)} UINTEGER NOT NULL"))},
            {string.Join(", ", Enum.GetValues<HashedField>().Select(field => $"{ColumnOf(field)} UINTEGER NOT NULL"))});
        CREATE TABLE dictionary (field UTINYINT NOT NULL, code UINTEGER NOT NULL, value BLOB NOT NULL);
        CREATE TABLE numbers (name VARCHAR NOT NULL, number BIGINT NOT NULL);
        CREATE TABLE texts (name VARCHAR NOT NULL, text VARCHAR NOT NULL);
        """;
}
