namespace Annals.Archive;

/// <summary>What decides where content items begin and end. Ids depend on it, so nothing here ever changes (docs/formats/content.md).</summary>
internal static class ContentRules
{
    /// <summary>A blob of more than one record has fewer bytes than this: readers of the vendor's interface drop answers above it.</summary>
    public const long BlobBytesMax = 1 << 20;

    /// <summary>An item is closed this long after its first record was recorded, in microseconds.</summary>
    public const long OpenMicrosMax = 60_000_000;

    /// <summary>The two brackets of the array.</summary>
    public const long EmptyBlobBytes = 2;

    /// <summary>Bytes that a comma takes.</summary>
    public const long SeparatorBytes = 1;
}
