namespace Annals.Log;

/// <summary>What the log gave to a record that it took.</summary>
/// <param name="Position">Where the record stands.</param>
/// <param name="RecordedMicros">When it was taken, in microseconds since 1970 UTC.</param>
public readonly record struct AddedRecord(long Position, long RecordedMicros);
