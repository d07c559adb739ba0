using Annals.Index.Planning;
using Annals.Index.Query;
using Annals.Index.Tests.Naive;

namespace Annals.Index.Tests.Planning;

public sealed class QueryPlannerTests
{
    [Fact]
    public void Conditions_on_kept_fields_need_no_record() =>
        Assert.Equal(
            """
            query:    action:x NOT outcome:failure
            columns:  (Action passes and not outcome is 2 and not flagged HiddenVariant, Receipt)
            records:  not read

            """,
            Describe("action:x -outcome:failure"));

    [Fact]
    public void A_phrase_is_left_to_filters_and_records() =>
        Assert.Equal(
            """
            query:    action:x "a b"
            columns:  (Action passes and not flagged HiddenVariant, Receipt)
            sure:     no row
            filters:  all of 3 words and pairs
            records:  "a b"

            """,
            Describe("action:x \"a b\""));

    [Fact]
    public void Under_NOT_what_is_possible_and_what_is_sure_change_places() =>
        Assert.Equal(
            """
            query:    NOT (action:x session:s)
            columns:  not flagged HiddenVariant, Receipt
            sure:     (not (Action passes and Session may be hash 6be13) and not flagged HiddenVariant, Receipt)
            filters:  no help
            records:  NOT (action:x session:s)

            """,
            Describe("NOT (action:x session:s)"));

    [Fact]
    public void A_row_that_an_alternative_makes_sure_is_not_read_and_the_filters_serve_the_other() =>
        Assert.Contains("sure:     (Action passes and not flagged HiddenVariant, Receipt)\nfilters:  1 word\n", Describe("action:x OR rogue"), StringComparison.Ordinal);

    [Fact]
    public void A_field_whose_values_were_not_all_kept_is_asked_of_the_record_where_it_was_not()
    {
        var plan = QueryPlanner.Plan(QueryParser.Parse("action:x", RandomQuery.Clock), field => field != IndexField.Action);

        Assert.False(plan.IsExact);
        Assert.Contains("columns:  (Action passes or was not kept and not flagged", plan.Describe(), StringComparison.Ordinal);
        Assert.Contains("sure:     (Action passes and not flagged", plan.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("variants:all", "Receipt")]
    [InlineData("source:annals", "HiddenVariant")]
    [InlineData("actor:x", "HiddenVariant, Receipt")]
    public void Hidden_variants_and_receipts_are_only_shown_to_who_asks(string query, string flags) =>
        Assert.Contains($"not flagged {flags}", Describe(query), StringComparison.Ordinal);

    private static string Describe(string query) => QueryPlanner.Plan(QueryParser.Parse(query, RandomQuery.Clock), _ => true).Describe();
}
