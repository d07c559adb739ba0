using System.Runtime.InteropServices;
using System.Text;

namespace Annals.Compare.Engines;

/// <summary>A connection to the embedded ClickHouse, over the C interface of its shared library.</summary>
internal sealed class ClickHouseLibrary : IDisposable
{
    private readonly nint library;
    private readonly QueryCall query;
    private readonly ResultCall destroy;
    private readonly ResultPointerCall buffer;
    private readonly ResultPointerCall length;
    private readonly ResultPointerCall error;
    private readonly ResultCall close;
    private readonly nint connection;

    /// <summary>Loads the library and opens a database folder.</summary>
    public ClickHouseLibrary(string path, string folder)
    {
        library = NativeLibrary.Load(path);
        query = Call<QueryCall>("chdb_query");
        destroy = Call<ResultCall>("chdb_destroy_query_result");
        buffer = Call<ResultPointerCall>("chdb_result_buffer");
        length = Call<ResultPointerCall>("chdb_result_length");
        error = Call<ResultPointerCall>("chdb_result_error");
        close = Call<ResultCall>("chdb_close_conn");
        if (NativeLibrary.TryGetExport(library, "chdb_set_signal_handlers_enabled", out var signals))
        {
            // The runtime has its own handlers and must keep them.
            Marshal.GetDelegateForFunctionPointer<SwitchCall>(signals)(0);
        }

        string[] arguments = ["clickhouse", $"--path={folder}"];
        var pointers = arguments.Select(Marshal.StringToCoTaskMemUTF8).ToArray();
        connection = Call<ConnectCall>("chdb_connect")(pointers.Length, pointers);
        Array.ForEach(pointers, Marshal.FreeCoTaskMem);
        if (connection == 0)
        {
            throw new InvalidOperationException("ClickHouse did not open its folder.");
        }
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SwitchCall(int enabled);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint ConnectCall(int count, nint[] arguments);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint QueryCall(nint connection, nint query, nint format);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void ResultCall(nint result);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint ResultPointerCall(nint result);

    /// <summary>Runs a query and gives its result as text in a format of ClickHouse.</summary>
    public string Query(string sql, string format = "TSVRaw")
    {
        var (sqlText, formatText) = (Marshal.StringToCoTaskMemUTF8(sql), Marshal.StringToCoTaskMemUTF8(format));
        // A connection is a pointer to the handle that queries take.
        var result = query(Marshal.ReadIntPtr(connection), sqlText, formatText);
        Marshal.FreeCoTaskMem(sqlText);
        Marshal.FreeCoTaskMem(formatText);
        try
        {
            return Marshal.PtrToStringUTF8(error(result)) is { Length: > 0 } message
                ? throw new InvalidOperationException($"ClickHouse refused \"{sql}\": {message}")
                : Text(result);
        }
        finally
        {
            destroy(result);
        }
    }

    public void Dispose() => close(connection);

    private unsafe string Text(nint result)
    {
        var start = buffer(result);
        return start == 0 ? string.Empty : Encoding.UTF8.GetString((byte*)start, checked((int)length(result)));
    }

    private T Call<T>(string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}
