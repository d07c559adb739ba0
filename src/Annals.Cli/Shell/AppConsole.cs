using System.Globalization;
using System.Text;
using Annals.Cli.Terminal;

namespace Annals.Cli.Shell;

/// <summary>Where a command reads and writes: results to <see cref="Out"/>, everything else to <see cref="Error"/>.</summary>
internal sealed class AppConsole : IDisposable
{
    /// <summary>Width used where there is no terminal to ask.</summary>
    private const int DefaultWidth = 80;

    private const int NarrowestWidth = 40;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private AppConsole(Stream output, TextWriter error, TimeProvider time)
    {
        OutStream = output;
        Out = new StreamWriter(output, Utf8, 16 << 10, leaveOpen: true) { NewLine = "\n" };
        Error = error;
        Time = time;
    }

    /// <summary>Results as text, UTF-8, lines ended by a line feed. Buffered until the command ends.</summary>
    public TextWriter Out { get; }

    /// <summary>Results as bytes. Flush <see cref="Out"/> before writing here.</summary>
    public Stream OutStream { get; }

    /// <summary>Messages and progress.</summary>
    public TextWriter Error { get; }

    public TimeProvider Time { get; }

    /// <summary>Columns that tables on <see cref="Out"/> may use.</summary>
    public int Width { get; private init; } = DefaultWidth;

    public bool IsOutputTerminal { get; private init; }

    public bool IsErrorTerminal { get; private init; }

    /// <summary>Whether stack traces are printed below error messages (ANNALS_DEBUG=1).</summary>
    public bool IsDebug { get; private init; }

    public AnsiStyle Style { get; private init; } = AnsiStyle.Plain;

    /// <summary>The console of this process.</summary>
    public static AppConsole OfProcess(TimeProvider time)
    {
        var isOutputTerminal = !Console.IsOutputRedirected;
        var error = new StreamWriter(new ErrorOutput(Console.OpenStandardError()), Utf8) { AutoFlush = true, NewLine = "\n" };
        return new AppConsole(StandardOutput.Open(), error, time)
        {
            IsOutputTerminal = isOutputTerminal,
            IsErrorTerminal = !Console.IsErrorRedirected,
            IsDebug = Environment.GetEnvironmentVariable("ANNALS_DEBUG") == "1",
            Width = WidthOf(Environment.GetEnvironmentVariable("COLUMNS"), isOutputTerminal),
            Style = AnsiStyle.For(isOutputTerminal, Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM")),
        };
    }

    /// <summary>A console in memory.</summary>
    public static AppConsole InMemory(Stream output, TextWriter error, TimeProvider time, int width = DefaultWidth) => new(output, error, time) { Width = width };

    /// <summary>Prints a sentence for people, after everything printed so far.</summary>
    public void Say(string sentence)
    {
        PrintWhileRead(Out.Flush);
        Error.WriteLine($"annals: {TerminalText.Escape(sentence)}");
    }

    /// <summary>Prints an answer that the exit code gives too, so that it must be reached also when the reader has seen enough.</summary>
    public static void PrintWhileRead(Action print)
    {
        try
        {
            print();
        }
        catch (OutputClosedException)
        {
            // What is left in the buffer fails again at the end of the command.
        }
    }

    /// <summary>Closes the output. The error output stays open, so that what goes wrong afterwards can still be said.</summary>
    public void Dispose()
    {
        Out.Dispose();
        OutStream.Dispose();
        Error.Flush();
    }

    private static int WidthOf(string? columns, bool isTerminal)
    {
        if (int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width > 0)
        {
            return Math.Max(width, NarrowestWidth);
        }

        return isTerminal && Console.WindowWidth is > 0 and var window ? Math.Max(window, NarrowestWidth) : DefaultWidth;
    }
}
