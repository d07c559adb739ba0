using System.Buffers;
using System.Collections.ObjectModel;

namespace Annals.Sources.Import;

/// <summary>
/// Records that stand near each other in one file, as slices of one pooled buffer, with what was refused among them.
/// </summary>
/// <remarks>
/// Owned by whoever received it: the importer does not touch it again, so it may be used on another thread. <see cref="Dispose"/>
/// gives the buffer back; no slice may be used after that. A record is delimited, not checked: it begins with <c>{</c>, but whether it is
/// one valid JSON object in valid UTF-8 is for the archive to find out.
/// </remarks>
public sealed class ImportBatch : IDisposable
{
    private readonly RecordSlot[] slots;
    private byte[]? buffer;

    internal ImportBatch(string file, ImportFormat format, byte[]? buffer, RecordSlot[] slots, int count)
    {
        File = file;
        Format = format;
        Count = count;
        this.buffer = buffer;
        this.slots = slots;
    }

    /// <summary>Label of the file or archive entry that all records of the batch are from.</summary>
    public string File { get; }

    /// <summary>Kind of the file's content.</summary>
    public ImportFormat Format { get; }

    /// <summary>Number of records; may be 0 when the batch only carries refusals.</summary>
    public int Count { get; }

    /// <summary>What was refused since the batch before, in the order of the file.</summary>
    public IReadOnlyList<ImportRefusal> Refusals { get; internal init; } = [];

    /// <summary>
    /// How often each member or column that a wrapper put around records of this batch was left behind, by its name. Names beyond the
    /// first 256 of a file are counted together under <c>(other)</c>.
    /// </summary>
    public IReadOnlyDictionary<string, long> DroppedWrapperMembers { get; internal init; } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>Bytes read so far of the stream given to the importer, as they stand there (compressed ones before unpacking).</summary>
    public long BytesRead { get; internal init; }

    /// <summary>The bytes of a record, without white space around it.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the batch.</exception>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    public ReadOnlyMemory<byte> Record(int index)
    {
        ObjectDisposedException.ThrowIf(buffer is null && Count > 0, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        ref readonly var slot = ref slots[index];
        return new ReadOnlyMemory<byte>(buffer, slot.Start, slot.Length);
    }

    /// <summary>Where a record begins.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the batch.</exception>
    public ImportPlace Place(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        ref readonly var slot = ref slots[index];
        return new ImportPlace(File, slot.Line, slot.Element == 0 ? null : slot.Element);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } returned)
        {
            ArrayPool<byte>.Shared.Return(returned);
            ArrayPool<RecordSlot>.Shared.Return(slots);
        }
    }
}

/// <summary>One record in the buffer of its batch.</summary>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Line">Line on which it begins, from 1.</param>
/// <param name="Element">Element of the array around it, from 1; 0 when there is none.</param>
internal readonly record struct RecordSlot(int Start, int Length, long Line, long Element);
