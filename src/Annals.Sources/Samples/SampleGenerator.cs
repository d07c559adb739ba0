using System.Runtime.InteropServices;

namespace Annals.Sources.Samples;

/// <summary>
/// Makes sample records that look and weigh like real ones: for trying the archive, for tests and for measurements. Names, addresses and
/// values are invented; hosts are under example.com and example.org.
/// </summary>
/// <remarks>A generator may be used several times, each time with the same records. Not for use by several threads at once.</remarks>
public sealed class SampleGenerator
{
    private const int BatchBytes = 256 * 1024;
    private const int BatchRecordsMax = 1024;
    private const int SessionsOpen = 200;
    private const int ActionGoesOn = 2;
    private readonly SampleOptions options;

    /// <summary>Prepares a generator.</summary>
    /// <exception cref="ArgumentException">The time span is empty, the count negative or too small for the story, no source is chosen, or the number of users is out of range.</exception>
    public SampleGenerator(SampleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.To <= options.From)
        {
            throw new ArgumentException($"Samples need a span of time: the end {options.To:O} is not after the start {options.From:O}.", nameof(options));
        }

        if (options.Count < (options.IncludeStory ? SampleStory.RecordCount : 0))
        {
            throw new ArgumentException($"The count {options.Count} is too small: it must not be negative, and the story alone takes {SampleStory.RecordCount} records.", nameof(options));
        }

        if ((options.Sources & SampleSources.All) == 0 || options.Users is < 1 or > 1_000_000)
        {
            throw new ArgumentException($"Samples need a source ({options.Sources} was given) and 1 to 1,000,000 users ({options.Users} were given).", nameof(options));
        }

        if (options.IncludeStory && options.To - options.From < 2 * SampleStory.Duration)
        {
            throw new ArgumentException($"The story takes {SampleStory.Duration}; the span of time must be at least twice as long.", nameof(options));
        }

        this.options = options;
    }

    /// <summary>Writes all records, one a line, each line ended by a line feed.</summary>
    /// <param name="ndjson">Where to; not closed.</param>
    /// <param name="progress">Told the number of records written so far, about every thousand; may be null.</param>
    /// <param name="cancellationToken">Checked about every thousand records.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void WriteTo(Stream ndjson, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ndjson);
        var written = 0L;
        foreach (var batch in Batches())
        {
            cancellationToken.ThrowIfCancellationRequested();
            ndjson.Write(batch.Lines.Span);
            written += batch.Records.Count;
            progress?.Report(written);
        }
    }

    /// <summary>Makes the records batch by batch, in the order of their arrival.</summary>
    /// <returns>Batches whose memory is only valid until the next one is asked for.</returns>
    public IEnumerable<SampleBatch> Batches()
    {
        var random = new SampleRandom(options.Seed);
        var directory = new SampleDirectory(options.Users, options.Seed);
        var writer = new SampleWriter();
        var context = new SampleContext(directory, random, writer, options.Seed);
        var story = new StoryTeller(options);
        var clock = new SampleClock(options.From, options.To, Math.Max(1, options.Count - story.Count));
        var families = new FamilyMix(options.Sources);
        var sessions = new SampleSession?[SessionsOpen];
        SampleSession? latest = null;
        var records = new List<ReadOnlyMemory<byte>>(BatchRecordsMax);
        var ends = new List<int>(BatchRecordsMax);

        var made = 0L;
        while (made < options.Count)
        {
            writer.Clear();
            ends.Clear();
            while (made < options.Count && ends.Count < BatchRecordsMax && writer.Length < BatchBytes)
            {
                context.Milliseconds = clock.Next(made - story.Told, random);
                if (!story.TryWrite(context, options.Count - made))
                {
                    latest = NextSession(latest, sessions, directory, random);
                    context.Session = latest;
                    families.Draw(random)(context);
                }

                writer.Raw("\n"u8);
                ends.Add(writer.Length);
                made++;
            }

            records.Clear();
            var start = 0;
            foreach (var end in CollectionsMarshal.AsSpan(ends))
            {
                records.Add(writer.Written[start..(end - 1)]);
                start = end;
            }

            yield return new SampleBatch(writer.Written, records);
        }
    }

    private static SampleSession NextSession(SampleSession? latest, SampleSession?[] sessions, SampleDirectory directory, SampleRandom random)
    {
        // One action of a person, such as opening a page, often leaves several records.
        if (latest is { Remaining: > 0 } && random.OneIn(ActionGoesOn))
        {
            latest.Remaining--;
            return latest;
        }

        ref var session = ref sessions[random.Below(sessions.Length)];
        if (session is null || session.Remaining == 0)
        {
            session = new SampleSession(directory.Draw(random), random);
        }

        session.Remaining--;
        session.BeginAction(random);
        return session;
    }
}
