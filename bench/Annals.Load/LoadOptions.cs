using System.Globalization;

namespace Annals.Load;

/// <summary>What is measured, and how long.</summary>
internal sealed record LoadOptions
{
    public const string Help = """
        Measures a server over HTTP on this machine: appends, searches and the vendors' listings, with latencies and with the processor time of server and client.

          dotnet run -c Release --project bench/Annals.Load -- [--records N] [--seconds S] [--warm-up S] [--only TEXT] [--program FILE] [--output FILE]

          --records N      records stored before the searches are measured [1000000]
          --seconds S      length of each measurement [15]
          --warm-up S      single appends before the first measurement, until the server's code is compiled for speed [15];
                           searches are repeated 100 times before they are measured
          --only TEXT      the measurements whose name holds this text, such as 'append of' [all]
          --program FILE   the annals program [artifacts/bin/Annals.Cli/release/annals]
          --output FILE    where the table goes, as Markdown [standard output only]
        """;

    public long Records { get; init; } = 1_000_000;

    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(15);

    public string Only { get; init; } = "";

    public string Program { get; init; } = "artifacts/bin/Annals.Cli/release/annals";

    public string? Output { get; init; }

    /// <summary>Reads the command line; null when it cannot be read.</summary>
    public static LoadOptions? Parse(string[] arguments)
    {
        var options = new LoadOptions();
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            var value = arguments[i + 1];
            switch (arguments[i])
            {
                case "--records" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var records):
                    options = options with { Records = records };
                    break;
                case "--seconds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0:
                    options = options with { Time = TimeSpan.FromSeconds(seconds) };
                    break;
                case "--warm-up" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var warmUp):
                    options = options with { WarmUp = TimeSpan.FromSeconds(warmUp) };
                    break;
                case "--only":
                    options = options with { Only = value };
                    break;
                case "--program":
                    options = options with { Program = value };
                    break;
                case "--output":
                    options = options with { Output = value };
                    break;
                default:
                    return null;
            }
        }

        return arguments.Length % 2 == 0 ? options : null;
    }
}
