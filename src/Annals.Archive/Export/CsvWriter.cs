using System.Buffers;
using System.Globalization;
using System.Text;
using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>
/// RFC 4180: every cell with a quote, comma or line break is quoted, quotes are doubled, rows end with CR LF. The last column
/// is the record as it arrived.
/// </summary>
internal sealed class CsvWriter : IRecordWriter
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\",\r\n"u8);

    private readonly Stream output;
    private readonly bool guard;
    private readonly ArrayBufferWriter<byte> row = new(1 << 16);

    public CsvWriter(Stream output, bool guard)
    {
        this.output = output;
        this.guard = guard;
        Text(string.Join(',', CsvColumns.Names));
        EndRow();
    }

    /// <inheritdoc/>
    public void Write(long position, long recordedMicros, EventSlices slices, ReadOnlySpan<byte> record)
    {
        Text(position.ToString(CultureInfo.InvariantCulture));
        Comma();
        Text(CsvColumns.Time(recordedMicros));
        Comma();
        Text(slices.OccurredMicros is { } occurred ? CsvColumns.Time(occurred) : string.Empty);
        Comma();
        Cell(Encoding.UTF8.GetBytes(slices.Source));
        foreach (var field in CsvColumns.Fields)
        {
            Comma();
            Cell(slices[field]);
        }

        Comma();
        Cell(CsvColumns.Addresses(slices));
        Comma();
        Text(CsvColumns.OutcomeText(slices.Outcome));
        Comma();
        Cell(record);
        EndRow();
    }

    /// <inheritdoc/>
    public void Complete() => Flush();

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Comma() => row.Write(","u8);

    private void Text(string plain)
    {
        var span = row.GetSpan(Encoding.UTF8.GetMaxByteCount(plain.Length));
        row.Advance(Encoding.UTF8.GetBytes(plain, span));
    }

    private void Cell(ReadOnlySpan<byte> value)
    {
        var guarded = guard && !value.IsEmpty && value[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r' or (byte)'\n';
        if (!value.ContainsAny(Special))
        {
            if (guarded)
            {
                row.Write("'"u8);
            }

            row.Write(value);
            return;
        }

        row.Write(guarded ? "\"'"u8 : "\""u8);
        for (int quote; (quote = value.IndexOf((byte)'"')) >= 0; value = value[(quote + 1)..])
        {
            row.Write(value[..(quote + 1)]);
            row.Write("\""u8);
        }

        row.Write(value);
        row.Write("\""u8);
    }

    private void EndRow()
    {
        row.Write("\r\n"u8);
        if (row.WrittenCount > 1 << 15)
        {
            Flush();
        }
    }

    private void Flush()
    {
        output.Write(row.WrittenSpan);
        row.ResetWrittenCount();
    }
}
