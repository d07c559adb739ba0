using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;

namespace Annals.Index.Columns;

/// <summary>
/// The SQL function <c>in_set(code, set)</c> of one database: whether a code is in a set of codes that a running question holds here.
/// It spares large <c>IN</c> lists and joins; 1 ns a row.
/// </summary>
internal sealed unsafe class CodeSets : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<uint, ulong[]> sets = [];
    private readonly GCHandle self;
    private uint last;

    /// <summary>Registers the function; it is seen by all connections of the database.</summary>
    public CodeSets(DuckConnection connection)
    {
        self = GCHandle.Alloc(this);
        using var integer = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.UnsignedInteger);
        using var boolean = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.Boolean);
        var function = NativeMethods.ScalarFunction.DuckDBCreateScalarFunction();
        try
        {
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetName(function, "in_set");
            NativeMethods.ScalarFunction.DuckDBScalarFunctionAddParameter(function, integer);
            NativeMethods.ScalarFunction.DuckDBScalarFunctionAddParameter(function, integer);
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetReturnType(function, boolean);
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetExtraInfo(function, GCHandle.ToIntPtr(self), &Nothing);
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetFunction(function, &Test);
            if (NativeMethods.ScalarFunction.DuckDBRegisterScalarFunction(connection.Native, function) != DuckDBState.Success)
            {
                throw new DuckException("The function in_set could not be registered.", DuckDBErrorType.Invalid);
            }
        }
        finally
        {
            NativeMethods.ScalarFunction.DuckDBDestroyScalarFunction(ref function);
        }
    }

    /// <summary>Holds a set for as long as questions use it.</summary>
    /// <param name="words">Bit n of the set is bit n % 64 of word n / 64; codes beyond it are not in the set.</param>
    /// <returns>Number of the set, for <see cref="Remove"/> and the function's second argument.</returns>
    public uint Add(ulong[] words)
    {
        lock (gate)
        {
            var id = unchecked(++last);
            sets[id] = words;
            return id;
        }
    }

    public void Remove(uint id)
    {
        lock (gate)
        {
            sets.Remove(id);
        }
    }

    public void Dispose() => self.Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Nothing(IntPtr info)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Test(IntPtr info, IntPtr input, IntPtr output)
    {
        var owner = (CodeSets)GCHandle.FromIntPtr(NativeMethods.ScalarFunction.DuckDBScalarFunctionGetExtraInfo(info)).Target!;
        using var chunk = new DuckDBDataChunk(input);
        var rows = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        var codes = (uint*)NativeMethods.Vectors.DuckDBVectorGetData(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, 0));
        var set = (uint*)NativeMethods.Vectors.DuckDBVectorGetData(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, 1));
        var answers = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(output);
        var words = rows == 0 ? [] : owner.Find(set[0]);
        for (var i = 0; i < rows; i++)
        {
            var word = codes[i] >> 6;
            answers[i] = word < (uint)words.Length ? (byte)((words[word] >> (int)(codes[i] & 63)) & 1) : (byte)0;
        }
    }

    private ulong[] Find(uint id)
    {
        lock (gate)
        {
            return sets.GetValueOrDefault(id) ?? [];
        }
    }
}
