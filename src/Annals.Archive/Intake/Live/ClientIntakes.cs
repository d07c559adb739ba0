namespace Annals.Archive;

/// <summary>
/// The open intakes of a live intake: the appends of one client under one source name share an intake for some minutes. Its opening receipt comes before its first
/// new record, its closing receipt holds the counts. An intake that stored nothing leaves a closing receipt only. Used by one thread.
/// </summary>
internal sealed class ClientIntakes(ReceiptWriter receipts, LiveIntakeOptions options, TimeProvider time)
{
    private readonly Dictionary<(string, string?), ClientIntake> open = [];

    /// <summary>Ended, with a closing receipt that is still to be written.</summary>
    private readonly List<ClientIntake> ended = [];

    /// <summary>When the next one is over, as a time from now; null when none is open. Zero or less when one is over.</summary>
    public TimeSpan? NextEnd
    {
        get
        {
            if (ended.Count > 0 || open.Count > options.OpenIntakesMax)
            {
                return TimeSpan.Zero;
            }

            return open.Count == 0 ? null : open.Values.Min(Left);
        }
    }

    /// <summary>The intake that a client's appends belong to now.</summary>
    public ClientIntake Of(AppendOrigin origin)
    {
        if (open.TryGetValue(origin.Key, out var intake) && Left(intake) > TimeSpan.Zero)
        {
            return intake;
        }

        if (intake is not null)
        {
            End(intake);
        }

        return open[origin.Key] = new ClientIntake(origin, time.GetTimestamp());
    }

    /// <summary>Writes the opening receipts that are missing. Durable on return.</summary>
    public void Open(IReadOnlyCollection<ClientIntake> intakes)
    {
        var missing = intakes.Where(intake => intake.Opened is null).Distinct().ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        var first = receipts.Append(Array.ConvertAll(missing, intake => intake.Opening()));
        for (var i = 0; i < missing.Length; i++)
        {
            missing[i].Opened = first + i;
        }
    }

    /// <summary>Writes the closing receipts of the intakes that are over, or of all. Durable on return; after a failure it can be called again. Not while a group holds intakes.</summary>
    public void Close(bool all)
    {
        while (open.Count > options.OpenIntakesMax)
        {
            End(open.Values.MinBy(intake => intake.Begun)!);
        }

        foreach (var intake in open.Values.Where(intake => all || Left(intake) <= TimeSpan.Zero).ToArray())
        {
            End(intake);
        }

        ended.RemoveAll(intake => intake.Opened is null && intake.Counts.Read == 0);
        if (ended.Count > 0)
        {
            receipts.Append(ended.ConvertAll(intake => IntakeReceipts.ClientClosed(intake.Origin, intake.Opened, intake.Counts)).ToArray());
            ended.Clear();
        }
    }

    private void End(ClientIntake intake)
    {
        open.Remove(intake.Origin.Key);
        ended.Add(intake);
    }

    private TimeSpan Left(ClientIntake intake) => options.SharedFor - time.GetElapsedTime(intake.Begun);
}

/// <summary>An intake of a client.</summary>
/// <param name="origin">Who appends.</param>
/// <param name="begun">When its first batch was met, a timestamp.</param>
internal class ClientIntake(AppendOrigin origin, long begun)
{
    public AppendOrigin Origin { get; } = origin;

    public long Begun { get; } = begun;

    /// <summary>Position of its opening receipt, once it has one.</summary>
    public long? Opened { get; set; }

    public IntakeCounts Counts { get; set; }

    /// <summary>Its opening receipt.</summary>
    public virtual Receipt Opening() => IntakeReceipts.ClientOpened(Origin);
}
