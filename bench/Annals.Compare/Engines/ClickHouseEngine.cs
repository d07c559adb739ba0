using System.Globalization;

namespace Annals.Compare.Engines;

/// <summary>Embedded ClickHouse: a MergeTree with columns and the JSON as compressed text, with or without a text index over it.</summary>
internal sealed class ClickHouseEngine(string folder, string libraryPath, bool hasTextIndex) : IEngine
{
    private const string Members =
        "Tuple(CreationTime String, eventDate String, eventTime String, time String, UserId String, user Tuple(id String), userId String, actor Tuple(name String), " +
        "Operation String, action String, serviceName String, source String, ClientIP String, remoteIp Array(String), context Tuple(ip String), " +
        "detail Tuple(eventBody Tuple(eventDate String, eventTime String, userId String, action String, serviceName String, remoteIp Array(String))))";

    private const string TextIndex = ", INDEX words raw TYPE text(tokenizer = 'splitByNonAlpha', preprocessor = lower(raw))";

    private const int SettleSecondsMax = 60;

    private ClickHouseLibrary? library;

    public Task LoadAsync(string file, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        Query($"""
            CREATE TABLE events (occurred DateTime64(6, 'UTC'), actor String, action LowCardinality(String), source LowCardinality(String), ip String, raw String CODEC(ZSTD(1)){(hasTextIndex ? TextIndex : string.Empty)})
            ENGINE = MergeTree ORDER BY occurred
            """);
        Query($"""
            INSERT INTO events
            WITH JSONExtract(line, '{Members}') AS m, m.detail.eventBody AS b
            SELECT parseDateTime64BestEffortOrZero({First("m.CreationTime", "m.eventDate", "m.eventTime", "b.eventDate", "b.eventTime", "m.time")}, 6, 'UTC'),
                {First("m.UserId", "m.user.id", "m.userId", "b.userId", "m.actor.name")},
                {First("m.Operation", "m.action", "b.action")},
                multiIf(m.CreationTime != '', 'microsoft365', m.serviceName != '' OR b.serviceName != '', 'genesys-cloud', m.source),
                {First("m.ClientIP", "m.remoteIp[1]", "b.remoteIp[1]", "m.context.ip")},
                line
            FROM file('{file}', 'LineAsString', 'line String')
            """);
        return Task.CompletedTask;
    }

    /// <summary>Waits until its parts are merged.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var second = 0; second < SettleSecondsMax; second++)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            if (Query("SELECT count() FROM system.merges").Trim() == "0")
            {
                return;
            }
        }
    }

    public Task<string> VersionAsync(CancellationToken cancellationToken) => Task.FromResult($"ClickHouse {Query("SELECT version()").Trim()}");

    public Task<IReadOnlyDictionary<string, long>> SizesAsync(CancellationToken cancellationToken)
    {
        var bytes = long.Parse(Query("SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND table = 'events'"), CultureInfo.InvariantCulture);
        return Task.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long> { [SizePart.Whole] = bytes });
    }

    public Task<Answer?> AskAsync(Question question, Subject subject, CancellationToken cancellationToken)
    {
        var tokens = hasTextIndex ? $"hasAllTokens(raw, '{subject.Phrase}') AND " : string.Empty;
        return Task.FromResult(question switch
        {
            Question.Newest => Rows($"WHERE actor = '{subject.User}' ORDER BY occurred DESC LIMIT {Answer.PageSize}"),
            Question.Histogram => Hours(),
            Question.Phrase => Rows($"WHERE {tokens}positionCaseInsensitive(raw, '{subject.Phrase}') > 0"),
            Question.PhraseExact => Rows($"WHERE {tokens}position(raw, '{subject.Phrase}') > 0"),
            _ => null,
        });
    }

    public Task<IReadOnlyList<double>> SeriesAsync(Series series, string file, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<double>>([]);

    public void Dispose() => library?.Dispose();

    /// <summary>The first text that is not empty.</summary>
    private static string First(params string[] texts) => $"multiIf({string.Join(", ", texts.SkipLast(1).Select(text => $"{text} != '', {text}"))}, {texts[^1]})";

    private Answer Rows(string where)
    {
        var answer = Answer.None;
        foreach (var line in Lines($"SELECT toUnixTimestamp64Micro(occurred), raw FROM events {where}"))
        {
            answer = answer.With(line.Number);
            if (line.Text.Length == 0)
            {
                throw new InvalidOperationException("A row has no JSON.");
            }
        }

        return answer;
    }

    private Answer Hours() =>
        Lines("SELECT toUnixTimestamp(toStartOfHour(occurred)) * 1000000 AS hour, count() FROM events WHERE occurred > toDateTime64(0, 6, 'UTC') GROUP BY hour ORDER BY hour")
            .Aggregate(Answer.None, (answer, line) => answer.WithHour(line.Number, long.Parse(line.Text, CultureInfo.InvariantCulture)));

    private IEnumerable<(long Number, string Text)> Lines(string sql)
    {
        foreach (var line in Query(sql).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            yield return (long.Parse(line.AsSpan(0, tab), CultureInfo.InvariantCulture), line[(tab + 1)..]);
        }
    }

    private string Query(string sql) => (library ??= new ClickHouseLibrary(libraryPath, folder)).Query(sql);
}
