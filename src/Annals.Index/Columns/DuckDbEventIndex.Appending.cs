using DuckDB.NET.Native;

namespace Annals.Index.Columns;

/// <content>The way in: one transaction at a time, filled by chunks of 2,048 rows.</content>
public sealed partial class DuckDbEventIndex
{
    private static readonly DuckDBType[] EventTypes =
    [
        DuckDBType.BigInt, DuckDBType.BigInt, DuckDBType.BigInt, DuckDBType.UnsignedTinyInt, DuckDBType.UnsignedTinyInt,
        .. Enumerable.Repeat(DuckDBType.UnsignedInteger, IndexBatch.FieldCount + IndexBatch.HashedCount),
    ];

    private readonly int[] savedValues;
    private readonly bool[] notKept = new bool[IndexBatch.FieldCount];
    private readonly bool[] savedNotKept = new bool[IndexBatch.FieldCount];
    private ChunkWriter? events;
    private uint[] codes = [];
    private int chunkRows;
    private int pendingRows;
    private bool isBroken;
    private TaskCompletionSource nextCommit = NewSignal();

    /// <inheritdoc/>
    public Task NextCommit => Volatile.Read(ref nextCommit).Task;

    /// <inheritdoc/>
    public void Append(IndexBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.From != AppendedSize)
        {
            throw new ArgumentException($"The batch begins at position {batch.From}, the index continues at {AppendedSize}.", nameof(batch));
        }

        Guard(() => AppendRows(batch));
        AppendedSize = batch.To;
        if (pendingRows >= options.CommitRows)
        {
            Commit();
        }
    }

    /// <inheritdoc/>
    public void Commit()
    {
        if (AppendedSize == CoveredSize)
        {
            return;
        }

        Guard(CommitRows);
        Volatile.Write(ref coveredSize, AppendedSize);
        Interlocked.Exchange(ref nextCommit, NewSignal()).SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void AppendRows(IndexBatch batch)
    {
        if (events is null)
        {
            Begin();
        }

        ResolveCodes(batch);
        for (var from = 0; from < batch.Count;)
        {
            var count = Math.Min(batch.Count - from, ChunkWriter.VectorSize - chunkRows);
            CopyRows(batch, from, count);
            from += count;
            chunkRows += count;
            if (chunkRows == ChunkWriter.VectorSize)
            {
                events!.Send(chunkRows);
                chunkRows = 0;
            }
        }

        pendingRows += batch.Count;
    }

    private void CopyRows(IndexBatch batch, int from, int count)
    {
        batch.Positions.AsSpan(from, count).CopyTo(events!.Column<long>(0)[chunkRows..]);
        batch.Recorded.AsSpan(from, count).CopyTo(events.Column<long>(1)[chunkRows..]);
        batch.Occurred.AsSpan(from, count).CopyTo(events.Column<long>(2)[chunkRows..]);
        batch.Flags.AsSpan(from, count).CopyTo(events.Column<byte>(3)[chunkRows..]);
        batch.Outcomes.AsSpan(from, count).CopyTo(events.Column<byte>(4)[chunkRows..]);
        for (var field = 0; field < IndexBatch.FieldCount; field++)
        {
            CopyCodes(batch, from, field, events.Column<uint>(IndexSchema.FixedColumns + field).Slice(chunkRows, count));
        }

        for (var field = 0; field < IndexBatch.HashedCount; field++)
        {
            CopyHashes(batch, from, field, events.Column<uint>(IndexSchema.FixedColumns + IndexBatch.FieldCount + field).Slice(chunkRows, count));
        }
    }

    private static void CopyHashes(IndexBatch batch, int from, int field, Span<uint> hashes) =>
        batch.Hashes.AsSpan((field * batch.Capacity) + from, hashes.Length).CopyTo(hashes);

    private void CopyCodes(IndexBatch batch, int from, int field, Span<uint> target)
    {
        var cells = batch.Cells.AsSpan((field * batch.Capacity) + from, target.Length);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = codes[cells[i]];
        }

        if (target.Contains(ValueCode.NotKept))
        {
            Volatile.Write(ref notKept[field], true);
        }
    }

    private void ResolveCodes(IndexBatch batch)
    {
        var values = batch.Distinct;
        if (codes.Length < values.Length)
        {
            codes = new uint[values.Length * 2];
        }

        codes[(int)ValueCode.Absent] = ValueCode.Absent;
        codes[(int)ValueCode.NotKept] = ValueCode.NotKept;
        for (var i = (int)ValueCode.First; i < values.Length; i++)
        {
            ref readonly var value = ref values[i];
            codes[i] = dictionaries[(int)value.Field].CodeOf(value.Hash, batch.BytesOf(value));
        }
    }

    private void Begin()
    {
        writer.Execute("BEGIN TRANSACTION");
        events = new ChunkWriter(writer, "events", EventTypes);
    }

    private void CommitRows()
    {
        if (events is null)
        {
            writer.Execute("BEGIN TRANSACTION");
        }
        else
        {
            if (chunkRows > 0)
            {
                events.Send(chunkRows);
            }

            events.Finish();
            events.Dispose();
            events = null;
            SaveNewValues();
        }

        SaveNotKept();
        SetNumber(IndexSchema.CoveredKey, AppendedSize);
        writer.Execute("COMMIT");
        chunkRows = 0;
        pendingRows = 0;
    }

    private void SaveNotKept()
    {
        for (var field = 0; field < notKept.Length; field++)
        {
            if (notKept[field] && !savedNotKept[field])
            {
                SetNumber(IndexSchema.NotKeptKey((IndexField)field), 1);
                savedNotKept[field] = true;
            }
        }
    }

    private void SaveNewValues()
    {
        using var rows = new ChunkWriter(writer, "dictionary", DuckDBType.UnsignedTinyInt, DuckDBType.UnsignedInteger, DuckDBType.Blob);
        var row = 0;
        for (var field = 0; field < dictionaries.Length; field++)
        {
            var snapshot = dictionaries[field].Snapshot();
            for (; savedValues[field] < snapshot.Count; savedValues[field]++)
            {
                var code = ValueCode.First + (uint)savedValues[field];
                rows.Column<byte>(0)[row] = (byte)field;
                rows.Column<uint>(1)[row] = code;
                rows.SetBytes(2, row, snapshot.Bytes(code));
                if (++row == ChunkWriter.VectorSize)
                {
                    rows.Send(row);
                    row = 0;
                }
            }
        }

        if (row > 0)
        {
            rows.Send(row);
        }

        rows.Finish();
    }

    private void DropPending()
    {
        if (events is null)
        {
            return;
        }

        events.Dispose();
        events = null;
        if (!isBroken)
        {
            writer.Execute("ROLLBACK");
        }
    }

    /// <summary>After a failure the dictionaries in memory and the file may differ, so nothing more is appended.</summary>
    private void Guard(Action change)
    {
        if (isBroken)
        {
            throw new IndexDamagedException($"The index {path} failed before; open it again, or delete it and build a new one.");
        }

        try
        {
            change();
        }
        catch (DuckException exception)
        {
            isBroken = true;
            throw new IndexDamagedException($"Rows could not be written to the index {path}: {exception.Message}", exception);
        }
    }
}
