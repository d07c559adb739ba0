using System.CommandLine;
using System.Text.Json;
using Annals.Archive;
using Annals.Cli.Archives;
using Annals.Cli.Options;
using Annals.Cli.Output;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Records;

/// <summary><c>annals show ID|#POS</c>.</summary>
internal static class ShowCommand
{
    private static readonly Argument<string> Record = RecordArgument.Create();

    private static readonly Option<bool> All = new("--all") { Description = "Every record with the id: variants, hidden variants, other days and sources. Without it the first one is shown in full, the others are listed." };

    private static readonly Option<bool> Raw = new("--raw") { Description = "Print only the record, its exact bytes as they arrived." };

    public static Command Create(CommandHost host) =>
        new Command("show", "Show one record with all that is known of it.")
            .With(Record)
            .With(All, Raw)
            .WithExamples("annals show 9d1c5f6e-0b1a-4c55-9a0e-2f7d5c1b8a11", "annals show '#123' --raw", "annals show 9d1c5f6e-0b1a-4c55-9a0e-2f7d5c1b8a11 --all --json")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var wanted = context.Value(Record)!;
        await using var archive = await ArchiveAccess.OpenAsync(context, cancellationToken);
        var found = RecordArgument.TryPosition(wanted, out var position)
            ? await archive.ShowAsync(position, cancellationToken) is { } one ? [one] : []
            : await archive.ShowAsync(wanted, cancellationToken);
        if (found.Count == 0)
        {
            context.Console.Say($"There is no record {wanted}.");
            return ExitCode.No;
        }

        Write(context, context.Value(All) ? found : [found[0]], context.Value(All) ? [] : [.. found.Skip(1)]);
        return ExitCode.Done;
    }

    private static void Write(CommandContext context, IReadOnlyList<ShownRecord> shown, IReadOnlyList<ShownRecord> others)
    {
        if (context.Value(Raw))
        {
            WriteRaw(context.Console, shown);
        }
        else if (context.IsJson)
        {
            WriteJson(context.Console, shown, others);
        }
        else
        {
            foreach (var record in shown)
            {
                RecordText.Write(context.Console, record);
            }
        }

        if (others.Count > 0 && !context.IsJson)
        {
            var list = string.Join(", ", others.Select(other => EventView.Standing(other) is { Length: > 0 } standing ? $"#{other.Position} ({standing})" : $"#{other.Position}"));
            context.Console.Say($"{others.Count} more with this id: {list}. Show all with --all.");
        }
    }

    private static void WriteRaw(AppConsole console, IReadOnlyList<ShownRecord> records)
    {
        console.Out.Flush();
        foreach (var record in records)
        {
            console.OutStream.Write(record.Payload.Span);
            if (records.Count > 1 || console.IsOutputTerminal)
            {
                console.OutStream.Write("\n"u8);
            }
        }
    }

    private static void WriteJson(AppConsole console, IReadOnlyList<ShownRecord> shown, IReadOnlyList<ShownRecord> others) => JsonOutput.WriteObject(console, writer =>
    {
        writer.WriteStartArray("records");
        foreach (var record in shown)
        {
            RecordJson.Write(writer, record, withRecord: true);
        }

        writer.WriteEndArray();
        WriteOthers(writer, others);
    });

    private static void WriteOthers(Utf8JsonWriter writer, IReadOnlyList<ShownRecord> others)
    {
        writer.WriteStartArray("others");
        foreach (var other in others)
        {
            writer.WriteNumberValue(other.Position);
        }

        writer.WriteEndArray();
    }
}
