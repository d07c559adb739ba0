using System.Text.Json;
using Annals.Testing;

namespace Annals.Log.Tests;

public sealed class ProofTests
{
    private static readonly Lazy<TestTree> Sequence = new(() => TestTree.Sequence(70_000));

    [Fact]
    public void Well_known_tree_has_the_published_proofs()
    {
        var vectors = VectorFile.All.Get("rfc6962");
        var tree = new TestTree();
        foreach (var leaf in vectors.Hashes("leafHashes"))
        {
            tree.Append(leaf);
        }

        Assert.Equal(36, CheckInclusion(tree, vectors));
        Assert.Equal(36, CheckConsistency(tree, vectors));
    }

    [Fact]
    public void Sequence_has_the_reference_proofs()
    {
        var vectors = VectorFile.All.Get("sequence");

        Assert.Equal(209, CheckInclusion(Sequence.Value, vectors));
        Assert.Equal(217, CheckConsistency(Sequence.Value, vectors));
    }

    [Fact]
    public void Sequence_has_the_reference_range_proofs()
    {
        foreach (var expected in VectorFile.All.Get("sequence").Get("range").EnumerateArray())
        {
            var (start, end, size) = (expected.Number("start"), expected.Number("end"), expected.Number("size"));

            var proof = RangeProof.Create(Sequence.Value, start, end, size);

            Assert.Equal(expected.Hashes("left"), proof.Left);
            Assert.Equal(expected.Hashes("right"), proof.Right);
            Assert.True(proof.Verify(start, end, size, expected.Hash("root"), Leaves(start, end)));
        }
    }

    [Fact]
    public void All_inclusion_probes_of_transparency_dev_are_answered_rightly()
    {
        var (accepted, refused) = (0, 0);
        foreach (var probe in VectorFile.Probes.Get("inclusion").EnumerateArray())
        {
            var expressible = TryHash(probe, "leafHash", out var leaf) & TryHash(probe, "root", out var root) & TryHashes(probe, out var proof);
            var good = expressible && InclusionProof.Verify(leaf, Signed(probe, "leafIdx"), Signed(probe, "treeSize"), proof, root);

            Assert.True(good != probe.Get("wantErr").GetBoolean(), probe.Text("file"));
            _ = good ? accepted++ : refused++;
        }

        Assert.Equal((6, 92), (accepted, refused));
    }

