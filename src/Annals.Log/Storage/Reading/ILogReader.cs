namespace Annals.Log;

/// <summary>Reads a log by position. Thread-safe.</summary>
/// <remarks>Reading throws <see cref="LogCorruptException"/> when a stored block does not fit its checksum.</remarks>
public interface ILogReader : INodeReader
{
    /// <summary>Number of positions that can be read.</summary>
    long Size { get; }

    /// <summary>The entry at a position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not in the log.</exception>
    Entry ReadEntry(long position);

    /// <summary>The entry at a position as it is hashed.</summary>
    /// <returns>A copy of its bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The position is not in the log.</exception>
    byte[] ReadEntryBytes(long position);

    /// <summary>Entry, salt and payload at a position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not in the log.</exception>
    StoredRecord ReadRecord(long position);

    /// <summary>Salt and commitment at a position without decompressing anything, to compare a delivered record with the stored one.</summary>
    /// <returns>Null when the payload was erased.</returns>
    /// <remarks>The salt is not checked: an altered one makes the comparison fail, so that the stored payload is read and its damage is found.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The position is not in the log.</exception>
    PayloadSeal? ReadSeal(long position);

    /// <summary>The frames that hold a range of positions, in order; the first and the last may reach beyond it.</summary>
    /// <param name="from">First position.</param>
    /// <param name="to">Position behind the last, at most <see cref="Size"/>.</param>
    IEnumerable<FrameInfo> Frames(long from, long to);

    /// <summary>Reads the payloads of a frame.</summary>
    /// <param name="frame">What <see cref="Frames"/> gave.</param>
    Frame OpenFrame(FrameInfo frame);
}

/// <summary>One record of the log.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Entry">Its entry.</param>
/// <param name="Salt">Salt of its commitment; zero when it was erased.</param>
/// <param name="Payload">The record's bytes as they arrived; empty when it was erased.</param>
/// <param name="IsErased">Whether the payload was erased.</param>
public sealed record StoredRecord(long Position, Entry Entry, PayloadSalt Salt, ReadOnlyMemory<byte> Payload, bool IsErased);
