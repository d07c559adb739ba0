using Annals.Index.Words;
using Microsoft.Win32.SafeHandles;

namespace Annals.Index.Filters;

/// <summary>Answers one question from an opened filter file: reads only the blocks of the rows it needs.</summary>
internal sealed class FilterReader(SafeFileHandle file, FilterHead head)
{
    private readonly byte[] block = new byte[(FilterFile.RowsPerBlock * head.RowBytes) + 4];

    /// <summary>Bundles that may hold what is needed, those included that the filter does not cover.</summary>
    public BundleBits Answer(WordNeed need) => Of(need) | BundleBits.From(head.Bundles);

    private BundleBits Of(WordNeed need) => need switch
    {
        WordNeed.Word word => head.Common.Contains(word.Hash) ? BundleBits.All : OfHash(word.Hash),
        WordNeed.Pair pair => head.Common.Contains(pair.Left) && head.Common.Contains(pair.Right) ? OfHash(WordHash.Pair(pair.Left, pair.Right)) : BundleBits.All,
        WordNeed.All all => all.Parts.Aggregate(BundleBits.All, (bits, part) => bits & Of(part)),
        WordNeed.Any any => any.Parts.Aggregate(BundleBits.None, (bits, part) => bits | Of(part)),
        _ => BundleBits.All,
    };

    private BundleBits OfHash(ulong hash)
    {
        var bits = BundleBits.All;
        for (var probe = 0; probe < FilterBits.Probes && bits != BundleBits.None; probe++)
        {
            var row = FilterBits.Row(hash, probe, (uint)head.Rows);
            if (!FilterFile.TryReadBlock(file, head, row / FilterFile.RowsPerBlock, block))
            {
                return BundleBits.All;
            }

            bits &= BundleBits.Read(block.AsSpan((int)(row % FilterFile.RowsPerBlock) * head.RowBytes, head.RowBytes));
        }

        return bits;
    }
}
