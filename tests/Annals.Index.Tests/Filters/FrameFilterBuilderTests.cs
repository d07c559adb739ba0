using System.Text;
using Annals.Index.Filters;
using Annals.Index.Tests.Naive;
using Annals.Index.Words;
using Annals.Testing;
using OddRecords = Annals.Index.Tests.Query.OddRecords;

namespace Annals.Index.Tests.Filters;

public sealed class FrameFilterBuilderTests
{
    private readonly Random random = Seed.Random(nameof(FrameFilterBuilderTests));

    [Fact]
    public void A_bundle_has_all_words_and_pairs_of_its_records_and_no_others()
    {
        var pool = OddRecords.All.Concat(RealRecords.All).ToArray();
        var builder = new FrameFilterBuilder();
        for (var bundle = 0; bundle < Seed.Rounds(30, 500); bundle++)
        {
            AssertBundle(builder, [.. Enumerable.Range(0, random.Next(1, 256)).Select(_ => pool[random.Next(pool.Length)])]);
        }
    }

    [Fact]
    public void Values_that_differ_little_are_not_taken_for_each_other()
    {
        var builder = new FrameFilterBuilder();
        for (var bundle = 0; bundle < Seed.Rounds(50, 2000); bundle++)
        {
            AssertBundle(builder, [.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => Encoding.UTF8.GetBytes(Similar()))]);
        }
    }

    [Fact]
    public void More_and_longer_values_than_can_be_remembered_are_found_all_the_same()
    {
        var records = Enumerable.Range(0, 600).Select(i => Encoding.UTF8.GetBytes($$"""{"long":"{{new string('x', i * 3)}} {{i}}","short":"s{{i}}","again":"{{new string('y', 900)}} z{{i % 40}}"}""")).ToArray();

        AssertBundle(new FrameFilterBuilder(), records);
        AssertBundle(new FrameFilterBuilder(), [.. records, .. records]);
    }

    /// <summary>Values of 28 to 36 bytes, or a multiple, over few letters, so that each is the beginning of others; some as numbers and names.</summary>
    private string Similar()
    {
        var value = new string('a', random.Next(28, 37) * random.Next(1, 3)) + (random.Next(4) == 0 ? " b" : string.Empty);
        var number = random.Next(2) == 0 ? "1" + new string('0', random.Next(28, 37)) : "12.5e+7";
        return $$"""{"{{(random.Next(2) == 0 ? value : "n")}}":["{{value}}",{{number}},"{{number}}","",{"e":"{{value}}\u0020c"}]}""";
    }

    private static void AssertBundle(FrameFilterBuilder builder, IReadOnlyList<byte[]> records)
    {
        var expected = new Expected([], []);
        var scanner = new WordScanner();
        foreach (var record in records)
        {
            scanner.Scan(record, ref expected);
            builder.Add(record);
        }

        using var bundle = builder.Take();
        Assert.Equal(expected.Words.Order(), bundle.Words.ToArray().Distinct().Order());
        Assert.Equal(expected.Pairs.Order(), bundle.Pairs.ToArray().Select(pair => WordHash.Pair(pair.Left, pair.Right)).Distinct().Order());
    }

    private readonly struct Expected(HashSet<ulong> words, HashSet<ulong> pairs) : IWordVisitor
    {
        public HashSet<ulong> Words => words;

        public HashSet<ulong> Pairs => pairs;

        public void Word(ulong hash) => words.Add(hash);

        public void Pair(ulong hash) => pairs.Add(hash);
    }
}
