using Annals.Index.Planning;
using Annals.Index.Query;
using BenchmarkDotNet.Attributes;

namespace Annals.Benchmarks;

/// <summary>From the text of a query to its plan.</summary>
public class QueryBenchmarks
{
    private readonly QueryClock clock = new(1_767_225_600_000_000);
    private SearchQuery parsed = SearchQuery.All;

    [Params("actor:ada.berger@example.com", "actor:*@example.com outcome:failure -action:(UserLoggedIn OR MailItemsAccessed) occurred>=now-7d/d ip:192.0.2.0/24", "\"overview of budget\" Parameters.ForwardTo:*@example.org")]
    public string Text { get; set; } = string.Empty;

    [GlobalSetup]
    public void Prepare() => parsed = QueryParser.Parse(Text, clock);

    [Benchmark]
    public SearchQuery Parse() => QueryParser.Parse(Text, clock);

    [Benchmark]
    public QueryPlan Plan() => QueryPlanner.Plan(parsed, _ => true);
}