    [Fact]
    public void All_consistency_probes_of_transparency_dev_are_answered_rightly()
    {
        var (accepted, refused) = (0, 0);
        foreach (var probe in VectorFile.Probes.Get("consistency").EnumerateArray())
        {
            var expressible = TryHash(probe, "root1", out var root1) & TryHash(probe, "root2", out var root2) & TryHashes(probe, out var proof);
            var good = expressible && ConsistencyProof.Verify(Signed(probe, "size1"), root1, Signed(probe, "size2"), root2, proof);

            // Its "roots" are not 32 bytes long, so there are no such hashes here; it is the only such probe that expects success.
            var inexpressible = probe.Text("file") == "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json";
            Assert.True(inexpressible ? !expressible : good != probe.Get("wantErr").GetBoolean(), probe.Text("file"));
            _ = good ? accepted++ : refused++;
        }

        Assert.Equal((5, 93), (accepted, refused));
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    public void Proofs_around_whole_tiles_verify(long size)
    {
        var root = CompactRange.Load(size, Sequence.Value).Root();
        foreach (var index in new[] { 0, 1, 254, size / 2, size - 2, size - 1 })
        {
            Assert.True(InclusionProof.Verify(Sequence.Value.Leaves[(int)index], index, size, InclusionProof.Create(Sequence.Value, index, size), root));
            Assert.True(ConsistencyProof.Verify(index + 1, CompactRange.Load(index + 1, Sequence.Value).Root(), size, root, ConsistencyProof.Create(Sequence.Value, index + 1, size)));
        }
    }

    [Fact]
    public void Proofs_of_random_trees_verify_and_nothing_else_does()
    {
        var random = Seed.Random(nameof(Proofs_of_random_trees_verify_and_nothing_else_does));
        for (var round = 0; round < Seed.Rounds(400, 20_000); round++)
        {
            var size = random.NextInt64(2, 2000);
            var index = random.NextInt64(size);
            var oldSize = random.NextInt64(1, size);
            var (root, leaf) = (CompactRange.Load(size, Sequence.Value).Root(), Sequence.Value.Leaves[(int)index]);
            var oldRoot = CompactRange.Load(oldSize, Sequence.Value).Root();
            var inclusion = InclusionProof.Create(Sequence.Value, index, size);
            var consistency = ConsistencyProof.Create(Sequence.Value, oldSize, size);

            Assert.True(InclusionProof.Verify(leaf, index, size, inclusion, root));
            Assert.True(ConsistencyProof.Verify(oldSize, oldRoot, size, root, consistency));
            Assert.False(InclusionProof.Verify(leaf, (index + 1) % size, size, inclusion, root));
            Assert.False(InclusionProof.Verify(Flipped(leaf, random), index, size, inclusion, root));
            Assert.False(InclusionProof.Verify(leaf, index, size, inclusion, Flipped(root, random)));
            Assert.False(InclusionProof.Verify(leaf, index, size, [.. inclusion, root], root));
            Assert.False(InclusionProof.Verify(leaf, index, size, inclusion.AsSpan(1), root));
            Assert.False(InclusionProof.Verify(leaf, index, size, WithOneFlipped(inclusion, random), root));
            Assert.False(ConsistencyProof.Verify(oldSize, Flipped(oldRoot, random), size, root, consistency));
            Assert.False(ConsistencyProof.Verify(oldSize, oldRoot, size, Flipped(root, random), consistency));
            Assert.False(ConsistencyProof.Verify(oldSize, oldRoot, size, root, [.. consistency, root]));
            Assert.False(ConsistencyProof.Verify(oldSize, oldRoot, size, root, consistency.AsSpan(1)));
            Assert.False(ConsistencyProof.Verify(oldSize, oldRoot, size, root, WithOneFlipped(consistency, random)));
        }
    }

    [Fact]
    public void Random_ranges_verify_and_no_other_selection_of_entries_does()
    {
        var random = Seed.Random(nameof(Random_ranges_verify_and_no_other_selection_of_entries_does));
        for (var round = 0; round < Seed.Rounds(300, 10_000); round++)
        {
            var size = random.NextInt64(2, 1500);
            var start = random.NextInt64(size - 1);
            var end = random.NextInt64(start + 1, Math.Min(size, start + 300) + 1);
            var root = CompactRange.Load(size, Sequence.Value).Root();
            var proof = RangeProof.Create(Sequence.Value, start, end, size);
            var leaves = Leaves(start, end);
            var one = random.Next(leaves.Length);

            Assert.True(proof.Left.Count + proof.Right.Count <= 126);
            Assert.True(proof.Verify(start, end, size, root, leaves));
            Assert.False(proof.Verify(start, end, size, root, leaves.Where((_, i) => i != one)));
            Assert.False(proof.Verify(start, end, size, root, [.. leaves, leaves[one]]));
            Assert.False(proof.Verify(start, end, size, root, leaves.Select((x, i) => i == one ? Flipped(x, random) : x)));
            Assert.False(proof.Verify(start, end, size, Flipped(root, random), leaves));
            Assert.False(proof.Verify(start, end - 1, size, root, leaves.SkipLast(1)));
            Assert.False((proof with { Left = WithOneFlipped(proof.Left, random), Right = WithOneFlipped(proof.Right, random) }).Verify(start, end, size, root, leaves) && proof.Left.Count + proof.Right.Count > 0);
        }
    }

    [Fact]
    public void Senseless_questions_are_not_proven_and_senseless_orders_refused()
    {
        var tree = TestTree.Sequence(3);

        Assert.False(InclusionProof.Verify(tree.Leaves[0], -1, 3, [], tree.Root));
        Assert.False(InclusionProof.Verify(tree.Leaves[0], 3, 3, [], tree.Root));
        Assert.False(InclusionProof.Verify(tree.Leaves[0], 0, long.MaxValue, [], tree.Root));
        Assert.False(ConsistencyProof.Verify(0, MerkleHash.EmptyRoot, 3, tree.Root, []));
        Assert.False(ConsistencyProof.Verify(-1, MerkleHash.EmptyRoot, 3, tree.Root, []));
        Assert.False(ConsistencyProof.Verify(4, tree.Root, 3, tree.Root, []));
        Assert.False(new RangeProof([], []).Verify(2, 1, 3, tree.Root, []));
        Assert.False(new RangeProof([], []).Verify(0, long.MaxValue, long.MaxValue, tree.Root, tree.Leaves));
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Create(tree, 3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Create(tree, -1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConsistencyProof.Create(tree, 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConsistencyProof.Create(tree, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => RangeProof.Create(tree, 0, 4, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => RangeProof.Create(tree, 2, 1, 3));
    }

    [Fact]
    public void A_cover_is_exact_up_to_the_largest_size()
    {
        foreach (var (start, end) in new[] { (0, 0), (5, 5), (1, long.MaxValue), (0, long.MaxValue), (long.MaxValue - 1, long.MaxValue), (3, 1L << 62) })
        {
            var at = start;
            foreach (var node in NodeId.Cover(start, end))
            {
                Assert.Equal(at, node.Index << node.Level);
                at += 1L << node.Level;
            }

            Assert.Equal(end, at);
            Assert.True(NodeId.Cover(start, end).Count <= 125);
        }
    }

    private static int CheckInclusion(TestTree tree, JsonElement vectors)
    {
        foreach (var expected in vectors.Get("inclusion").EnumerateArray())
        {
            var (index, size) = (expected.Number("index"), expected.Number("size"));

            var proof = InclusionProof.Create(tree, index, size);

            Assert.Equal(expected.Hashes("proof"), proof);
            Assert.Equal(expected.Hash("leafHash"), tree.Leaves[(int)index]);
            Assert.True(InclusionProof.Verify(tree.Leaves[(int)index], index, size, proof, expected.Hash("root")));
        }

        return vectors.Get("inclusion").GetArrayLength();
    }

    private static int CheckConsistency(TestTree tree, JsonElement vectors)
    {
        foreach (var expected in vectors.Get("consistency").EnumerateArray())
        {
            var (oldSize, newSize) = (expected.Number("size1"), expected.Number("size2"));

            var proof = ConsistencyProof.Create(tree, oldSize, newSize);

            Assert.Equal(expected.Hashes("proof"), proof);
            Assert.True(ConsistencyProof.Verify(oldSize, expected.Hash("root1"), newSize, expected.Hash("root2"), proof));
        }

        return vectors.Get("consistency").GetArrayLength();
    }

    private static TreeHash[] Leaves(long start, long end) => [.. Sequence.Value.Leaves.Skip((int)start).Take((int)(end - start))];

    private static TreeHash Flipped(TreeHash hash, Random random)
    {
        var bytes = new byte[TreeHash.Length];
        hash.Write(bytes);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return TreeHash.Read(bytes);
    }

    private static TreeHash[] WithOneFlipped(IReadOnlyList<TreeHash> hashes, Random random)
    {
        TreeHash[] changed = [.. hashes];
        if (changed.Length > 0)
        {
            var one = random.Next(changed.Length);
            changed[one] = Flipped(changed[one], random);
        }

        return changed;
    }

    // The probes go up to 2^64 - 1; what does not fit into 63 bits is negative here and must be refused.
    private static long Signed(JsonElement probe, string name) => unchecked((long)probe.Get(name).GetUInt64());

    private static bool TryHash(JsonElement probe, string name, out TreeHash hash) =>
        TryHash(probe.Get(name), out hash);

    private static bool TryHash(JsonElement text, out TreeHash hash)
    {
        var bytes = Convert.FromBase64String(text.GetString() ?? "");
        hash = bytes.Length == TreeHash.Length ? TreeHash.Read(bytes) : default;
        return bytes.Length == TreeHash.Length;
    }

    private static bool TryHashes(JsonElement probe, out TreeHash[] hashes)
    {
        var good = true;
        var list = new List<TreeHash>();
        if (probe.Get("proof").ValueKind == JsonValueKind.Array)
        {
            foreach (var text in probe.Get("proof").EnumerateArray())
            {
                good &= TryHash(text, out var hash);
                list.Add(hash);
            }
        }

        hashes = [.. list];
        return good;
    }
}
