namespace Annals.Sources.Import;

/// <summary>Counts what the archives of one import unpack to, per level of nesting, and gives up when that is out of all proportion.</summary>
internal sealed class ExpansionGuard(ImportOptions options, CountingStream root)
{
    /// <summary>Levels of archives in archives that are read.</summary>
    public const int DepthMax = 4;

    private readonly long[] unpacked = new long[DepthMax + 1];

    /// <summary>Size of a root that is read at random; 0 when it is read forward, and what was read of it counts.</summary>
    public long RootLength { get; set; }

    public bool IsExceeded { get; private set; }

    /// <summary>Adds unpacked bytes.</summary>
    /// <exception cref="PackingException">Both limits are passed.</exception>
    public void Add(int depth, int length)
    {
        var total = unpacked[depth] += length;
        if (total <= options.ExpansionBytesFloor)
        {
            return;
        }

        var packed = Math.Max(1, RootLength > 0 ? RootLength : root.BytesRead);
        if (total / packed >= options.ExpansionRatioMax)
        {
            IsExceeded = true;
            throw new PackingException(
                $"The archive unpacks to more than {options.ExpansionRatioMax} times its size and more than {options.ExpansionBytesFloor} bytes; reading stopped here.");
        }
    }
}
