using System.Text;
using Annals.Records.Events;
using DuckDB.NET.Native;

namespace Annals.Index.Export;

/// <summary>The columns of a Parquet export, and how a record fills them.</summary>
internal sealed unsafe class ParquetColumns
{
    private static readonly (string Name, EventField Field)[] Texts =
    [
        ("action", EventField.Action), ("service", EventField.Service), ("kind", EventField.Kind), ("actor", EventField.Actor), ("actor_id", EventField.ActorId),
        ("actor_type", EventField.ActorType), ("target", EventField.Target), ("target_id", EventField.TargetId), ("application", EventField.Application),
        ("session", EventField.Session), ("correlation", EventField.Correlation),
    ];

    private static readonly (string Name, DuckDBType Type)[] Names =
    [
        ("position", DuckDBType.BigInt), ("recorded", DuckDBType.TimestampTz), ("occurred", DuckDBType.TimestampTz), ("source", DuckDBType.Varchar),
        .. Texts.Select(text => (text.Name, DuckDBType.Varchar)), ("outcome", DuckDBType.Varchar), ("ip", DuckDBType.List), ("flags", DuckDBType.Varchar), ("raw", DuckDBType.Varchar),
    ];

    private readonly EventSlices slices = new();
    private readonly IntPtr[] vectors = new IntPtr[Names.Length];
    private ulong addresses;

    public static void Declare(IntPtr info)
    {
        foreach (var (name, type) in Names)
        {
            using var plain = NativeMethods.LogicalType.DuckDBCreateLogicalType(type == DuckDBType.List ? DuckDBType.Varchar : type);
            using var list = type == DuckDBType.List ? NativeMethods.LogicalType.DuckDBCreateListType(plain) : null;
            NativeMethods.TableFunction.DuckDBBindAddResultColumn(info, name, list ?? plain);
        }
    }

    public void Begin(DuckDBDataChunk chunk)
    {
        addresses = 0;
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i);
        }
    }

    public void Write(int row, in ExportRow record)
    {
        var bytes = record.Record.Span;
        _ = slices.Read(bytes, record.SourceName);
        var column = 0;
        Number(column++, row) = record.Position;
        Number(column++, row) = record.RecordedMicros;
        WriteTime(column++, row, slices.OccurredMicros);
        WriteText(column++, row, slices.Source);
        foreach (var (_, field) in Texts)
        {
            WriteText(column++, row, slices[field]);
        }

        WriteText(column++, row, slices.Outcome == Outcome.Unknown ? string.Empty : slices.Outcome.ToString().ToLowerInvariant());
        WriteAddresses(column++, row);
        WriteText(column++, row, record.Flags == RecordFlags.None ? string.Empty : record.Flags.ToString());
        WriteText(column, row, bytes);
    }

    private ref long Number(int column, int row) => ref ((long*)NativeMethods.Vectors.DuckDBVectorGetData(vectors[column]))[row];

    private void WriteTime(int column, int row, long? micros)
    {
        Number(column, row) = micros ?? 0;
        if (micros is null)
        {
            WriteNull(column, row);
        }
    }

    private void WriteText(int column, int row, string text)
    {
        Span<byte> utf8 = text.Length <= 256 ? stackalloc byte[768] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        WriteText(column, row, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    private void WriteText(int column, int row, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            WriteNull(column, row);
            return;
        }

        Assign(vectors[column], (ulong)row, text);
    }

    private void WriteAddresses(int column, int row)
    {
        var list = vectors[column];
        var entry = (ulong*)NativeMethods.Vectors.DuckDBVectorGetData(list) + (row * 2);
        entry[0] = addresses;
        entry[1] = (ulong)slices.IpCount;
        NativeMethods.Vectors.DuckDBListVectorReserve(list, addresses + entry[1]);
        var child = NativeMethods.Vectors.DuckDBListVectorGetChild(list);
        for (var i = 0; i < slices.IpCount; i++)
        {
            Assign(child, addresses++, slices.Ip(i));
        }

        NativeMethods.Vectors.DuckDBListVectorSetSize(list, addresses);
    }

    private void WriteNull(int column, int row)
    {
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vectors[column]);
        NativeMethods.ValidityMask.DuckDBValiditySetRowValidity(NativeMethods.Vectors.DuckDBVectorGetValidity(vectors[column]), (ulong)row, false);
    }

    private static void Assign(IntPtr vector, ulong row, ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text)
        {
            NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(vector, row, bytes, text.Length);
        }
    }
}
