using System.Buffers;
using System.Globalization;
using Annals.Archive;

namespace Annals.Cli.Output;

/// <summary>
/// The event view as CSV (RFC 4180). Cells that a spreadsheet would take for a formula get a leading apostrophe; 'annals export' has the record itself and can leave the apostrophe off.
/// </summary>
internal sealed class EventCsv
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\",\r\n");
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n");

    private readonly TextWriter _output;

    public EventCsv(TextWriter output)
    {
        _output = output;
        Row("position", "recorded", "occurred", "source", "id", "action", "service", "kind", "actor", "actor_id", "target", "target_id", "outcome", "ip", "application", "session", "correlation");
    }

    public void Add(ShownRecord record)
    {
        var view = EventView.Of(record);
        Row(
            record.Position.ToString(CultureInfo.InvariantCulture),
            TimeText.Iso(record.Recorded),
            view?.Occurred is { } occurred ? TimeText.Iso(occurred) : null,
            view?.Source,
            view?.Id,
            view?.Action,
            view?.Service,
            view?.Kind,
            view?.Actor.Name,
            view?.Actor.Id,
            view?.Target.Name,
            view?.Target.Id,
            view is null ? null : RecordJson.NameOf(view.Outcome),
            string.Join(' ', view?.IpAddresses ?? []),
            view?.Application,
            view?.Session,
            view?.Correlation);
    }

    private void Row(params ReadOnlySpan<string?> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            _output.Write(i == 0 ? "" : ",");
            Cell(cells[i] ?? "");
        }

        _output.Write("\r\n");
    }

    private void Cell(string value)
    {
        var guarded = value.Length > 0 && Formula.Contains(value[0]) ? "'" + value : value;
        _output.Write(guarded.AsSpan().ContainsAny(Special) ? $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : guarded);
    }
}
