namespace Annals.Sources.Import;

/// <summary>
/// Reads records out of the files that people have: exports of both vendors, lines of JSON, archives of them. <c>docs/import.md</c> lists what is
/// accepted; what a file is, its content decides, never its name.
/// </summary>
public static class FileImporter
{
    /// <summary>Reads a file from its current position to its end, batch by batch, on the caller's thread.</summary>
    /// <param name="stream">The file; need not be seekable. It is not closed.</param>
    /// <param name="label">What places call the file, as the user named it.</param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellationToken">Checked before each read and each batch.</param>
    /// <returns>
    /// Batches in the order of the file; each belongs to the caller, who disposes of it. What cannot be read as a record comes as a refusal in a
    /// batch, and reading goes on behind it. An empty file gives no batch. Memory is bounded by <paramref name="options"/> whatever the file holds.
    /// </returns>
    /// <exception cref="IOException">The stream failed; what was read before has been delivered.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<ImportBatch> Read(Stream stream, string label, ImportOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RecordBytesMax, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.RecordBytesMax, 512 << 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchRecordsMax, 1);
        return new ImportSession(stream, options, cancellationToken).Read(label);
    }
}
