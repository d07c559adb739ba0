namespace Annals.Index;

/// <summary>
/// The stored records by position, as the search reads them. Positions run from 0 without holes; a record never changes, but can be erased.
/// Implementations are thread-safe: several threads open and read frames at once.
/// </summary>
public interface IRecordStore
{
    /// <summary>Number of positions that can be read. Never shrinks.</summary>
    long Size { get; }

    /// <summary>Lists the frames that hold positions from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), ascending.</summary>
    /// <param name="from">First position wanted, 0 or more.</param>
    /// <param name="to">Position after the last one wanted, at most <see cref="Size"/>.</param>
    /// <returns>Frames that together cover the range; the first and last may reach beyond it. No frame crosses a multiple of 256.</returns>
    IEnumerable<RecordFrameInfo> Frames(long from, long to);

    /// <summary>Reads and decompresses one frame.</summary>
    /// <param name="frame">A frame that <see cref="Frames"/> of the same store gave.</param>
    /// <returns>The frame; the caller disposes it.</returns>
    IRecordFrame OpenFrame(RecordFrameInfo frame);
}

/// <summary>Names a frame of neighbouring records. A store may derive from it to keep where the frame lies.</summary>
/// <param name="First">Position of the first record.</param>
/// <param name="Count">Number of records, 1 to 256.</param>
public record RecordFrameInfo(long First, int Count);

/// <summary>An opened frame. Its spans are valid until it is disposed; members may be called from several threads.</summary>
public interface IRecordFrame : IDisposable
{
    /// <summary>Position of the first record.</summary>
    long First { get; }

    /// <summary>Number of records.</summary>
    int Count { get; }

    /// <summary>The record's bytes as they arrived; empty when erased.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    ReadOnlySpan<byte> Record(int index);

    /// <summary>Whether the payload was erased. An erased record matches no query.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    bool IsErased(int index);

    /// <summary>When the log took the record, microseconds since 1970 UTC.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    long RecordedMicros(int index);

    /// <summary>What the log knows of the record beside its bytes.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    RecordFlags Flags(int index);

    /// <summary>Name of the source that the record was stored under, where its bytes alone would not give it; null when they do.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    string? SourceName(int index);
}
