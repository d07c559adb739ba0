namespace Annals.Compare;

/// <summary>What the right answers are, found by reading the file line by line.</summary>
internal sealed record Truth(long Count, long Bytes, Subject Subject, IReadOnlyDictionary<Question, Answer> Answers)
{
    private const int PhrasesTried = 3;

    /// <summary>The user has about this share of the records, and at least enough for a full page.</summary>
    private const int RecordsPerUser = 5000;

    private const int UserRecordsMin = 60;

    public double MeanBytes => (double)Bytes / Count;

    public static Truth Read(string file)
    {
        var users = new Dictionary<string, int>(StringComparer.Ordinal);
        var hours = new Dictionary<long, long>();
        var comments = new List<string>();
        var count = 0L;
        foreach (var line in File.ReadLines(file))
        {
            count++;
            var columns = RecordColumns.Read(line);
            if (columns.Actor is { } actor && actor.Contains('@', StringComparison.Ordinal))
            {
                users[actor] = users.GetValueOrDefault(actor) + 1;
            }

            if (columns.OccurredMicros is { } micros)
            {
                var hour = micros - (micros % Answer.MicrosPerHour);
                hours[hour] = hours.GetValueOrDefault(hour) + 1;
            }

            // Late in the file rather than early, so that nobody who reads from the front is lucky.
            if (columns.Comment is { } comment && IsPlain(comment))
            {
                comments.Add(comment);
                if (comments.Count > PhrasesTried * 2)
                {
                    comments.RemoveAt((int)(count % comments.Count));
                }
            }
        }

        var wanted = Math.Max(UserRecordsMin, count / RecordsPerUser);
        var user = users.OrderBy(pair => Math.Abs(pair.Value - wanted)).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key;
        var (newest, phrases) = ReadAgain(file, user, comments.Take(PhrasesTried).ToArray());
        var phrase = phrases.FirstOrDefault(found => found.IsBounded) ?? throw new InvalidOperationException("No phrase of the file is rare and stands alone in all records; take another count.");
        return new Truth(count, new FileInfo(file).Length, new Subject(user, phrase.Text), new Dictionary<Question, Answer>
        {
            [Question.Newest] = newest,
            [Question.Histogram] = hours.Aggregate(Answer.None, (answer, hour) => answer.WithHour(hour.Key, hour.Value)),
            [Question.Phrase] = phrase.AnyCase,
            [Question.PhraseExact] = phrase.SameCase,
        });
    }

    private static (Answer Newest, Found[] Phrases) ReadAgain(string file, string user, string[] comments)
    {
        var phrases = comments.Select(comment => new Found(comment)).ToArray();
        var times = new List<long>();
        foreach (var line in File.ReadLines(file))
        {
            var isUser = line.Contains(user, StringComparison.Ordinal);
            var columns = new Lazy<RecordColumns>(() => RecordColumns.Read(line));
            if (isUser && columns.Value.Actor == user && columns.Value.OccurredMicros is { } micros)
            {
                times.Add(micros);
            }

            foreach (var phrase in phrases)
            {
                phrase.Look(line, columns);
            }
        }

        var newest = times.OrderDescending().Take(Answer.PageSize).Aggregate(Answer.None, (answer, time) => answer.With(time));
        return (newest, phrases);
    }

    /// <summary>Ends in a number of four digits (another word cannot go on behind it) and needs no escapes anywhere.</summary>
    private static bool IsPlain(string comment) =>
        comment.Length > 8 && comment[^5] == ' ' && comment.AsSpan(comment.Length - 4).IndexOfAnyExceptInRange('0', '9') < 0 && comment.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ');

    private sealed class Found(string text)
    {
        public string Text => text;

        public bool IsBounded { get; private set; } = true;

        public Answer AnyCase { get; private set; } = Answer.None;

        public Answer SameCase { get; private set; } = Answer.None;

        public void Look(string line, Lazy<RecordColumns> columns)
        {
            var at = line.IndexOf(text, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return;
            }

            var after = at + text.Length;
            IsBounded &= at > 0 && after < line.Length && !char.IsLetterOrDigit(line[at - 1]) && !char.IsLetterOrDigit(line[after]);
            var micros = columns.Value.OccurredMicros ?? 0;
            AnyCase = AnyCase.With(micros);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                SameCase = SameCase.With(micros);
            }
        }
    }
}
