using System.Data.Common;
using DuckDB.NET.Data;

namespace Annals.Compare.Engines;

/// <summary>DuckDB alone: columns taken from the JSON while it is read, and the JSON as text.</summary>
internal sealed class DuckDbEngine(string folder) : IEngine
{
    private const int AppendCount = 300;

    /// <summary>Members in the order in which the columns below name them.</summary>
    private const string Paths =
        "['$.CreationTime', '$.eventDate', '$.eventTime', '$.detail.eventBody.eventDate', '$.detail.eventBody.eventTime', '$.time', " +
        "'$.UserId', '$.user.id', '$.userId', '$.detail.eventBody.userId', '$.actor.name', " +
        "'$.Operation', '$.action', '$.detail.eventBody.action', " +
        "'$.serviceName', '$.detail.eventBody.serviceName', '$.source', " +
        "'$.ClientIP', '$.remoteIp[0]', '$.detail.eventBody.remoteIp[0]', '$.context.ip']";

    private const string Columns =
        "TRY_CAST(rtrim(coalesce(m[1], m[2], m[3], m[4], m[5], m[6]), 'Z') AS TIMESTAMP) AS occurred, " +
        "coalesce(m[7], m[8], m[9], m[10], m[11]) AS actor, " +
        "coalesce(m[12], m[13], m[14]) AS action, " +
        "CASE WHEN m[1] IS NOT NULL THEN 'microsoft365' WHEN coalesce(m[15], m[16]) IS NOT NULL THEN 'genesys-cloud' ELSE m[17] END AS source, " +
        "coalesce(m[18], m[19], m[20], m[21]) AS ip, raw";

    private DuckDBConnection? connection;

    private string DatabaseFile => Path.Combine(folder, "events.duckdb");

    public async Task LoadAsync(string file, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await ExecuteAsync(
            $"CREATE TABLE events AS SELECT {Columns} FROM (SELECT json_extract_string(json, {Paths}) AS m, json::VARCHAR AS raw FROM read_ndjson_objects('{Quoted(file)}'))",
            cancellationToken);
        await ExecuteAsync("CHECKPOINT", cancellationToken);
    }

    public Task<string> VersionAsync(CancellationToken cancellationToken) => Task.FromResult($"DuckDB {Open().ServerVersion}");

    public async Task<IReadOnlyDictionary<string, long>> SizesAsync(CancellationToken cancellationToken) =>
        new Dictionary<string, long> { [SizePart.Whole] = await DiskUse.OfAsync([DatabaseFile, DatabaseFile + ".wal"], cancellationToken) };

    public async Task<Answer?> AskAsync(Question question, Subject subject, CancellationToken cancellationToken) => question switch
    {
        Question.Newest => await RowsAsync($"SELECT epoch_us(occurred), raw FROM events WHERE actor = $value AND occurred IS NOT NULL ORDER BY occurred DESC LIMIT {Answer.PageSize}", subject.User, cancellationToken),
        Question.Histogram => await HoursAsync(cancellationToken),
        Question.Phrase => await RowsAsync("SELECT epoch_us(occurred), raw FROM events WHERE raw ILIKE $value", $"%{subject.Phrase}%", cancellationToken),
        Question.PhraseExact => await RowsAsync("SELECT epoch_us(occurred), raw FROM events WHERE contains(raw, $value)", subject.Phrase, cancellationToken),
        _ => null,
    };

    public async Task<IReadOnlyList<double>> SeriesAsync(Series series, string file, CancellationToken cancellationToken)
    {
        if (series != Series.Append)
        {
            return [];
        }

        var lines = File.ReadLines(file).Take(AppendCount).ToArray();
        await using var command = Command($"INSERT INTO events SELECT {Columns} FROM (SELECT json_extract_string($value::JSON, {Paths}) AS m, $value AS raw)");
        return await Timing.EachAsync(AppendCount, async i =>
        {
            Bind(command, lines[i]);
            await command.ExecuteNonQueryAsync(cancellationToken);
        });
    }

    public void Dispose() => connection?.Dispose();

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private static void Bind(DbCommand command, string value)
    {
        command.Parameters.Clear();
        command.Parameters.Add(new DuckDBParameter("value", value));
    }

    private DuckDBConnection Open()
    {
        if (connection is null)
        {
            connection = new DuckDBConnection($"Data Source={DatabaseFile}");
            connection.Open();
        }

        return connection;
    }

    private DbCommand Command(string sql)
    {
        var command = Open().CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Answer> RowsAsync(string sql, string value, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        Bind(command, value);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var answer = Answer.None;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.GetString(1).Length == 0)
            {
                throw new InvalidOperationException("A row has no JSON.");
            }

            answer = answer.With(reader.IsDBNull(0) ? 0 : reader.GetInt64(0));
        }

        return answer;
    }

    private async Task<Answer> HoursAsync(CancellationToken cancellationToken)
    {
        await using var command = Command("SELECT epoch_us(date_trunc('hour', occurred)) AS hour, count(*) FROM events WHERE occurred IS NOT NULL GROUP BY 1 ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var answer = Answer.None;
        while (await reader.ReadAsync(cancellationToken))
        {
            answer = answer.WithHour(reader.GetInt64(0), reader.GetInt64(1));
        }

        return answer;
    }
}
