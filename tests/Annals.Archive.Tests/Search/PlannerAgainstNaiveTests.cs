using System.Globalization;
using Annals.Index.Tests.Naive;
using Annals.Testing;

namespace Annals.Archive.Tests.Search;

/// <summary>What a tenant answers, through index, filters and records, is what a plain reading of every record says.</summary>
public sealed class PlannerAgainstNaiveTests : IClassFixture<PlannerAgainstNaiveTests.Archives>
{
    private readonly Archives archives;

    public PlannerAgainstNaiveTests(Archives archives) => this.archives = archives;

    [Fact]
    public async Task Random_queries_over_real_and_generated_records_are_answered_as_the_naive_evaluator_says()
    {
        using var tenant = await archives.OpenAsync(archives.Large);
        Compare(tenant, archives.LargeJudge, Seed.Random("large"), Seed.Rounds(100, 4000));
    }

    [Fact]
    public async Task Thousands_of_random_queries_over_few_records_are_answered_as_the_naive_evaluator_says()
    {
        using var tenant = await archives.OpenAsync(archives.Small);
        Compare(tenant, archives.SmallJudge, Seed.Random("small"), Seed.Rounds(1500, 40_000));
    }

    [Fact]
    public async Task The_culture_of_the_thread_changes_no_answer()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new Turkish();
        try
        {
            Assert.Equal("-1,5", (-1.5).ToString(CultureInfo.CurrentCulture));
            using var tenant = await archives.OpenAsync(archives.Small);
            Compare(tenant, archives.SmallJudge, Seed.Random("turkish"), Seed.Rounds(150, 4000));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Searches and counts random queries; a fifth of them must match some records and not most.</summary>
    private static void Compare(Tenant tenant, Judge judge, Random random, int rounds)
    {
        var useful = 0;
        for (var round = 0; round < rounds; round++)
        {
            var query = RandomQuery.Next(random, judge.Records);
            var expected = judge.Rows(query);
            if (random.Next(4) > 0)
            {
                Assert.True(expected.Count == tenant.Count(query, CancellationToken.None).Count, $"{query}: expected {expected.Count}, counted {tenant.Count(query, CancellationToken.None).Count}");
            }
            else
            {
                Judge.Check(tenant, query, random.Next(3) == 0 && expected.Count < 500 ? random.Next(1, 50) : 10_000, expected, judge.Size);
            }

            useful += expected.Count >= judge.Records.Count * 0.01 && expected.Count <= judge.Records.Count * 0.5 ? 1 : 0;
        }

        Assert.True(useful * 5 >= rounds, $"only {useful} of {rounds} queries match between 1 and 50 % of the records");
    }

    /// <summary>Two archives, opened without their keys, so that the questions leave no receipts behind.</summary>
    public sealed class Archives : IAsyncLifetime
    {
        private readonly TenantFixture small = new();
        private readonly TenantFixture large = new();

        internal TenantFolder Small => small.Folder;

        internal TenantFolder Large => large.Folder;

        internal Judge SmallJudge { get; private set; } = null!;

        internal Judge LargeJudge { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            SmallJudge = await Fill(small, 300);
            LargeJudge = await Fill(large, Seed.Rounds(5000, 20_000));
        }

        internal async Task<Tenant> OpenAsync(TenantFolder folder)
        {
            var tenant = await Tenant.OpenAsync(folder, new TenantOptions(), TimeProvider.System, CancellationToken.None);
            Assert.NotNull(tenant.ReadOnlyReason);
            return tenant;
        }

        public ValueTask DisposeAsync()
        {
            small.Dispose();
            large.Dispose();
            return ValueTask.CompletedTask;
        }

        private static async Task<Judge> Fill(TenantFixture fixture, int generated)
        {
            using (var tenant = await fixture.OpenAsync())
            {
                await fixture.ImportAsync(tenant, [TenantFixture.Source(GeneratedRecords.Lines(GeneratedRecords.Of(generated, Seed.Value)))]);
                if (SharedData.IsAvailable)
                {
                    await fixture.ImportAsync(tenant, RealFiles.Microsoft365.Concat(RealFiles.GenesysCloud).Select(IntakeSource.OfFile));
                }
            }

            File.Delete(fixture.Folder.IdKey);
            return Judge.Of(fixture.Folder);
        }
    }

    /// <summary>A culture that must not have any effect; with invariant globalisation only its numbers and names differ.</summary>
    private sealed class Turkish() : CultureInfo("")
    {
        public override string Name => "tr-TR";

        public override NumberFormatInfo NumberFormat { get; set; } = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
    }
}
