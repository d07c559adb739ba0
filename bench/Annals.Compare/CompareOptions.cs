using System.Globalization;
using Annals.Compare.Engines;

namespace Annals.Compare;

internal enum CompareMode
{
    Run,
    Load,
    Work,
}

/// <summary>What a comparison, or one of its processes, is to do.</summary>
internal sealed record CompareOptions
{
    public CompareMode Mode { get; private init; }

    /// <summary>The engine of a load or a worker.</summary>
    public EngineKind? Engine { get; private init; }

    /// <summary>Folder outside the repository that takes the file and the databases.</summary>
    public string Work { get; private init; } = string.Empty;

    public long Count { get; private init; } = 1_000_000;

    /// <summary>Measured rounds of the questions.</summary>
    public int Rounds { get; private init; } = 7;

    /// <summary>Measured rounds of loading.</summary>
    public int LoadRounds { get; private init; } = 3;

    /// <summary>Longest load of one engine.</summary>
    public TimeSpan LoadLimit { get; private init; } = TimeSpan.FromMinutes(10);

    /// <summary>The page to write.</summary>
    public string Output { get; private init; } = "RESULTS.md";

    /// <summary>The program <c>annals</c>, or null to import in a process of this program.</summary>
    public string? AnnalsProgram { get; private init; }

    /// <summary>Folder with the private socket of PostgreSQL, or null when there is no server.</summary>
    public string? PostgresSocket { get; private init; }

    /// <summary>Path of ClickHouse's shared library, or null when it is absent.</summary>
    public string? ClickHouseLibrary { get; private init; }

    /// <summary>Version of the package that the library is from.</summary>
    public string? ClickHousePackage { get; private init; }

    public string File => Path.Combine(Work, string.Create(CultureInfo.InvariantCulture, $"samples-{Count}.ndjson"));

    /// <summary>Folder of an engine's files.</summary>
    public string FolderOf(EngineKind engine) => Path.Combine(Work, "data", engine.ToString());

    public static CompareOptions Parse(IReadOnlyList<string> arguments)
    {
        var mode = arguments.Count > 0 && Enum.TryParse<CompareMode>(arguments[0], ignoreCase: true, out var parsed)
            ? parsed
            : throw new ArgumentException("Say run, load or work first; bench/compare does.");
        var options = new CompareOptions { Mode = mode };
        var at = 1;
        if (mode != CompareMode.Run)
        {
            options = options with { Engine = Enum.Parse<EngineKind>(arguments[at++]) };
        }

        for (; at < arguments.Count; at += 2)
        {
            if (at + 1 == arguments.Count)
            {
                throw new ArgumentException($"The option {arguments[at]} needs a value.");
            }

            options = options.With(arguments[at], arguments[at + 1]);
        }

        return options.Work.Length > 0 ? options : throw new ArgumentException("Name the work folder: --work DIR.");
    }

    /// <summary>Arguments that give another process of this program the same view.</summary>
    public IEnumerable<string> ToArguments(CompareMode mode, EngineKind engine)
    {
        yield return mode.ToString();
        yield return engine.ToString();
        yield return "--work";
        yield return Work;
        yield return "--count";
        yield return Count.ToString(CultureInfo.InvariantCulture);
        if (PostgresSocket is not null)
        {
            yield return "--postgres-socket";
            yield return PostgresSocket;
        }

        if (ClickHouseLibrary is not null)
        {
            yield return "--clickhouse-library";
            yield return ClickHouseLibrary;
        }
    }

    private CompareOptions With(string name, string value) => name switch
    {
        "--work" => this with { Work = Path.GetFullPath(value) },
        "--count" => this with { Count = Number(name, value, 1000, 1_000_000_000) },
        "--rounds" => this with { Rounds = (int)Number(name, value, 1, 1000) },
        "--load-rounds" => this with { LoadRounds = (int)Number(name, value, 1, 100) },
        "--load-limit" => this with { LoadLimit = TimeSpan.FromSeconds(Number(name, value, 1, 86_400)) },
        "--output" => this with { Output = Path.GetFullPath(value) },
        "--annals" => this with { AnnalsProgram = value },
        "--postgres-socket" => this with { PostgresSocket = value },
        "--clickhouse-library" => this with { ClickHouseLibrary = value },
        "--clickhouse-package" => this with { ClickHousePackage = value },
        _ => throw new ArgumentException($"There is no option {name}; see bench/README.md."),
    };

    private static long Number(string name, string value, long least, long most) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"{name} takes a number from {least} to {most}, not \"{value}\".");
}
