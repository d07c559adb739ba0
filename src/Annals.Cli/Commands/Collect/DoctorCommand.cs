using System.CommandLine;
using System.Text;
using Annals.Archive;
using Annals.Cli.Archives.Remote;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Collectors.Connections;
using Annals.Collectors.Doctor;

namespace Annals.Cli.Commands.Collect;

/// <summary><c>annals doctor [CONNECTION…]</c>: examines connections and says what to do.</summary>
internal static class DoctorCommand
{
    private const int MarkWidth = 9;

    private static readonly Argument<string[]> Names = new("CONNECTION")
    {
        Description = "Connections to examine. [default: all that are enabled]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Create(CommandHost host) =>
        new Command("doctor", "Examine connections to Microsoft 365 and Genesys Cloud: token, permissions, clock, subscriptions, last content, gaps. Each finding says what to do.")
            .With(Names)
            .With(ConnectionSettings.Config, ConnectionSettings.Set)
            .WithExamples("annals doctor", "annals doctor contoso", "annals doctor contoso --server https://annals.example.com --client-id ID --client-secret-file FILE")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var findings = ServerTarget.Of(context) is { } target
            ? await AskAsync(context, target, cancellationToken)
            : await ExamineAsync(context, cancellationToken);
        if (context.IsJson)
        {
            WriteJson(context, findings);
        }
        else
        {
            AppConsole.PrintWhileRead(() => WriteText(context, findings));
        }

        return findings.SelectMany(connection => connection.Lines).Any(line => line.Verdict == DoctorVerdict.Bad) ? ExitCode.No : ExitCode.Done;
    }

    private static async Task<IReadOnlyList<(string Name, IReadOnlyList<DoctorLine> Lines)>> ExamineAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var findings = new List<(string, IReadOnlyList<DoctorLine>)>();
        foreach (var (name, options) in ConnectionSettings.Chosen(context, context.Value(Names)!))
        {
            using var tenant = await TenantAsync(context, options, cancellationToken);
            findings.Add((name, await ConnectionDoctor.ExamineAsync(name, options, tenant?.Ledger, context.Console.Time, cancellationToken)));
        }

        return findings;
    }

    /// <summary>The tenant with its ledger; null when there is none yet, or another process has it.</summary>
    private static async Task<Tenant?> TenantAsync(CommandContext context, ConnectionOptions options, CancellationToken cancellationToken)
    {
        if (!TenantName.TryParse(options.Tenant, out var name) || TenantAccess.Data(context).Tenant(name) is not { Exists: true } folder)
        {
            return null;
        }

        try
        {
            return await Tenant.OpenAsync(folder, new TenantOptions { Notice = context.Console.Say, LockPatience = TimeSpan.Zero }, context.Console.Time, cancellationToken);
        }
        catch (TenantBusyException e)
        {
            context.Console.Say($"{e.Message} So nothing is said of what was collected; ask the server with --server.");
            return null;
        }
    }

    private static async Task<IReadOnlyList<(string Name, IReadOnlyList<DoctorLine> Lines)>> AskAsync(CommandContext context, ServerTarget target, CancellationToken cancellationToken)
    {
        using var server = new ServerConnection(target.Url, target.Credentials(context), context.Console.Time);
        var names = context.Value(Names)!;
        if (names.Length == 0)
        {
            names = [.. (await server.GetAsync("v1/collectors", ServerJson.Default.CollectorsAnswer, cancellationToken)).Collectors.Where(collector => collector.Enabled).Select(collector => collector.Name)];
        }

        var findings = new List<(string, IReadOnlyList<DoctorLine>)>();
        foreach (var name in names)
        {
            using var answer = await server.SendAsync(() => new HttpRequestMessage(HttpMethod.Post, $"v1/collectors/{Uri.EscapeDataString(name)}/doctor"), cancellationToken);
            var report = await server.ReadAsync(answer, ServerJson.Default.DoctorAnswer, cancellationToken);
            findings.Add((name, [.. report.Lines.Select(line => new DoctorLine(line.Check, VerdictOf(line.Verdict), line.Message, line.Code, line.Remedy))]));
        }

        return findings;
    }

    private static void WriteText(CommandContext context, IReadOnlyList<(string Name, IReadOnlyList<DoctorLine> Lines)> findings)
    {
        var console = context.Console;
        foreach (var (name, lines) in findings)
        {
            console.Out.WriteLine(console.Style.Bold(TerminalText.Escape(name)));
            foreach (var line in lines)
            {
                var mark = line.Verdict switch
                {
                    DoctorVerdict.Good => console.Style.Good("good"),
                    DoctorVerdict.Warning => console.Style.Accent("warning"),
                    _ => console.Style.Bad("bad"),
                };
                console.Out.WriteLine($"  {mark}{new string(' ', MarkWidth - WordOf(line.Verdict).Length)}{Wrapped(console, $"{line.Check}: {line.Message}")}");
                if (line.Remedy is { } remedy)
                {
                    console.Out.WriteLine($"{new string(' ', MarkWidth + 2)}{Wrapped(console, remedy)}");
                }
            }
        }
    }

    /// <summary>A sentence in lines that fit, the further ones set in like the first.</summary>
    private static string Wrapped(AppConsole console, string sentence)
    {
        var text = new StringBuilder();
        var column = MarkWidth + 2;
        foreach (var word in TerminalText.Escape(sentence).Split(' '))
        {
            var width = TerminalText.Width(word);
            if (column > MarkWidth + 2 && column + 1 + width > console.Width)
            {
                text.Append('\n').Append(' ', MarkWidth + 2);
                column = MarkWidth + 2;
            }
            else if (column > MarkWidth + 2)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += width;
        }

        return text.ToString();
    }

    private static void WriteJson(CommandContext context, IReadOnlyList<(string Name, IReadOnlyList<DoctorLine> Lines)> findings) => JsonOutput.WriteObject(context.Console, writer =>
    {
        writer.WriteStartArray("connections");
        foreach (var (name, lines) in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("connection", name);
            writer.WriteStartArray("lines");
            foreach (var line in lines)
            {
                writer.WriteStartObject();
                writer.WriteString("check", line.Check);
                writer.WriteString("verdict", WordOf(line.Verdict));
                writer.WriteString("message", line.Message);
                if (line.Code is not null)
                {
                    writer.WriteString("code", line.Code);
                }

                if (line.Remedy is not null)
                {
                    writer.WriteString("remedy", line.Remedy);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static string WordOf(DoctorVerdict verdict) => verdict switch
    {
        DoctorVerdict.Good => "good",
        DoctorVerdict.Warning => "warning",
        _ => "bad",
    };

    private static DoctorVerdict VerdictOf(string word) => word switch
    {
        "good" => DoctorVerdict.Good,
        "warning" => DoctorVerdict.Warning,
        _ => DoctorVerdict.Bad,
    };
}
