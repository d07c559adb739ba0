using System.Buffers.Binary;

namespace Annals.Index.Filters;

/// <summary>Turns columns of bits (a bundle each) into rows (a bit of the filter each) and back.</summary>
internal static class BitMatrix
{
    /// <summary>Writes some rows.</summary>
    /// <param name="columns">Columns; bit n is bit n % 8 of byte n / 8.</param>
    /// <param name="firstRow">A multiple of 8.</param>
    /// <param name="rows">A multiple of 8.</param>
    /// <param name="rowBytes">Bytes of a row; bit c of a row is that of column c.</param>
    /// <param name="target">At least <paramref name="rows"/> × <paramref name="rowBytes"/> bytes.</param>
    public static void ToRows(IReadOnlyList<byte[]> columns, int firstRow, int rows, int rowBytes, Span<byte> target)
    {
        Span<byte> square = stackalloc byte[8];
        target[..(rows * rowBytes)].Clear();
        for (var group = 0; group * 8 < columns.Count; group++)
        {
            for (var row = 0; row < rows; row += 8)
            {
                square.Clear();
                for (var i = 0; i < 8 && (group * 8) + i < columns.Count; i++)
                {
                    square[i] = columns[(group * 8) + i][(firstRow + row) >> 3];
                }

                BinaryPrimitives.WriteUInt64LittleEndian(square, Transpose(BinaryPrimitives.ReadUInt64LittleEndian(square)));
                for (var i = 0; i < 8; i++)
                {
                    target[((row + i) * rowBytes) + group] = square[i];
                }
            }
        }
    }

    /// <summary>The inverse: puts some rows into the columns.</summary>
    public static void ToColumns(ReadOnlySpan<byte> source, int firstRow, int rows, int rowBytes, IReadOnlyList<byte[]> columns)
    {
        Span<byte> square = stackalloc byte[8];
        for (var group = 0; group * 8 < columns.Count; group++)
        {
            for (var row = 0; row < rows; row += 8)
            {
                for (var i = 0; i < 8; i++)
                {
                    square[i] = source[((row + i) * rowBytes) + group];
                }

                BinaryPrimitives.WriteUInt64LittleEndian(square, Transpose(BinaryPrimitives.ReadUInt64LittleEndian(square)));
                for (var i = 0; i < 8 && (group * 8) + i < columns.Count; i++)
                {
                    columns[(group * 8) + i][(firstRow + row) >> 3] = square[i];
                }
            }
        }
    }

    /// <summary>Transposes 8 × 8 bits; byte n is row n. Hacker's Delight, section 7-3.</summary>
    private static ulong Transpose(ulong bits)
    {
        bits = Swap(bits, 0x00AA00AA00AA00AA, 7);
        bits = Swap(bits, 0x0000CCCC0000CCCC, 14);
        return Swap(bits, 0x00000000F0F0F0F0, 28);
    }

    private static ulong Swap(ulong bits, ulong mask, int shift)
    {
        var moved = (bits ^ (bits >> shift)) & mask;
        return bits ^ moved ^ (moved << shift);
    }
}
