namespace Annals.Index.Filters;

/// <summary>Which bits stand for a word or pair: double hashing of the two halves of its 64-bit hash.</summary>
internal static class FilterBits
{
    /// <summary>Bits set for each word.</summary>
    public const int Probes = 5;

    /// <summary>Bits of filter for each word of an average bundle; with 5 probes about 2 of 100 bundles without a word still pass.</summary>
    public const int BitsPerWord = 8;

    /// <summary>Row of the filter for a probe.</summary>
    /// <param name="hash">Hash of the word or pair.</param>
    /// <param name="probe">0 to <see cref="Probes"/> - 1.</param>
    /// <param name="rows">Number of rows.</param>
    public static uint Row(ulong hash, int probe, uint rows)
    {
        var mixed = unchecked((uint)hash + ((uint)probe * ((uint)(hash >> 32) | 1)));
        return (uint)(((ulong)mixed * rows) >> 32);
    }
}
