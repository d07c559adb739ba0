namespace Annals.Records.Json;

/// <summary>Why bytes are no record: they are not exactly one JSON object in UTF-8.</summary>
/// <param name="Offset">Place of the fault: bytes from the start, 0 or more, at most the number of bytes given.</param>
/// <param name="Reason">A sentence for people, without the record's content.</param>
public sealed record RecordFault(long Offset, string Reason);
