using Microsoft.Data.Sqlite;

namespace Annals.Server.Storage;

/// <summary>Result codes of SQLite that are handled (sqlite.org, "Result and Error Codes").</summary>
internal static class SqliteErrors
{
    /// <summary>SQLITE_CONSTRAINT: a row would break a rule, such as a name that is taken.</summary>
    public const int Constraint = 19;

    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    /// <summary>Whether the disk, the file or whoever else holds it is at fault, not the statement.</summary>
    public static bool IsOfStorage(SqliteException error) => error.SqliteErrorCode is Busy or Locked or ReadOnly or InputOutput or Corrupt or Full or CannotOpen or NoDatabase;
}
