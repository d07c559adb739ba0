using System.Buffers;
using Annals.Testing;
using CsCheck;

namespace Annals.Log.Tests;

public sealed class TileTests
{
    private static readonly Lazy<TestTree> Sequence = new(() => TestTree.Sequence(70_000));

    [Fact]
    public void Every_resource_of_the_reference_trees_has_the_reference_bytes()
    {
        foreach (var tree in VectorFile.All.Get("sequence").Get("tiles").EnumerateArray())
        {
            var size = tree.Number("size");
            var mine = TileSet.Of(size).Select(x => x.ToString()).ToHashSet();
            var resources = tree.Get("resources").EnumerateArray().ToList();
            foreach (var expected in resources)
            {
                Assert.Contains(expected.Text("path"), mine);
                Assert.True(TilePath.TryParse(expected.Text("path"), out var path));
                var bytes = path.IsEntries ? Bundle(path) : HashTile.Create(Sequence.Value, path);
                Assert.Equal(expected.Number("bytes"), bytes.Length);
                Assert.Equal(expected.Text("sha256"), Sha256.Hash(bytes).ToString());
                if (expected.TryGetProperty("hex", out var hex))
                {
                    Assert.Equal(hex.GetString(), Convert.ToHexStringLower(bytes));
                }
            }

            if (size <= 1000)
            {
                Assert.Equal(resources.Count, mine.Count);
            }
        }
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "tile/entries/000.p/1 tile/0/000.p/1")]
    [InlineData(255, "tile/entries/000.p/255 tile/0/000.p/255")]
    [InlineData(256, "tile/entries/000 tile/0/000 tile/1/000.p/1")]
    [InlineData(257, "tile/entries/000 tile/entries/001.p/1 tile/0/000 tile/0/001.p/1 tile/1/000.p/1")]
    public void Resources_of_small_trees(long size, string expected)
    {
        Assert.Equal(expected, string.Join(' ', TileSet.Of(size)));
    }

    [Theory]
    [InlineData(65_535, 255, 255, 0)]
    [InlineData(65_536, 256, 0, 1)]
    [InlineData(65_537, 256, 1, 1)]
    public void Resources_around_a_whole_upper_tile(long size, int full, int partial, int upper)
    {
        var paths = TileSet.Of(size).ToList();

        Assert.Equal(2 * full, paths.Count(x => x.Level == 0 && !x.IsPartial));
        Assert.Equal(partial == 0 ? 0 : 2, paths.Count(x => x.Level == 0 && x.IsPartial && x.Width == partial));
        Assert.Equal(upper, paths.Count(x => x.Level == 2));
        Assert.Equal(upper == 1, paths.Contains(TilePath.ForHashes(1, 0)));
    }

    [Fact]
    public void What_growing_adds_is_what_was_not_there_before()
    {
        Gen.Select(Gen.Long[0, 70_000], Gen.Long[0, 1500]).Sample(
            (from, more) =>
            {
                var before = TileSet.Of(from).ToHashSet();
                var after = TileSet.Of(from + more).ToHashSet();
                return TileSet.Added(from, from + more).ToHashSet().SetEquals(after.Except(before));
            },
            iter: Seed.Rounds(100, 2000),
            seed: CsCheckSeed.Value);
    }

    [Fact]
    public void The_largest_tree_has_eight_levels()
    {
        Assert.Equal(7, TileSet.Added((1L << 62) - 1, 1L << 62).Max(x => x.Level));
        Assert.Throws<ArgumentOutOfRangeException>(() => TileSet.Added(2, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_535)]
    [InlineData(65_537)]
    [InlineData(70_000)]
    public void Every_kind_of_node_is_read_from_tiles(long size)
    {
        var tiles = TileSet.Of(size).Where(x => !x.IsEntries).ToDictionary(x => x, x => HashTile.Create(Sequence.Value, x));
        var reader = new TileNodeReader(size, path => tiles.TryGetValue(path, out var bytes) ? bytes : null);
        for (var level = 0; size >> level > 0; level++)
        {
            foreach (var index in new[] { 0, (size >> level) / 2, (size >> level) - 1 })
            {
                Assert.Equal(Sequence.Value.Node(level, index), reader.Node(level, index));
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => reader.Node(level, size >> level));
        }

        Assert.Equal(CompactRange.Load(size, Sequence.Value).Root(), CompactRange.Load(size, reader).Root());
    }

    [Fact]
    public void A_full_tile_stands_in_for_a_partial_one_and_a_wrong_length_is_told()
    {
        var full = HashTile.Create(Sequence.Value, TilePath.ForHashes(0, 0));
        var instead = new TileNodeReader(100, path => path.IsPartial ? null : full);

        Assert.Equal(Sequence.Value.Node(0, 99), instead.Node(0, 99));
        Assert.Throws<LogFormatException>(() => new TileNodeReader(100, _ => null).Node(0, 0));
        Assert.Throws<LogFormatException>(() => new TileNodeReader(100, _ => full).Node(0, 0));
        Assert.Throws<LogFormatException>(() => new TileNodeReader(100, path => path.IsPartial ? null : full[32..]).Node(0, 0));
        Assert.Throws<ArgumentException>(() => HashTile.Create(Sequence.Value, TilePath.ForEntries(0)));
        Assert.Throws<ArgumentException>(() => HashTile.Create(Sequence.Value, TilePath.ForHashes(8, 0)));
    }

    [Fact]
    public void A_bundle_of_edge_lengths_is_the_reference_one()
    {
        var vectors = VectorFile.All.Get("bundleEdgeLengths");
        var output = new ArrayBufferWriter<byte>();
        var tree = new CompactRange();
        foreach (var (i, expected) in vectors.Get("entries").EnumerateArray().Index())
        {
            var entry = Enumerable.Range(0, (int)expected.Number("length")).Select(j => (byte)(((31 * i) + (7 * j)) % 256)).ToArray();
            Assert.Equal(expected.Hash("entrySha256"), Sha256.Hash(entry));
            Assert.Equal(expected.Hash("leafHash"), MerkleHash.Leaf(entry));
            tree.Append(MerkleHash.Leaf(entry));
            Assert.Equal(expected.Hash("rootAfter"), tree.Root());
            EntryBundle.Append(output, entry);
        }

        var bundle = output.WrittenSpan;
        var entries = new Range[8];
        EntryBundle.Decode(bundle, entries);

        Assert.Equal(vectors.Number("bundleBytes"), bundle.Length);
        Assert.Equal(vectors.Hash("bundleSha256"), Sha256.Hash(bundle));
        Assert.StartsWith(vectors.Text("bundlePrefixHex"), Convert.ToHexStringLower(bundle[..64]), StringComparison.Ordinal);
        Assert.Equal(vectors.Text("bundlePath"), TilePath.ForEntries(0, 8).ToString());
        Assert.Equal(vectors.Get("entries").EnumerateArray().Select(x => x.Hash("entrySha256")), entries.Select(x => Sha256.Hash(output.WrittenSpan[x])));
    }

    [Fact]
    public void A_bundle_gives_back_its_entries_and_every_cut_is_noticed()
    {
        Gen.Byte.Array[0, 300].Array[0, 20].Sample(
            entries =>
            {
                var output = new ArrayBufferWriter<byte>();
                foreach (var entry in entries)
                {
                    EntryBundle.Append(output, entry);
                }

                var bundle = output.WrittenSpan.ToArray();
                var ranges = new Range[entries.Length];
                EntryBundle.Decode(bundle, ranges);
                Assert.Equal(entries, ranges.Select(x => bundle[x]));
                Assert.Throws<LogFormatException>(() => EntryBundle.Decode([.. bundle, 0], ranges));
                Assert.Throws<LogFormatException>(() => EntryBundle.Decode(bundle, new Range[entries.Length + 1]));
                if (bundle.Length > 0)
                {
                    Assert.Throws<LogFormatException>(() => EntryBundle.Decode(bundle.AsSpan(0, bundle.Length - 1), ranges));
                }
            },
            iter: Seed.Rounds(100, 3000),
            seed: CsCheckSeed.Value);
    }

    [Fact]
    public void An_entry_too_long_for_a_bundle_is_refused()
    {
        Assert.Throws<ArgumentException>(() => EntryBundle.Append(new ArrayBufferWriter<byte>(), new byte[65_536]));
        Assert.Throws<ArgumentException>(() => EntryBundle.Write(new byte[3], new byte[2]));
    }

    private static byte[] Bundle(TilePath path)
    {
        var output = new ArrayBufferWriter<byte>();
        for (var i = 0; i < path.Width; i++)
        {
            EntryBundle.Append(output, TestTree.SequenceEntry((path.Index * 256) + i));
        }

        return output.WrittenSpan.ToArray();
    }
}
