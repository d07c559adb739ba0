namespace Annals.Sources.Samples;

/// <summary>Weaves the incident of <see cref="SampleStory"/> in among the other records, when its time has come.</summary>
internal sealed class StoryTeller
{
    private readonly long start;
    private readonly SampleOptions options;
    private readonly SampleRandom random;
    private SampleSession? session;

    public StoryTeller(SampleOptions options)
    {
        this.options = options;
        Count = options.IncludeStory ? SampleStory.RecordCount : 0;
        random = new SampleRandom(unchecked(options.Seed + 0x5709));

        // Near the end of the span, so that a demonstration finds it among the newest records.
        var span = (options.To - options.From).TotalMilliseconds;
        start = options.To.ToUnixTimeMilliseconds() - (long)Math.Min(span, Math.Max(span / 40, 2 * SampleStory.Duration.TotalMilliseconds));
    }

    /// <summary>Records of the incident.</summary>
    public int Count { get; }

    /// <summary>Records of it that were written.</summary>
    public int Told { get; private set; }

    /// <summary>Writes the next record of the incident when its time is reached, or when no more records than the rest of it are left.</summary>
    public bool TryWrite(SampleContext context, long left)
    {
        if (Told == Count || (context.Milliseconds < start + (Told * SampleStory.SecondsBetween * 1000L) && left > Count - Told))
        {
            return false;
        }

        session ??= new SampleSession(Victim(context), random, SampleStory.Address);
        context.Session = session;
        SampleStory.Write(context, Told++, start);
        return true;
    }

    private SampleUser Victim(SampleContext context)
    {
        for (var rank = 0; rank < options.Users; rank++)
        {
            if (context.Directory[rank].Upn == SampleStory.Actor)
            {
                return context.Directory[rank];
            }
        }

        return context.Directory[0];
    }
}
