using DuckDB.NET.Native;

namespace Annals.Index.Columns;

/// <summary>Writes whole vectors of fixed-width columns into a table: the cheapest way in. Lives within one transaction.</summary>
internal sealed unsafe class ChunkWriter : IDisposable
{
    public const int VectorSize = 2048;

    private readonly DuckDBAppender appender;
    private readonly DuckDBDataChunk chunk;

    public ChunkWriter(DuckConnection connection, string table, params ReadOnlySpan<DuckDBType> types)
    {
        if (NativeMethods.Appender.DuckDBAppenderCreate(connection.Native, null, table, out appender) != DuckDBState.Success)
        {
            using (appender)
            {
                throw Failure();
            }
        }

        var logical = new DuckDBLogicalType[types.Length];
        for (var i = 0; i < types.Length; i++)
        {
            logical[i] = NativeMethods.LogicalType.DuckDBCreateLogicalType(types[i]);
        }

        chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. logical.Select(type => type.DangerousGetHandle())], (ulong)types.Length);
        foreach (var type in logical)
        {
            type.Dispose();
        }
    }

    /// <summary>Memory of a column's vector, valid until <see cref="Send"/>.</summary>
    public Span<T> Column<T>(int index)
        where T : unmanaged => new(NativeMethods.Vectors.DuckDBVectorGetData(Vector(index)), VectorSize);

    public void SetBytes(int column, int row, ReadOnlySpan<byte> value)
    {
        fixed (byte* bytes = value)
        {
            NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(Vector(column), (ulong)row, bytes, value.Length);
        }
    }

    /// <summary>Hands the first rows of the vectors over and starts new ones.</summary>
    public void Send(int rows)
    {
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)rows);
        if (NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk) != DuckDBState.Success)
        {
            throw Failure();
        }

        NativeMethods.DataChunks.DuckDBDataChunkReset(chunk);
    }

    /// <summary>Passes everything sent to the table.</summary>
    public void Finish()
    {
        if (NativeMethods.Appender.DuckDBAppenderClose(appender) != DuckDBState.Success)
        {
            throw Failure();
        }
    }

    public void Dispose()
    {
        chunk.Dispose();
        appender.Dispose();
    }

    private IntPtr Vector(int index) => NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, index);

    private DuckException Failure()
    {
        using var error = NativeMethods.Appender.DuckDBAppenderErrorData(appender);
        return new DuckException(NativeMethods.ErrorData.DuckDBErrorDataMessage(error) ?? "DuckDB did not say why rows could not be appended.", NativeMethods.ErrorData.DuckDBErrorDataErrorType(error));
    }
}
