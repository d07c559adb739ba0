using System.Text;
using Annals.Index.Query;
using Annals.Index.Tests.Naive;
using Annals.Testing;

namespace Annals.Index.Tests.Planning;

public sealed class FieldValuesTests
{
    private readonly Random random = Seed.Random(nameof(FieldValuesTests));

    [Fact]
    public void Values_are_completed_in_any_case_from_the_index_and_from_the_entries_behind_it()
    {
        MemoryRecord[] records = [Record("Ärger", "Send"), Record("ärgernis", "Send"), Record("zoe", "Move"), Record("ÄRGER", "Send"), Record("ärger", "Move")];
        using var index = TestIndex.InMemory(records, 3);
        var search = new EventSearch(index, new MemoryRecordStore(records, 5), null);

        Assert.Equal([("ÄRGER", 1), ("Ärger", 1), ("ärger", 1), ("ärgernis", 1)], Found(search.Values(SearchQuery.All, IndexField.Actor, "äRG", 10)));
        Assert.Equal([("Send", 3), ("Move", 2)], Found(search.Values(SearchQuery.All, IndexField.Action, "", 10)));
        Assert.Equal([("Move", 2), ("Send", 3)], Found(search.Values(SearchQuery.All, IndexField.Action, "", 10, ValueOrder.ByName)));
        Assert.Equal([("Move", 1)], Found(search.Values(Parse("actor:zoe"), IndexField.Action, "m", 10)));
        Assert.Empty(search.Values(SearchQuery.All, IndexField.Action, "*", 10).Values);
    }

    [Fact]
    public void Receipts_and_hidden_variants_complete_nothing_unless_they_are_asked_for()
    {
        MemoryRecord[] records = [Record("ann", "a"), Record("ann-receipt", "b", source: "annals"), Record("ann-hidden", "c", RecordFlags.HiddenVariant), Record("ann-receipt", "b", source: "annals"), Record("ann-hidden", "c", RecordFlags.HiddenVariant)];
        foreach (var covered in new[] { 0, 3, 5 })
        {
            using var index = TestIndex.InMemory(records, covered);
            var search = new EventSearch(index, new MemoryRecordStore(records, 5), null);

            Assert.Equal([("ann", 1)], Found(search.Values(SearchQuery.All, IndexField.Actor, "ann", 10)));
            Assert.Equal([("ann-hidden", 2), ("ann", 1)], Found(search.Values(Parse("variants:all"), IndexField.Actor, "ann", 10)));
            Assert.Equal([("ann-receipt", 2)], Found(search.Values(Parse("source:annals"), IndexField.Actor, "ann", 10)));
        }
    }

    [Fact]
    public void Completing_reads_no_record_and_says_when_there_is_more()
    {
        var records = Enumerable.Range(0, 300).Select(i => new MemoryRecord(TestRecords.Application(random, i), i)).ToArray();
        var store = new MemoryRecordStore(records, 300);
        using var index = TestIndex.InMemory(records, 300);
        using var small = TestIndex.InMemory(records, 300, TestIndex.Options with { DictionaryValuesMax = 2 });
        var search = new EventSearch(index, store, null);

        var few = search.Values(SearchQuery.All, IndexField.Actor, "", 2);
        var all = search.Values(SearchQuery.All, IndexField.Actor, "", 5);
        var addresses = search.Values(SearchQuery.All, IndexField.Ip, "192.", 10);
        var notKept = new EventSearch(small, store, null).Values(SearchQuery.All, IndexField.Actor, "", 10);

        Assert.Equal((2, false), (few.Values.Count, few.IsComplete));
        Assert.Equal((5, true), (all.Values.Count, all.IsComplete));
        Assert.Equal((4, true), (addresses.Values.Count, addresses.IsComplete));
        Assert.Equal((2, false), (notKept.Values.Count, notKept.IsComplete));
        Assert.Equal(0, store.FramesOpened);
    }

    [Fact]
    public void Combinations_name_absent_fields_and_say_when_there_are_more()
    {
        MemoryRecord[] records = [Record("ann", "send"), Record("ann", "send"), Record("bob", "move"), Record("ann", "move")];
        using var index = TestIndex.InMemory(records, 3);
        var search = new EventSearch(index, new MemoryRecordStore(records, 4), null);

        var all = search.Combinations(SearchQuery.All, [IndexField.Action, IndexField.Service, IndexField.Actor], 3);
        var some = search.Combinations(SearchQuery.All, [IndexField.Action, IndexField.Service, IndexField.Actor], 2);

        Assert.True(all.IsComplete);
        Assert.Equal(["send||ann 2", "move||ann 1", "move||bob 1"], all.Combinations.Select(found => $"{string.Join('|', found.Values)} {found.Count}"));
        Assert.All(all.Combinations, found => Assert.Null(found.Values[1]));
        Assert.Equal((2, false), (some.Combinations.Count, some.IsComplete));
    }

    [Fact]
    public void More_combinations_than_are_counted_at_once_make_the_answer_incomplete()
    {
        var records = Enumerable.Range(0, 200).Select(i => Record($"actor {i}", $"action {i % 7}")).ToArray();
        using var index = TestIndex.InMemory(records, 150);
        var search = new EventSearch(index, new MemoryRecordStore(records, 200), null, new EventSearchOptions { DistinctMax = 20 });

        var found = search.Combinations(SearchQuery.All, [IndexField.Actor, IndexField.Action], 1000);

        Assert.Equal((20, false), (found.Combinations.Count, found.IsComplete));
    }

    [Fact]
    public void Combinations_of_no_field_of_too_many_or_of_one_twice_are_refused()
    {
        using var index = TestIndex.InMemory([], 0);
        var search = new EventSearch(index, new MemoryRecordStore([], 0), null);

        Assert.All(
            [[], [IndexField.Ip, IndexField.Ip], Enum.GetValues<IndexField>()[..5]],
            (IndexField[] fields) => Assert.Throws<ArgumentException>(() => search.Combinations(SearchQuery.All, fields, 10)));
    }

    private static MemoryRecord Record(string actor, string action, RecordFlags flags = RecordFlags.None, string source = "shop") =>
        new(Encoding.UTF8.GetBytes($$"""{"id":"{{Guid.Empty}}","time":"2026-01-02T03:04:05Z","actor":"{{actor}}","action":"{{action}}"}"""), 1, flags, source);

    private static IEnumerable<(string, int)> Found(SearchFieldValues values)
    {
        Assert.True(values.IsComplete);
        return values.Values.Select(value => (value.Value, (int)value.Count));
    }

    private static SearchQuery Parse(string text) => QueryParser.Parse(text, RandomQuery.Clock);
}
