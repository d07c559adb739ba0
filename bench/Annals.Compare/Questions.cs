namespace Annals.Compare;

/// <summary>What every engine is asked.</summary>
internal enum Question
{
    /// <summary>The 50 newest records of one user, with their JSON.</summary>
    Newest,

    /// <summary>How many records there are in each hour.</summary>
    Histogram,

    /// <summary>Records that hold a phrase, in whatever case.</summary>
    Phrase,

    /// <summary>Records that hold a phrase in exactly this case.</summary>
    PhraseExact,
}

/// <summary>What the questions are about.</summary>
/// <param name="User">Whose records are asked for.</param>
/// <param name="Phrase">Words that few records hold; letters, digits and spaces only, and nothing else in them needs quoting.</param>
internal sealed record Subject(string User, string Phrase);

/// <summary>An answer, small enough to compare.</summary>
/// <param name="Rows">Rows given.</param>
/// <param name="Check">Newest and phrase: sum of the occurred times in microseconds. Histogram: sum of hour number times count.</param>
internal sealed record Answer(long Rows, long Check)
{
    public const int PageSize = 50;

    public const long MicrosPerHour = 3_600_000_000;

    public static Answer None { get; } = new(0, 0);

    /// <summary>Adds a row with its occurred time.</summary>
    public Answer With(long occurredMicros) => new(Rows + 1, Check + occurredMicros);

    /// <summary>Adds the bucket of an hour.</summary>
    public Answer WithHour(long hourMicros, long count) => new(Rows + 1, Check + (hourMicros / MicrosPerHour * count));
}
