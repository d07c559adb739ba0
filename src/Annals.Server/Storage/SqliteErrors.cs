namespace Annals.Server.Storage;

/// <summary>Result codes of SQLite that are handled (sqlite.org, "Result and Error Codes").</summary>
internal static class SqliteErrors
{
    /// <summary>SQLITE_BUSY: another process holds the database.</summary>
    public const int Busy = 5;

    /// <summary>SQLITE_LOCKED: another connection of this process holds a table.</summary>
    public const int Locked = 6;

    /// <summary>SQLITE_READONLY: the file may not be written.</summary>
    public const int ReadOnly = 8;

    /// <summary>SQLITE_IOERR: the disk refused.</summary>
    public const int Disk = 10;

    /// <summary>SQLITE_FULL: the disk is full.</summary>
    public const int Full = 13;

    /// <summary>SQLITE_CANTOPEN: the file cannot be opened.</summary>
    public const int CannotOpen = 14;

    /// <summary>SQLITE_CONSTRAINT: a row would break a rule, such as a name that is taken.</summary>
    public const int Constraint = 19;
}
