namespace Annals.Index.Query;

/// <summary>What the log knows of a record beside its bytes; given to the matcher.</summary>
/// <param name="RecordedMicros">When the log took it, microseconds since 1970 UTC.</param>
/// <param name="SourceName">Source named at its intake, for records whose shape does not tell; null = none was. <c>annals</c> marks a receipt.</param>
/// <param name="Flags">Variant or hidden variant.</param>
public readonly record struct RecordFacts(long RecordedMicros, string? SourceName, RecordFlags Flags);
