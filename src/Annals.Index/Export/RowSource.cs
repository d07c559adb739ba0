using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Annals.Index.Columns;
using DuckDB.NET.Native;

namespace Annals.Index.Export;

/// <summary>A table function of DuckDB that gives the rows of an export while they are read, a few at a time.</summary>
internal sealed unsafe class RowSource : IDisposable
{
    public const string Name = "export_rows";

    /// <summary>Bytes of records after which a chunk ends, so that large records do not fill the memory 2,048 at a time.</summary>
    private const long ChunkBytes = 4 << 20;

    private readonly IEnumerator<ExportRow> rows;
    private readonly CancellationToken cancellationToken;
    private readonly ParquetColumns columns = new();
    private readonly GCHandle self;
    private Exception? failure;

    public RowSource(IEnumerable<ExportRow> rows, CancellationToken cancellationToken)
    {
        this.rows = rows.GetEnumerator();
        this.cancellationToken = cancellationToken;
        self = GCHandle.Alloc(this);
    }

    /// <summary>Rows given so far.</summary>
    public long Count { get; private set; }

    public void Register(DuckConnection connection)
    {
        var function = NativeMethods.TableFunction.DuckDBCreateTableFunction();
        try
        {
            NativeMethods.TableFunction.DuckDBTableFunctionSetName(function, Name);
            NativeMethods.TableFunction.DuckDBTableFunctionSetExtraInfo(function, GCHandle.ToIntPtr(self), &Nothing);
            NativeMethods.TableFunction.DuckDBTableFunctionSetBind(function, &Bind);
            NativeMethods.TableFunction.DuckDBTableFunctionSetInit(function, &Nothing);
            NativeMethods.TableFunction.DuckDBTableFunctionSetFunction(function, &Fill);
            if (NativeMethods.TableFunction.DuckDBRegisterTableFunction(connection.Native, function) != DuckDBState.Success)
            {
                throw new DuckException($"The function {Name} could not be registered.", DuckDBErrorType.Invalid);
            }
        }
        finally
        {
            NativeMethods.TableFunction.DuckDBDestroyTableFunction(ref function);
        }
    }

    /// <summary>Throws what reading the rows threw: DuckDB only passes on its text.</summary>
    public void ThrowIfFailed()
    {
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    public void Dispose()
    {
        rows.Dispose();
        self.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Nothing(IntPtr info)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(IntPtr info) => ParquetColumns.Declare(info);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(IntPtr info, IntPtr output)
    {
        var source = (RowSource)GCHandle.FromIntPtr(NativeMethods.TableFunction.DuckDBFunctionGetExtraInfo(info)).Target!;
        try
        {
            using var chunk = new DuckDBDataChunk(output);
            source.FillChunk(chunk);
        }
#pragma warning disable CA1031 // No exception may pass through native frames: it is kept and thrown on the other side.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            source.failure = exception;
            NativeMethods.TableFunction.DuckDBFunctionSetError(info, exception.Message);
        }
    }

    private void FillChunk(DuckDBDataChunk chunk)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var count = 0;
        var bytes = 0L;
        columns.Begin(chunk);
        while (count < ChunkWriter.VectorSize && bytes < ChunkBytes && rows.MoveNext())
        {
            columns.Write(count++, rows.Current);
            bytes += rows.Current.Record.Length;
        }

        NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)count);
        Count += count;
    }
}
