namespace Annals.Archive;

/// <summary>One stream of records to take in: a file, or standard input.</summary>
/// <param name="Name">Label for messages and receipts; never used as a path.</param>
/// <param name="Open">Opens the stream; called once.</param>
/// <param name="Length">Its length in bytes where known, for progress.</param>
public sealed record IntakeSource(string Name, Func<Stream> Open, long? Length)
{
    /// <summary>A file on disk, named as given.</summary>
    public static IntakeSource OfFile(string path) => new(
        path,
        () => new FileStream(path, new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.SequentialScan, BufferSize = 0 }),
        new FileInfo(path) is { Exists: true } file ? file.Length : null);
}
