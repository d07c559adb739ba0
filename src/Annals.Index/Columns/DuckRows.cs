using System.Runtime.InteropServices;

namespace Annals.Index.Columns;

/// <summary>Shows the current chunk of a result as rows.</summary>
internal sealed class DuckRows : ColumnRows
{
    private DuckResult? result;
    private bool hasCodes;

    public override int Count => Current.Count;

    public override ReadOnlySpan<long> Positions => Current.Column<long>(0);

    public override ReadOnlySpan<long> Occurred => Current.Column<long>(1);

    public override ReadOnlySpan<long> Recorded => Current.Column<long>(2);

    public override ReadOnlySpan<RecordFlags> Flags => MemoryMarshal.Cast<byte, RecordFlags>(Current.Column<byte>(3));

    public override ReadOnlySpan<bool> Sure => MemoryMarshal.Cast<byte, bool>(Current.Column<byte>(4));

    public override ReadOnlySpan<uint> Codes => hasCodes ? Current.Column<uint>(5) : [];

    private DuckResult Current => result ?? throw new InvalidOperationException("No chunk was read yet.");

    public DuckRows Show(DuckResult chunk, bool codes)
    {
        result = chunk;
        hasCodes = codes;
        return this;
    }
}
