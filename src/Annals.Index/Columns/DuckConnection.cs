using DuckDB.NET.Native;

namespace Annals.Index.Columns;

/// <summary>A session of a <see cref="DuckDatabase"/>, used by one thread at a time (except <see cref="Interrupt"/>).</summary>
internal sealed class DuckConnection(DuckDBNativeConnection connection) : IDisposable
{
    public DuckDBNativeConnection Native => connection;

    /// <summary>Runs one statement without parameters and drops its result.</summary>
    public void Execute(string sql)
    {
        var state = NativeMethods.Query.DuckDBQuery(connection, sql, out var result);
        try
        {
            if (state != DuckDBState.Success)
            {
                throw DuckResult.ErrorOf(ref result);
            }
        }
        finally
        {
            NativeMethods.Query.DuckDBDestroyResult(ref result);
        }
    }

    /// <summary>Runs one statement; parameters are bound by order, never pasted into the text.</summary>
    /// <param name="sql">The statement, with <c>?</c> for each parameter.</param>
    /// <param name="parameters">long, uint, byte[] or string.</param>
    /// <param name="streaming">Whether rows are computed while they are fetched, so that memory stays bounded.</param>
    public DuckResult Query(string sql, IReadOnlyList<object> parameters, bool streaming = false)
    {
        var prepared = NativeMethods.PreparedStatements.DuckDBPrepare(connection, sql, out var statement);
        using (statement)
        {
            if (prepared != DuckDBState.Success)
            {
                throw new DuckException(NativeMethods.PreparedStatements.DuckDBPrepareError(statement) ?? "The statement could not be prepared.", DuckDBErrorType.Invalid);
            }

            for (var i = 0; i < parameters.Count; i++)
            {
                Bind(statement, i + 1, parameters[i]);
            }

            var state = streaming
                ? NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out var result)
                : NativeMethods.PreparedStatements.DuckDBExecutePrepared(statement, out result);
            if (state != DuckDBState.Success)
            {
                var error = DuckResult.ErrorOf(ref result);
                NativeMethods.Query.DuckDBDestroyResult(ref result);
                throw error;
            }

            return new DuckResult(result);
        }
    }

    /// <summary>Runs a statement that gives one number.</summary>
    public long Scalar(string sql, params object[] parameters)
    {
        using var result = Query(sql, parameters);
        return result.Next() ? result.Column<long>(0)[0] : throw new DuckException($"No row came from: {sql}", DuckDBErrorType.Invalid);
    }

    /// <summary>Ends the statement that another thread runs on this connection; harmless when none runs.</summary>
    public void Interrupt() => NativeMethods.Startup.DuckDBInterrupt(connection);

    public void Dispose() => connection.Dispose();

    private static void Bind(DuckDBPreparedStatement statement, int index, object value)
    {
        var state = value switch
        {
            long number => NativeMethods.PreparedStatements.DuckDBBindInt64(statement, index, number),
            uint number => NativeMethods.PreparedStatements.DuckDBBindUInt32(statement, index, number),
            byte[] bytes => NativeMethods.PreparedStatements.DuckDBBindBlob(statement, index, bytes, bytes.LongLength),
            string text => NativeMethods.PreparedStatements.DuckDBBindVarchar(statement, index, text),
            _ => throw new ArgumentException($"A parameter of type {value.GetType()} cannot be bound."),
        };
        if (state != DuckDBState.Success)
        {
            throw new DuckException($"Parameter {index} could not be bound.", DuckDBErrorType.Invalid);
        }
    }
}
