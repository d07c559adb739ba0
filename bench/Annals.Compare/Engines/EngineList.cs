namespace Annals.Compare.Engines;

/// <summary>The engines, in the order of the columns.</summary>
internal static class EngineList
{
    public static IReadOnlyList<EngineKind> All { get; } = Enum.GetValues<EngineKind>();

    public static string NameOf(EngineKind kind) => kind switch
    {
        EngineKind.Annals => "Annals",
        EngineKind.Postgres => "PostgreSQL",
        EngineKind.DuckDb => "DuckDB",
        EngineKind.ClickHouse => "ClickHouse, embedded",
        EngineKind.ClickHouseText => "ClickHouse with text index",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such engine."),
    };

    /// <summary>Why an engine cannot take part; null when it can.</summary>
    public static string? AbsenceOf(EngineKind kind, CompareOptions options) => kind switch
    {
        EngineKind.Postgres when options.PostgresSocket is null => "no PostgreSQL 15 server here",
        EngineKind.ClickHouse or EngineKind.ClickHouseText when options.ClickHouseLibrary is null => "the library could not be fetched",
        _ => null,
    };

    public static IEngine Create(EngineKind kind, CompareOptions options) => kind switch
    {
        EngineKind.Annals => new AnnalsEngine(options.FolderOf(kind)),
        EngineKind.Postgres => new PostgresEngine(options.PostgresSocket!),
        EngineKind.DuckDb => new DuckDbEngine(options.FolderOf(kind)),
        EngineKind.ClickHouse => new ClickHouseEngine(options.FolderOf(kind), options.ClickHouseLibrary!, hasTextIndex: false),
        EngineKind.ClickHouseText => new ClickHouseEngine(options.FolderOf(kind), options.ClickHouseLibrary!, hasTextIndex: true),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such engine."),
    };
}
