using Annals.Testing;
using CsCheck;

namespace Annals.Log.Tests;

public sealed class CompactRangeTests
{
    [Fact]
    public void Well_known_tree_of_eight_leaves_has_the_published_roots()
    {
        var vectors = VectorFile.All.Get("rfc6962");
        var roots = vectors.Hashes("roots");
        var range = new CompactRange();

        Assert.Equal(roots[0], range.Root());
        foreach (var (index, input) in vectors.Get("leafInputs").EnumerateArray().Index())
        {
            var leaf = MerkleHash.Leaf(Convert.FromHexString(input.GetString()!));
            Assert.Equal(vectors.Hashes("leafHashes")[index], leaf);
            range.Append(leaf);
            Assert.Equal(roots[index + 1], range.Root());
        }
    }

    [Fact]
    public void Sequence_of_seventy_thousand_entries_has_the_reference_roots()
    {
        var vectors = VectorFile.All.Get("sequence");
        var expected = vectors.Get("largeRoots").EnumerateArray().ToDictionary(x => x.Number("size"), x => x.Hash("root"));
        foreach (var (size, root) in vectors.Hashes("rootsBySize").Index())
        {
            expected[size] = root;
        }

        var range = new CompactRange();
        var compared = 0;
        for (var size = 0L; size <= 70_000; size++)
        {
            if (expected.TryGetValue(size, out var root))
            {
                Assert.Equal(root, range.Root());
                compared++;
            }

            range.Append(MerkleHash.Leaf(TestTree.SequenceEntry(size)));
        }

        Assert.Equal(expected.Count, compared);
    }

    [Fact]
    public void Root_equals_the_recursion_of_the_definition()
    {
        var tree = TestTree.Sequence(Seed.Rounds(600, 3000));

        for (var size = 0; size <= tree.Size; size++)
        {
            Assert.Equal(tree.NaiveRoot(size), CompactRange.Load(size, tree).Root());
        }
    }

    [Fact]
    public void A_reloaded_range_goes_on_as_if_it_had_never_stopped()
    {
        var tree = TestTree.Sequence(300);

        for (var size = 0; size < tree.Size; size++)
        {
            var fromNodes = CompactRange.Load(size, tree);
            var fromHashes = new CompactRange(size, fromNodes.CopyHashes());
            var copy = fromHashes.Copy();
            for (var i = size; i < tree.Size; i++)
            {
                fromHashes.Append(tree.Leaves[i]);
            }

            Assert.Equal(tree.Root, fromHashes.Root());
            Assert.Equal(size, copy.Size);
            Assert.Equal(fromNodes.Root(), copy.Root());
        }
    }

    [Fact]
    public void Whole_subtrees_give_the_same_tree_as_single_leaves()
    {
        Gen.Int[0, 8].Array[1, 40].Sample(
            heights =>
            {
                var single = new TestTree();
                var whole = new CompactRange();
                foreach (var wanted in heights)
                {
                    var height = Math.Min(wanted, whole.Size == 0 ? wanted : System.Numerics.BitOperations.TrailingZeroCount(whole.Size));
                    var leaves = new TreeHash[1 << height];
                    for (var i = 0; i < leaves.Length; i++)
                    {
                        leaves[i] = MerkleHash.Leaf(TestTree.SequenceEntry(single.Size));
                        single.Append(leaves[i]);
                    }

                    whole.Append(height, MerkleHash.Fold(leaves));
                }

                return whole.Root() == single.Root;
            },
            iter: Seed.Rounds(50, 1000),
            seed: CsCheckSeed.Value);
    }

    [Fact]
    public void A_subtree_must_start_at_a_multiple_of_its_size()
    {
        var range = new CompactRange();
        range.Append(MerkleHash.EmptyRoot);

        Assert.Throws<InvalidOperationException>(() => range.Append(1, MerkleHash.EmptyRoot));
        Assert.Throws<ArgumentOutOfRangeException>(() => range.Append(63, MerkleHash.EmptyRoot));
    }

    [Fact]
    public void The_number_of_hashes_must_fit_the_size()
    {
        Assert.Throws<ArgumentException>(() => new CompactRange(3, new TreeHash[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CompactRange(-1, []));
    }

    [Fact]
    public void The_largest_size_of_all_is_still_right()
    {
        var range = new CompactRange();
        for (var level = 62; level >= 0; level--)
        {
            range.Append(level, MerkleHash.EmptyRoot);
        }

        Assert.Equal(long.MaxValue, range.Size);
        Assert.Equal(63, range.CopyHashes().Length);
        Assert.Throws<InvalidOperationException>(() => range.Append(MerkleHash.EmptyRoot));
    }
}
