using Npgsql;
using NpgsqlTypes;

namespace Annals.Compare.Engines;

/// <summary>PostgreSQL: a jsonb column and five B-tree indexes. The indexes are built after the copying, which is faster for it.</summary>
internal sealed class PostgresEngine : IEngine
{
    private const int AppendCount = 300;

    private readonly NpgsqlDataSource source;

    public PostgresEngine(string socket)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = socket,
            Username = "bench",
            Database = "postgres",
            Timezone = "UTC",
            CommandTimeout = 0,
            MaxAutoPrepare = 8,
            AutoPrepareMinUsages = 1,
        };
        source = NpgsqlDataSource.Create(builder);
    }

    public async Task LoadAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, "DROP TABLE IF EXISTS events; CREATE TABLE events (occurred timestamptz, actor text, action text, source text, ip text, raw jsonb NOT NULL)", cancellationToken);
        await CopyAsync(connection, file, cancellationToken);
        foreach (var column in (string[])["occurred", "actor", "action", "source", "ip"])
        {
            await ExecuteAsync(connection, $"CREATE INDEX events_{column} ON events ({column})", cancellationToken);
        }

        await ExecuteAsync(connection, "ANALYZE events", cancellationToken);
    }

    /// <summary>Does what its own background process would do a minute later.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, "VACUUM events", cancellationToken);
        await ExecuteAsync(connection, "CHECKPOINT", cancellationToken);
    }

    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return $"PostgreSQL {connection.PostgreSqlVersion}";
    }

    public async Task<IReadOnlyDictionary<string, long>> SizesAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT pg_total_relation_size('events')");
        return new Dictionary<string, long> { [SizePart.Whole] = (long)(await command.ExecuteScalarAsync(cancellationToken))! };
    }

    public async Task<Answer?> AskAsync(Question question, Subject subject, CancellationToken cancellationToken) => question switch
    {
        Question.Newest => await RowsAsync($"SELECT occurred, raw::text FROM events WHERE actor = $1 AND occurred IS NOT NULL ORDER BY occurred DESC LIMIT {Answer.PageSize}", subject.User, cancellationToken),
        Question.Histogram => await HoursAsync(cancellationToken),
        Question.Phrase => await RowsAsync("SELECT occurred, raw::text FROM events WHERE raw::text ILIKE $1", $"%{subject.Phrase}%", cancellationToken),
        Question.PhraseExact => await RowsAsync("SELECT occurred, raw::text FROM events WHERE raw::text LIKE $1", $"%{subject.Phrase}%", cancellationToken),
        _ => null,
    };

    public async Task<IReadOnlyList<double>> SeriesAsync(Series series, string file, CancellationToken cancellationToken)
    {
        if (series != Series.Append)
        {
            return [];
        }

        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("INSERT INTO events VALUES ($1, $2, $3, $4, $5, $6)", connection);
        var lines = File.ReadLines(file).Take(AppendCount).ToArray();
        var rows = lines.Select(RecordColumns.Read).ToArray();
        return await Timing.EachAsync(AppendCount, async i =>
        {
            var columns = rows[i];
            command.Parameters.Clear();
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)columns.Occurred ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            foreach (var text in (string?[])[columns.Actor, columns.Action, columns.Source, columns.Ip])
            {
                command.Parameters.Add(new NpgsqlParameter { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            }

            command.Parameters.Add(new NpgsqlParameter { Value = lines[i], NpgsqlDbType = NpgsqlDbType.Jsonb });
            await command.ExecuteNonQueryAsync(cancellationToken);
        });
    }

    public void Dispose() => source.Dispose();

    private static async Task CopyAsync(NpgsqlConnection connection, string file, CancellationToken cancellationToken)
    {
        await using var writer = await connection.BeginBinaryImportAsync("COPY events (occurred, actor, action, source, ip, raw) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var line in File.ReadLines(file))
        {
            var columns = RecordColumns.Read(line);
            await writer.StartRowAsync(cancellationToken);
            await WriteAsync(writer, columns.Occurred, NpgsqlDbType.TimestampTz, cancellationToken);
            await WriteAsync(writer, columns.Actor, NpgsqlDbType.Text, cancellationToken);
            await WriteAsync(writer, columns.Action, NpgsqlDbType.Text, cancellationToken);
            await WriteAsync(writer, columns.Source, NpgsqlDbType.Text, cancellationToken);
            await WriteAsync(writer, columns.Ip, NpgsqlDbType.Text, cancellationToken);
            await writer.WriteAsync(line, NpgsqlDbType.Jsonb, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private static Task WriteAsync<T>(NpgsqlBinaryImporter writer, T? value, NpgsqlDbType type, CancellationToken cancellationToken) =>
        value is null ? writer.WriteNullAsync(cancellationToken) : writer.WriteAsync(value, type, cancellationToken);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Answer> RowsAsync(string sql, string parameter, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var answer = Answer.None;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.GetString(1).Length == 0)
            {
                throw new InvalidOperationException("A row has no JSON.");
            }

            answer = answer.With(reader.IsDBNull(0) ? 0 : (reader.GetDateTime(0) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        }

        return answer;
    }

    private async Task<Answer> HoursAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT date_trunc('hour', occurred) AS hour, count(*) FROM events WHERE occurred IS NOT NULL GROUP BY 1 ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var answer = Answer.None;
        while (await reader.ReadAsync(cancellationToken))
        {
            answer = answer.WithHour((reader.GetDateTime(0) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, reader.GetInt64(1));
        }

        return answer;
    }
}
