namespace Annals.Server.Storage;

/// <summary>Result codes of SQLite that are handled (sqlite.org, "Result and Error Codes").</summary>
internal static class SqliteErrors
{
    /// <summary>SQLITE_CONSTRAINT: a row would break a rule, such as a name that is taken.</summary>
    public const int Constraint = 19;
}
