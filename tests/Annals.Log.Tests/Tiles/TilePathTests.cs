using Annals.Testing;
using CsCheck;

namespace Annals.Log.Tests;

public sealed class TilePathTests
{
    public static TheoryData<string> Invalid => [.. VectorFile.All.Get("tilePaths").Get("invalid").EnumerateArray().Select(x => x.GetString()!)];

    [Fact]
    public void Names_are_the_reference_ones()
    {
        foreach (var expected in VectorFile.All.Get("tilePaths").Get("valid").EnumerateArray())
        {
            var index = expected.Number("n");
            AssertBothWays(expected.Text("full"), TilePath.ForHashes(0, index));
            AssertBothWays(expected.Text("entries"), TilePath.ForEntries(index));
            AssertBothWays(expected.Text("partial112"), TilePath.ForHashes(0, index, 112));
        }
    }

    [Theory, MemberData(nameof(Invalid))]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile/0/x/000")]
    [InlineData("tile/0/000.p/1.p/1")]
    [InlineData("tile/0/000.p/99999999999999999999")]
    [InlineData("tile/0/x036/x028/x797/x018/x963/968")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("TILE/0/000")]
    [InlineData("checkpoint")]
    public void Any_other_spelling_is_refused(string text)
    {
        Assert.False(TilePath.TryParse(text, out _));
    }

    [Fact]
    public void Parsing_undoes_writing()
    {
        Gen.Select(Gen.Int[-1, 63], Gen.Long[0, long.MaxValue / 256], Gen.Int[1, 256]).Sample(
            (level, index, width) =>
            {
                var path = level < 0 ? TilePath.ForEntries(index, width) : TilePath.ForHashes(level, index, width);
                return TilePath.TryParse(path.ToString(), out var again) && again == path;
            },
            iter: Seed.Rounds(2000, 100_000),
            seed: CsCheckSeed.Value);
    }

    [Fact]
    public void Parts_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.ForHashes(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.ForHashes(64, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.ForEntries(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.ForEntries(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.ForEntries(0, 257));
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.ForEntries((long.MaxValue / 256) + 1));
    }

    private static void AssertBothWays(string text, TilePath path)
    {
        Assert.Equal(text, path.ToString());
        Assert.True(TilePath.TryParse(text, out var parsed));
        Assert.Equal(path, parsed);
    }
}
