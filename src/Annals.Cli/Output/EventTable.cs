using Annals.Archive;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;

namespace Annals.Cli.Output;

/// <summary>Records as a table: who did what to which, when, from where, with what outcome.</summary>
internal sealed class EventTable(AppConsole console)
{
    private readonly TextTable _table = new(
        console.Out,
        console.Width,
        console.Style,
        new TableColumn("POS", 10, IsNumber: true),
        new TableColumn("TIME (UTC)", 19),
        new TableColumn("SOURCE", 12, LeaveOut: 4),
        new TableColumn("ACTOR", 20),
        new TableColumn("ACTION", 15),
        new TableColumn("TARGET", 12, LeaveOut: 2),
        new TableColumn("OUTCOME", 7, LeaveOut: 1),
        new TableColumn("IP", 15, LeaveOut: 3),
        new TableColumn("", 6, LeaveOut: 5));

    public void Add(ShownRecord record)
    {
        var view = EventView.Of(record);
        _table.Add(
            $"#{record.Position}",
            view?.Occurred is { } occurred ? TimeText.Short(occurred) : "unknown",
            view?.Source,
            view?.Actor.Name ?? view?.Actor.Id,
            view?.Action,
            view?.Target.Name ?? view?.Target.Id,
            view is null ? "" : RecordJson.NameOf(view.Outcome),
            string.Join(' ', view?.IpAddresses ?? []),
            EventView.Standing(record));
    }

    public void Complete() => _table.Complete();
}
