using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>Writes the records of an export in one format. One thread.</summary>
internal interface IRecordWriter : IDisposable
{
    /// <summary>Writes one record.</summary>
    /// <param name="position">Where it stands in the log.</param>
    /// <param name="recordedMicros">Recorded time, microseconds since 1970 UTC.</param>
    /// <param name="slices">Its event view.</param>
    /// <param name="record">Its bytes.</param>
    void Write(long position, long recordedMicros, EventSlices slices, ReadOnlySpan<byte> record);

    /// <summary>Writes what is still held back.</summary>
    void Complete();
}
