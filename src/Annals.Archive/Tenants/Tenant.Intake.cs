using Annals.Records.Events;

namespace Annals.Archive;

public sealed partial class Tenant
{
    /// <summary>
    /// Takes in the records of files. When the task ends, everything counted as stored is durable and can be found; a
    /// record that is stored already is a duplicate, so an import may be repeated at any time.
    /// </summary>
    /// <exception cref="ArchiveException">Nothing can be written here, or another import or a live intake is at work.</exception>
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

        BeginTaking("imported");
        try
        {
            CatchUp(leftOutMax: 0, cancellationToken);
            var summary = await RunAsync(new Intake(log, ids, identity!, options.Actor, () => new LiveFeed(log, index, filters, store), intake, time), sources, cancellationToken);
            CatchUp(leftOutMax: 0, cancellationToken);
            return summary;
        }
        finally
        {
            Volatile.Write(ref isTaking, 0);
        }
    }

    /// <summary>Begins a live intake, which brings the id tables up to the log first. Until it has stopped there is no import and no other live intake.</summary>
    internal LiveIntake BeginLiveIntake(LiveIntakeOptions intake)
    {
        if (log is null)
        {
            throw new ArchiveException($"Nothing can be appended to \"{Folder.Path}\", because {ReadOnlyReason}.");
        }

        BeginTaking("appended");
        try
        {
            return new LiveIntake(log, ids, identity!, receipts!, intake, time);
        }
        catch
        {
            EndLiveIntake();
            throw;
        }
    }

    /// <summary>Makes what feeds the index beside a live intake.</summary>
    internal BackgroundFeeder MakeFeeder(LiveIntake intake, FeederOptions feeding) => new(
        log!,
        (ReopenableIndex)index,
        (size, withFilters, cancellationToken) =>
        {
            feeder.FeedColumns(size, leftOutMax: 0, progress: null, cancellationToken);
            if (withFilters)
            {
                cancellationToken.ThrowIfCancellationRequested();
                filters.CatchUp(store, size, cancellationToken);
            }
        },
        () => intake.IsPressed,
        feeding,
        time);

    /// <summary>Says that the live intake has stopped.</summary>
    internal void EndLiveIntake() => Volatile.Write(ref isTaking, 0);

    private void BeginTaking(string done)
    {
        if (Interlocked.Exchange(ref isTaking, 1) != 0)
        {
            throw new ArchiveException($"Nothing can be {done} into \"{Folder.Path}\" now: an import is running, or the tenant is being served. Append over the server, or wait until the import is done.");
        }
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
