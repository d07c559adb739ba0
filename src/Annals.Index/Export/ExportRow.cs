namespace Annals.Index.Export;

/// <summary>A record on its way into a file.</summary>
/// <param name="Position">Its position in the log.</param>
/// <param name="RecordedMicros">When the log took it, microseconds since 1970 UTC.</param>
/// <param name="Flags">What the log says of it.</param>
/// <param name="SourceName">Source it was stored under, where its bytes alone would not give it; else null.</param>
/// <param name="Record">Its bytes, JSON in UTF-8; read before the next row is asked for.</param>
public readonly record struct ExportRow(long Position, long RecordedMicros, RecordFlags Flags, string? SourceName, ReadOnlyMemory<byte> Record);
