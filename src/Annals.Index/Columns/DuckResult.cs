using DuckDB.NET.Native;

namespace Annals.Index.Columns;

/// <summary>Rows of a statement, read chunk by chunk. Spans are valid until the next call of <see cref="Next"/>.</summary>
internal sealed unsafe class DuckResult(DuckDBResult result) : IDisposable
{
    private DuckDBResult result = result;
    private DuckDBDataChunk? chunk;

    /// <summary>Rows of the current chunk, at most 2,048.</summary>
    public int Count { get; private set; }

    public static DuckException ErrorOf(ref DuckDBResult result) =>
        new(NativeMethods.Query.DuckDBResultError(ref result) ?? "DuckDB did not say why.", NativeMethods.Query.DuckDBResultErrorType(ref result));

    /// <summary>Moves to the next chunk.</summary>
    /// <returns>False after the last row.</returns>
    public bool Next()
    {
        do
        {
            chunk?.Dispose();
            chunk = NativeMethods.Query.DuckDBFetchChunk(result);
            if (chunk.IsInvalid)
            {
                chunk.Dispose();
                chunk = null;
                Count = 0;
                return NativeMethods.Query.DuckDBResultError(ref result) is { Length: > 0 } ? throw ErrorOf(ref result) : false;
            }

            Count = checked((int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk));
        }
        while (Count == 0);

        return true;
    }

    /// <summary>Values of a column without nulls, in its own physical type.</summary>
    public ReadOnlySpan<T> Column<T>(int index)
        where T : unmanaged => new(NativeMethods.Vectors.DuckDBVectorGetData(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk!, index)), Count);

    /// <summary>Value of a BLOB or VARCHAR column.</summary>
    public ReadOnlySpan<byte> Bytes(int column, int row)
    {
        // string_t: 4 bytes length, then up to 12 bytes inline, or 4 bytes of prefix and a pointer.
        var cell = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk!, column)) + (row * 16L);
        var length = *(int*)cell;
        return length <= 12 ? new ReadOnlySpan<byte>(cell + 4, length) : new ReadOnlySpan<byte>(*(byte**)(cell + 8), length);
    }

    public void Dispose()
    {
        chunk?.Dispose();
        chunk = null;
        NativeMethods.Query.DuckDBDestroyResult(ref result);
    }
}
