using Annals.Archive;

namespace Annals.Emulation;

/// <summary>Stores the records of publications, durably, one publication after the other.</summary>
internal sealed class Publisher(EmulatorState state, ServedTenant tenant, EventPusher pusher)
{
    private static readonly Actor Self = new("emulator");

    /// <summary>Stores the records of a publication at the present time of the clock.</summary>
    /// <exception cref="InvalidOperationException">The archive did not take one of them as a new record.</exception>
    public async Task PublishAsync(Publication publication, CancellationToken cancellationToken)
    {
        var batch = new AppendBatch();
        foreach (var record in publication.Records)
        {
            batch.Add(record);
        }

        var results = await tenant.Intake.AppendAsync(batch, new AppendOrigin(Self) { SourceName = publication.Source, IncludesVendors = true }, cancellationToken);
        if (Array.FindIndex(results, result => result.Verdict != AppendVerdict.Stored) is >= 0 and var index)
        {
            throw new InvalidOperationException($"Record {index} of publication {publication.Number} was not stored: {results[index].Verdict}. {results[index].Reason}");
        }

        state.Placed(publication.Number, results[0].Position!.Value);
        state.Tally.Published(publication.Records.Count + (publication.Tail?.Count ?? 0));
        if (state.Plan.IsPushed(publication.Number))
        {
            await pusher.PushAsync(publication, cancellationToken);
        }
    }
}
