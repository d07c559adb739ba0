using System.Runtime.InteropServices;

namespace Annals.Index.Columns;

/// <summary>Shows the current chunk of a result as rows.</summary>
internal sealed class DuckRows : ColumnRows
{
    private DuckResult? result;
    private int codeFields;

    public override int Count => Current.Count;

    public override ReadOnlySpan<long> Positions => Current.Column<long>(0);

    public override ReadOnlySpan<long> Occurred => Current.Column<long>(1);

    public override ReadOnlySpan<long> Recorded => Current.Column<long>(2);

    public override ReadOnlySpan<RecordFlags> Flags => MemoryMarshal.Cast<byte, RecordFlags>(Current.Column<byte>(3));

    public override ReadOnlySpan<bool> Sure => MemoryMarshal.Cast<byte, bool>(Current.Column<byte>(4));

    public override ReadOnlySpan<byte> Outcomes => Current.Column<byte>(5);

    public override int CodeFields => codeFields;

    public override ReadOnlySpan<uint> Codes(int field)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(field, codeFields);
        return Current.Column<uint>(6 + field);
    }

    private DuckResult Current => result ?? throw new InvalidOperationException("No chunk was read yet.");

    public DuckRows Show(DuckResult chunk, int codes)
    {
        result = chunk;
        codeFields = codes;
        return this;
    }
}
