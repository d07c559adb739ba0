namespace Annals.Log;

/// <summary>Sizes fixed by the format of the log folder.</summary>
public static class LogLimits
{
    /// <summary>Positions in a bundle: the width of a tile.</summary>
    public const int BundleSize = 256;

    /// <summary>Positions in a segment: a full tile of bundles.</summary>
    public const int SegmentSize = BundleSize * BundlesPerSegment;

    /// <summary>Bundles in a segment.</summary>
    public const int BundlesPerSegment = 256;

    /// <summary>Payload bytes after which a frame is closed. A single record above it has a frame of its own.</summary>
    public const int FramePayloadBytes = 1 << 20;

    /// <summary>Longest payload of one record. Bounds what a damaged length can make a reader allocate.</summary>
    public const int PayloadBytesMax = 32 << 20;
}
