namespace Annals.Archive;

/// <summary>The content items are being made from the log and are too far behind to wait for; to be tried again later.</summary>
/// <param name="covered">Entries that they cover.</param>
/// <param name="size">Entries of the log.</param>
public sealed class ContentBehindException(long covered, long size)
    : ArchiveException($"The content items cover {covered} of {size} entries of the log and are still being made. Try again later.");
