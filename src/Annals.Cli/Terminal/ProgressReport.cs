using System.Globalization;
using Annals.Cli.Shell;
using Spectre.Console;

namespace Annals.Cli.Terminal;

/// <summary>
/// How far a long command is: a bar on a terminal, one line every 5 seconds otherwise; on standard error, never in the result.
/// </summary>
internal sealed class ProgressReport
{
    /// <summary>Time between two lines where there is no terminal.</summary>
    public static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    private readonly AppConsole _console;
    private readonly string _what;
    private readonly ProgressTask? _bar;
    private readonly long _started;
    private long _lastLine;

    private ProgressReport(AppConsole console, string what, ProgressTask? bar)
    {
        _console = console;
        _what = what;
        _bar = bar;
        _started = _lastLine = console.Time.GetTimestamp();
    }

    /// <summary>Runs a command's long part with a report of its progress.</summary>
    /// <param name="console">Where to report.</param>
    /// <param name="what">What is being done, such as "Importing".</param>
    /// <param name="work">Gets the report, to be told how far it is.</param>
    public static async Task<T> RunAsync<T>(AppConsole console, string what, Func<ProgressReport, Task<T>> work)
    {
        if (!console.IsErrorTerminal)
        {
            return await work(new ProgressReport(console, what, null));
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        return await terminal.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context => await work(new ProgressReport(console, what, context.AddTask(Markup.Escape(what)))));
    }

    /// <summary>Tells how far it is. May be called as often as one likes, from one thread at a time.</summary>
    /// <param name="done">Amount done, of <paramref name="total"/>.</param>
    /// <param name="total">The whole amount, null if unknown.</param>
    /// <param name="detail">What to say beside it, such as the number of records.</param>
    public void Tell(long done, long? total, string detail)
    {
        if (_bar is { } bar)
        {
            bar.IsIndeterminate = total is null;
            bar.MaxValue = Math.Max(1, total ?? 1);
            bar.Value = total is null ? 0 : Math.Min(done, total.Value);
            bar.Description = Markup.Escape(TerminalText.Escape($"{_what} {detail}"));
            return;
        }

        var now = _console.Time.GetTimestamp();
        if (_console.Time.GetElapsedTime(_lastLine, now) < LineInterval)
        {
            return;
        }

        _lastLine = now;
        var part = total is > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(100, done * 100.0 / total.Value):0} %, ") : "";
        var elapsed = string.Create(CultureInfo.InvariantCulture, $"{_console.Time.GetElapsedTime(_started, now).TotalSeconds:0} s");
        _console.Error.WriteLine($"{_what}: {part}{TerminalText.Escape(detail)}, {elapsed}");
    }
}
