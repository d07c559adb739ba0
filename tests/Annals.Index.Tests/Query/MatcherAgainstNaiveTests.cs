using System.Globalization;
using System.Text;
using Annals.Index.Query;
using Annals.Index.Tests.Naive;
using Annals.Testing;

namespace Annals.Index.Tests.Query;

public sealed class MatcherAgainstNaiveTests
{
    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void Random_queries_over_real_records_match_as_the_naive_evaluator_says() =>
        Compare(Seed.Random(nameof(Random_queries_over_real_records_match_as_the_naive_evaluator_says)), RealRecords.All, Seed.Rounds(400, 8000), sample: 60);

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void The_culture_of_the_thread_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new Turkish();
        try
        {
            Compare(Seed.Random(nameof(The_culture_of_the_thread_does_not_matter)), RealRecords.All, Seed.Rounds(100, 2000), sample: 40);
            Compare(Seed.Random("odd"), OddRecords.All, Seed.Rounds(100, 2000), sample: int.MaxValue);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Random_queries_over_odd_records_match_as_the_naive_evaluator_says() =>
        Compare(Seed.Random(nameof(Random_queries_over_odd_records_match_as_the_naive_evaluator_says)), OddRecords.All, Seed.Rounds(1500, 30000), sample: int.MaxValue);

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void A_fifth_of_the_random_queries_match_some_records_and_not_most()
    {
        var random = Seed.Random("useful");
        var useful = 0;
        var records = RealRecords.All;

        for (var i = 0; i < 200; i++)
        {
            var matcher = RecordMatcher.Compile(RandomQuery.Next(random, records));
            var matching = records.Count(record => matcher.Matches(record, new RecordFacts(0, null, RecordFlags.None)));
            useful += matching >= records.Count * 0.01 && matching <= records.Count * 0.5 ? 1 : 0;
        }

        Assert.InRange(useful, 40, 200);
    }

    private static void Compare(Random random, IReadOnlyList<byte[]> records, int rounds, int sample)
    {
        for (var round = 0; round < rounds; round++)
        {
            var query = RandomQuery.Next(random, records);
            var matcher = RecordMatcher.Compile(query);
            var needs = WordNeeds.Of(query.Filter);
            foreach (var record in sample < records.Count ? Enumerable.Range(0, sample).Select(_ => records[random.Next(records.Count)]) : records)
            {
                var facts = new RecordFacts(RandomQuery.Clock.NowMicros - random.NextInt64(100L * 24 * 3600 * 1_000_000), random.Next(10) == 0 ? "annals" : null, (RecordFlags)(random.Next(3) * 2));
                var expected = NaiveEvaluator.Matches(query, record, facts);

                Assert.True(expected == matcher.Matches(record, facts), $"{query} on {Encoding.UTF8.GetString(record)} with {facts}: naive {expected}");
                Assert.True(!expected || WordSet.Of(record).MayMeet(needs), $"{query} needs words that {Encoding.UTF8.GetString(record)} does not hold, yet matches");
            }
        }
    }

    /// <summary>A culture that must not have any effect; with invariant globalisation only its numbers and names differ.</summary>
    private sealed class Turkish() : CultureInfo("")
    {
        public override string Name => "tr-TR";

        public override NumberFormatInfo NumberFormat { get; set; } = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "−" };

        public override TextInfo TextInfo => InvariantCulture.TextInfo;
    }
}
