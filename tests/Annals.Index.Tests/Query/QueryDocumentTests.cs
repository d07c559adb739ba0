using System.Text;
using Annals.Index.Query;
using Annals.Index.Tests.Naive;
using Annals.Testing;

namespace Annals.Index.Tests.Query;

/// <summary>Runs the examples of docs/query.md: fenced blocks "query" (text => canonical form) and "records" (numbered records, then query -> numbers).</summary>
public sealed class QueryDocumentTests
{
    [Fact]
    public void Every_query_example_has_the_canonical_form_that_the_document_says()
    {
        var examples = Blocks("query").SelectMany(block => block).ToList();

        Assert.All(examples, example =>
        {
            var parts = example.Split("=>", 2, StringSplitOptions.TrimEntries);
            var query = QueryParser.Parse(parts[0], RandomQuery.Clock);
            Assert.Equal(parts[1], query.ToString());
            Assert.Equal(query, QueryParser.Parse(parts[1], RandomQuery.Clock));
        });
        Assert.True(examples.Count > 30);
    }

    [Fact]
    public void Every_record_example_matches_as_the_document_says()
    {
        var count = 0;
        foreach (var block in Blocks("records"))
        {
            var records = block.Where(line => char.IsAsciiDigit(line[0]) && line[2] == '{').Select(line => (Number: line[..1], Bytes: Encoding.UTF8.GetBytes(line[2..]))).ToList();
            foreach (var line in block.Where(line => !line[1..].StartsWith(" {", StringComparison.Ordinal)))
            {
                var parts = line.Split(" -> ");
                var query = QueryParser.Parse(parts[0], RandomQuery.Clock);
                var matcher = RecordMatcher.Compile(query);
                var facts = new RecordFacts(0, null, RecordFlags.None);

                var found = string.Join(' ', records.Where(record => matcher.Matches(record.Bytes, facts)).Select(record => record.Number));

                Assert.Equal($"{parts[0]} -> {parts[1]}", $"{parts[0]} -> {(found.Length == 0 ? "none" : found)}");
                Assert.All(records, record => Assert.Equal(NaiveEvaluator.Matches(query, record.Bytes, facts), matcher.Matches(record.Bytes, facts)));
                count++;
            }
        }

        Assert.True(count > 30);
    }

    private static List<List<string>> Blocks(string kind)
    {
        var blocks = new List<List<string>>();
        List<string>? open = null;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "query.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                open = open is null && line == "```" + kind ? [] : null;
                if (open is not null)
                {
                    blocks.Add(open);
                }
            }
            else if (line.Length > 0)
            {
                open?.Add(line);
            }
        }

        return blocks;
    }
}
