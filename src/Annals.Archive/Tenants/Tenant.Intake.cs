using Annals.Records.Events;

namespace Annals.Archive;

public sealed partial class Tenant
{
    /// <summary>
    /// Takes in the records of files. When the task ends, everything counted as stored is durable and can be found; a
    /// record that is stored already is a duplicate, so an import may be repeated at any time.
    /// </summary>
    /// <exception cref="ArchiveException">Nothing can be written here.</exception>
    /// <exception cref="ArgumentException"><see cref="IntakeOptions.SourceName"/> is no name, or a reserved one: an imported record must not pass for a receipt.</exception>
    /// <exception cref="OperationCanceledException">The import was cancelled; what was stored so far stays.</exception>
    public async Task<IntakeSummary> ImportAsync(IEnumerable<IntakeSource> sources, IntakeOptions intake, CancellationToken cancellationToken)
    {
        if (intake.SourceName is { } name && (!SourceNames.IsValid(name) || SourceNames.IsReserved(name)))
        {
            throw new ArgumentException($"\"{name}\" cannot name a source: use 1 to {SourceNames.LengthMax} of a-z, 0-9 and hyphen, beginning with a letter or digit, and none of the reserved names {SourceNames.Microsoft365}, {SourceNames.GenesysCloud} and {SourceNames.Annals}.", nameof(intake));
        }

        if (log is null)
        {
            throw new ArchiveException($"Nothing can be imported into \"{Folder.Path}\", because {ReadOnlyReason}.");
        }

        CatchUp(leftOutMax: 0, cancellationToken);
        var summary = await RunAsync(new Intake(log, ids, identity!, options.Actor, () => new LiveFeed(log, index, filters, store), intake, time), sources, cancellationToken);
        CatchUp(leftOutMax: 0, cancellationToken);
        return summary;
    }

    private async Task<IntakeSummary> RunAsync(Intake intake, IEnumerable<IntakeSource> sources, CancellationToken cancellationToken)
    {
        try
        {
            return await intake.RunAsync(sources, cancellationToken);
        }
        catch
        {
            // The tables may lack the ids of records stored last; opening them again reads those from the log.
            ids.Forget();
            throw;
        }
    }
}
