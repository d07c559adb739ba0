using System.Text;
using Annals.Archive;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Records.Events;

namespace Annals.Cli.Output;

/// <summary>One record for people: the event view line by line, its changes, then the record itself.</summary>
internal static class RecordText
{
    private const int LabelWidth = 13;

    public static void Write(AppConsole console, ShownRecord record)
    {
        Line(console, "position", $"#{record.Position}");
        Line(console, "recorded", TimeText.Iso(record.Recorded));
        Line(console, "note", EventView.Standing(record));
        if (EventView.Of(record) is not { } view)
        {
            console.Out.WriteLine();
            return;
        }

        WriteView(console, view);
        WriteChanges(console, view);
        console.Out.WriteLine();
        console.Out.WriteLine(TerminalText.Escape(Encoding.UTF8.GetString(record.Payload.Span)));
        console.Out.WriteLine();
    }

    private static void WriteView(AppConsole console, AuditEvent view)
    {
        Line(console, "occurred", view.Occurred is { } occurred ? TimeText.Iso(occurred) : "unknown");
        Line(console, "source", view.Source);
        Line(console, "id", view.Id);
        Line(console, "action", view.Action);
        Line(console, "service", view.Service);
        Line(console, "kind", view.Kind);
        Line(console, "actor", Join(view.Actor.Name, view.Actor.Id, view.Actor.Type));
        Line(console, "target", Join(view.Target.Name, view.Target.Id));
        Line(console, "outcome", RecordJson.NameOf(view.Outcome));
        Line(console, "ip", string.Join(", ", view.IpAddresses));
        Line(console, "application", view.Application);
        Line(console, "session", view.Session);
        Line(console, "correlation", view.Correlation);
    }

    private static void WriteChanges(AppConsole console, AuditEvent view)
    {
        foreach (var change in view.Changes)
        {
            Line(console, "change", $"{change.Property}: {Values(change.Old)} -> {Values(change.New)}");
        }
    }

    private static string Values(IReadOnlyList<string> values) => values.Count == 0 ? "(nothing)" : string.Join(", ", values);

    private static string Join(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)).Distinct(StringComparer.Ordinal));

    private static void Line(AppConsole console, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            console.Out.WriteLine(console.Style.Dim(label.PadRight(LabelWidth)) + TerminalText.Escape(value));
        }
    }
}
