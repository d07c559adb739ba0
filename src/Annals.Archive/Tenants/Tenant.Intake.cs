namespace Annals.Archive;

public sealed partial class Tenant
{
    /// <summary>
    /// Takes in the records of files. When the task ends, everything counted as stored is durable and can be found; a
    /// record that is stored already is a duplicate, so an import may be repeated at any time.
    /// </summary>
    /// <exception cref="ArchiveException">Nothing can be written here.</exception>
    /// <exception cref="OperationCanceledException">The import was cancelled; what was stored so far stays.</exception>
    public async Task<IntakeSummary> ImportAsync(IEnumerable<IntakeSource> sources, IntakeOptions intake, CancellationToken cancellationToken)
    {
        if (log is null)
        {
            throw new ArchiveException($"Nothing can be imported into \"{Folder.Path}\", because {ReadOnlyReason}.");
        }

        CatchUp(cancellationToken);
        var summary = await new Intake(log, OpenIds(rebuild: false, cancellationToken), identity!, options.Actor, () => new LiveFeed(log, index, filters, store), intake, time).RunAsync(sources, cancellationToken);
        CatchUp(cancellationToken);
        return summary;
    }
}
