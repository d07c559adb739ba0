namespace Annals.Records.Objects;

/// <summary>Bytes that were to be read as a record are not one JSON object.</summary>
/// <param name="message">What was read, and what is wrong with it.</param>
/// <param name="offset">Byte offset of the fault in the bytes given.</param>
/// <param name="inner">The reader's own report, if there is one.</param>
public sealed class RecordFormatException(string message, long offset, Exception? inner = null) : FormatException(message, inner)
{
    /// <summary>Byte offset of the fault, zero-based, in the bytes that were given.</summary>
    public long Offset { get; } = offset;
}
