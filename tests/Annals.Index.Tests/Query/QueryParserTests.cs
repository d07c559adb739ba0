using System.Globalization;
using Annals.Index.Query;
using Annals.Index.Tests.Naive;
using Annals.Testing;
using CsCheck;

namespace Annals.Index.Tests.Query;

public sealed class QueryParserTests
{
    private static readonly string[] Alphabet =
    [
        "a", "b1", "AND", "OR", "NOT", "TO", "*", "\"", "\\", "(", ")", "[", "]", ",", ":", "=", ">", "<", "!", "-", ".", "..", "/", "@", " ", " ", " ", "\n",
        "actor", "user:", "ip:", "occurred>", "recorded:", "raw.", "x.y:", "kind:", "outcome:", "variants:all", "now-1d/d", "2026-01-02", "10.0.0.0/8", "::1", "fe80::2", "a:b:c", "ÄÖ", "ı", "\u212A", "\ud800", "😀", "1..5", "-5", "1e9", "https://",
    ];

    [Theory]
    [InlineData("", "*")]
    [InlineData("  ", "*")]
    [InlineData("*", "*")]
    [InlineData("* rogue", "rogue")]
    [InlineData("\"rogue\"", "rogue")]
    [InlineData("a b AND c", "a b c")]
    [InlineData("a OR b c OR d", "a OR (b c) OR d")]
    [InlineData("(a OR b) c", "(a OR b) c")]
    [InlineData("((a)) ((b c))", "a b c")]
    [InlineData("-a", "NOT a")]
    [InlineData("!a NOT b -(c d)", "NOT a NOT b NOT (c d)")]
    [InlineData("NOT NOT a", "a")]
    [InlineData("--a !!b", "a b")]
    [InlineData("[a, b c]", "a OR (b c)")]
    [InlineData("and or not", "and or not")]
    [InlineData("\"AND\"", "\"AND\"")]
    [InlineData("\"rogue  inbox\"", "\"rogue inbox\"")]
    [InlineData("foo/bar", "\"foo bar\"")]
    [InlineData("https://example.com/x?a=b", "\"https example.com x a b\"")]
    [InlineData("2001:db8::1", "\"2001:db8::1\"")]
    [InlineData("fe80::1", "\"fe80::1\"")]
    [InlineData("rogue* *@example.org", "rogue* *@example.org")]
    [InlineData("foo/ba*", "\"foo ba\"*")]
    [InlineData("user:alice", "actor:alice")]
    [InlineData("operation=Send entity:x status:SUCCESS", "action:Send target:x outcome:success")]
    [InlineData("action!=Send", "NOT action:Send")]
    [InlineData("action:(a OR b)", "action:(a OR b)")]
    [InlineData("action:[a,b]", "action:(a OR b)")]
    [InlineData("action:(a -b)", "action:a NOT action:b")]
    [InlineData("action:a OR action:b", "action:(a OR b)")]
    [InlineData("action:a OR kind:b", "action:a OR kind:b")]
    [InlineData("actor:\"NT AUTHORITY\\SYSTEM\"", "actor:\"NT AUTHORITY\\\\SYSTEM\"")]
    [InlineData("actor:NT\\ AUTHORITY*", "actor:\"NT AUTHORITY\"*")]
    [InlineData("target:*\"Shared Documents\"*", "target:*\"Shared Documents\"*")]
    [InlineData("target:a\\*b", "target:\"a*b\"")]
    [InlineData("target:a**b", "target:a*b")]
    [InlineData("target:-x", "target:\"-x\"")]
    [InlineData("action:AND", "action:\"AND\"")]
    [InlineData("kind:1", "kind:ExchangeAdmin")]
    [InlineData("kind:999999", "kind:999999")]
    [InlineData("ip:10.1.2.3/8", "ip:10.0.0.0/8")]
    [InlineData("ip:2001:DB8:0:0::1", "ip:2001:db8::1")]
    [InlineData("ip:::ffff:192.0.2.1", "ip:192.0.2.1")]
    [InlineData("ip:2001:db8::/32", "ip:2001:db8::/32")]
    [InlineData("ip:10.*", "ip:10.*")]
    [InlineData("ip:(10.0.0.0/8 OR 192.0.2.1)", "ip:(10.0.0.0/8 OR 192.0.2.1)")]
    [InlineData("occurred:2026-01-01", "occurred:2026-01-01")]
    [InlineData("occurred>=2026-01-01 occurred<2026-02", "occurred>=2026-01-01 occurred<2026-02")]
    [InlineData("occurred:>=2026", "occurred>=2026")]
    [InlineData("occurred:2026-01-01..2026-01-31", "occurred:2026-01-01..2026-01-31")]
    [InlineData("occurred:[2026-01-01 TO 2026-01-31]", "occurred:2026-01-01..2026-01-31")]
    [InlineData("occurred:2026-01-01..", "occurred>=2026-01-01")]
    [InlineData("occurred:..now", "occurred<=now")]
    [InlineData("occurred>\"2026-01-01 10:30\"", "occurred>2026-01-01T10:30Z")]
    [InlineData("occurred>2026-01-01T10:30:05.5+02:00", "occurred>2026-01-01T08:30:05.5Z")]
    [InlineData("recorded>now-7d/d", "recorded>now-7d/d")]
    [InlineData("raw.Operation:x", "Operation:x")]
    [InlineData("raw.action:x", "raw.action:x")]
    [InlineData("Parameters.ForwardTo:*", "Parameters.ForwardTo:*")]
    [InlineData("Props.\"Included Updated\".NewValue:x", "Props.\"Included Updated\".NewValue:x")]
    [InlineData("raw.\"odd name\":x", "raw.\"odd name\":x")]
    [InlineData("raw.Size>1000", "Size>1000")]
    [InlineData("Size:10..20", "Size:10..20")]
    [InlineData("Size:\"10..20\"", "Size:\"10..20\"")]
    [InlineData("File:../../etc", "File:\"../../etc\"")]
    [InlineData("CreationTime>=2020-01-01", "CreationTime>=2020-01-01")]
    [InlineData("ObjectId:https://example.com/*", "ObjectId:https://example.com/*")]
    [InlineData("f:\"\"", "raw.f:\"\"")]
    [InlineData("variants:all", "variants:all")]
    [InlineData("variants:all a OR b", "")]
    [InlineData("(a OR b) variants:all", "(a OR b) variants:all")]
    [InlineData("raw.variants:all", "raw.variants:all")]
    public void Queries_print_in_canonical_form(string text, string canonical)
    {
        if (canonical.Length == 0)
        {
            Assert.Throws<QuerySyntaxException>(() => Parse(text));
            return;
        }

        var query = Parse(text);

        Assert.Equal(canonical, query.ToString());
        Assert.Equal(query, Parse(canonical));
    }

    [Theory]
    [InlineData("(a OR", 5, "the end of the query", "a word")]
    [InlineData("(a b", 0, "'(' that is never closed", "')' behind it")]
    [InlineData("a)", 1, "')' that closes nothing", "the end of the query")]
    [InlineData("a OR OR b", 5, "OR", "a word")]
    [InlineData("AND a", 0, "AND", "a word")]
    [InlineData("NOT", 3, "the end of the query", "a word")]
    [InlineData("a - b", 3, "a space", "a term directly behind '-'")]
    [InlineData("\"abc", 0, "a quote that is never closed", "a closing \" behind the text")]
    [InlineData("actor:", 6, "the end of the query", "a value of actor directly behind ':'")]
    [InlineData("actor: x", 6, "a space", "a value of actor directly behind ':'")]
    [InlineData(":x", 0, "':'", "the name of a field directly before it")]
    [InlineData("a/b:x", 3, "':'", "a field name before it, which 'a/b' is not")]
    [InlineData("a..b:x", 2, "'.'", "the name of a member behind '.'")]
    [InlineData("&&", 0, "'&&'", "a word of letters or digits")]
    [InlineData("actor:a(b)", 7, "'(' directly behind 'a'", "a space")]
    [InlineData("(a)b", 3, "'b'", "a space behind the group")]
    [InlineData("actor>5", 5, "'>'", "':'")]
    [InlineData("occurred:soon", 9, "'soon'", "a time such as 2026-01-31, 2026-01-31T10:30Z, now-24h or now-7d/d")]
    [InlineData("occurred>=2026-13-01", 10, "'2026-13-01'", "a time such as 2026-01-31, 2026-01-31T10:30Z, now-24h or now-7d/d")]
    [InlineData("occurred>now-3x", 9, "'now-3x'", "a time such as 2026-01-31, 2026-01-31T10:30Z, now-24h or now-7d/d")]
    [InlineData("occurred>now-999999999y", 9, "'now-999999999y'", "a time such as 2026-01-31, 2026-01-31T10:30Z, now-24h or now-7d/d")]
    [InlineData("ip:10.0.0.0/33", 3, "'10.0.0.0/33'", "an address such as 192.0.2.1 or 2001:db8::1")]
    [InlineData("ip:300.1.1.1", 3, "'300.1.1.1'", "an address such as 192.0.2.1 or 2001:db8::1")]
    [InlineData("outcome:faild", 8, "'faild'", "unknown")]
    [InlineData("Size>big", 5, "'big'", "a number")]
    [InlineData("variants:some", 9, "'some'", "all")]
    [InlineData("a OR (b variants:all)", 8, "a directive inside another term", "")]
    [InlineData("[a, ]", 4, "']'", "a word")]
    [InlineData("[a b", 0, "'[' that is never closed", "']' behind it")]
    [InlineData("actor:(a OR )", 12, "')'", "a value of actor")]
    public void Errors_point_at_the_place_and_say_what_was_expected(string text, int position, string found, string expected)
    {
        var error = Assert.Throws<QuerySyntaxException>(() => Parse(text));

        Assert.Equal((position, found), (error.Position, error.Found));
        Assert.True(expected.Length == 0 || error.Expected.Contains(expected), error.Message);
        Assert.Contains($"Found {found} at character {position + 1}", error.Message, StringComparison.Ordinal);
        Assert.Equal(position, error.PointAt().Split(Environment.NewLine)[1].IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public void The_caret_line_of_a_long_query_shows_its_surroundings()
    {
        var error = Assert.Throws<QuerySyntaxException>(() => Parse(new string('a', 500) + " \u202Ex outcome:nothing " + new string('b', 500)));

        var lines = error.PointAt(60).Split(Environment.NewLine);

        Assert.All(lines, line => Assert.InRange(line.Length, 1, 60));
        Assert.DoesNotContain('\u202E', lines[0]);
        Assert.Equal("nothing", lines[0].Substring(lines[1].IndexOf('^', StringComparison.Ordinal), lines[1].Count(c => c == '^')));
    }

    [Fact]
    public void Hostile_queries_are_refused_or_answered_without_harm()
    {
        Assert.Contains("nested too deep", Assert.Throws<QuerySyntaxException>(() => Parse(new string('(', 60_000))).Message, StringComparison.Ordinal);
        Assert.Contains("nested too deep", Assert.Throws<QuerySyntaxException>(() => Parse(new string('[', 60_000))).Message, StringComparison.Ordinal);
        Assert.Contains("limit is 65536", Assert.Throws<QuerySyntaxException>(() => Parse(new string('a', 65_537))).Message, StringComparison.Ordinal);
        Assert.Contains("one term too many", Assert.Throws<QuerySyntaxException>(() => Parse(string.Join(' ', Enumerable.Repeat("a", 1025)))).Message, StringComparison.Ordinal);
        Assert.Contains("one * too many", Assert.Throws<QuerySyntaxException>(() => Parse("f:" + string.Join("x", Enumerable.Repeat("*", 17)))).Message, StringComparison.Ordinal);
        Assert.Contains("a path of 40 names", Assert.Throws<QuerySyntaxException>(() => Parse(string.Join('.', Enumerable.Repeat("p", 40)) + ":x")).Message, StringComparison.Ordinal);
        Assert.Equal("a", Parse(new string('-', 60_000) + "a").ToString());
        Assert.Equal("a", Parse(string.Concat(Enumerable.Repeat("NOT ", 15_000)) + "a").ToString());
        Assert.Equal("a", Parse(new string('(', 64) + "a" + new string(')', 64)).ToString());
    }

    [Fact]
    public void Any_text_is_refused_precisely_or_comes_back_from_its_canonical_form()
    {
        Gen.Int[0, Alphabet.Length - 1].Array[0, 12].Sample(parts =>
        {
            var text = string.Concat(parts.Select(part => Alphabet[part]));
            try
            {
                var query = Parse(text);
                Assert.Equal(query, Parse(query.ToString()));
                Assert.Equal(query.ToString(), Parse(query.ToString()).ToString());
            }
            catch (QuerySyntaxException error)
            {
                Assert.InRange(error.Position, 0, text.Length);
                Assert.InRange(error.Position + error.Length, 0, Math.Max(text.Length, 1));
                Assert.NotEmpty(error.PointAt());
            }
        }, iter: Seed.Rounds(30_000, 2_000_000), threads: 1);
    }

    [Fact]
    public void Random_queries_come_back_from_their_canonical_form()
    {
        var random = Seed.Random(nameof(Random_queries_come_back_from_their_canonical_form));
        for (var i = 0; i < Seed.Rounds(3000, 100_000); i++)
        {
            var query = RandomQuery.Next(random, OddRecords.All);

            var again = QueryParser.Parse(query.ToString(), RandomQuery.Clock);

            Assert.Equal(query, again);
            Assert.Equal(query.ToString(), again.ToString());
        }
    }

    [Theory]
    [InlineData("now", "2026-01-01T00:00:00", 1L)]
    [InlineData("now-24h", "2025-12-31T00:00:00", 1L)]
    [InlineData("now-7d/d", "2025-12-25T00:00:00", 86_400_000_000L)]
    [InlineData("now/w", "2025-12-29T00:00:00", 7 * 86_400_000_000L)]
    [InlineData("now-1s/M", "2025-12-01T00:00:00", 31 * 86_400_000_000L)]
    [InlineData("now/y+1M", "2026-02-01T00:00:00", 1L)]
    [InlineData("2026", "2026-01-01T00:00:00", 365 * 86_400_000_000L)]
    [InlineData("2024-02", "2024-02-01T00:00:00", 29 * 86_400_000_000L)]
    [InlineData("2026-01-31T10", "2026-01-31T10:00:00", 3_600_000_000L)]
    [InlineData("2026-01-31T10:30+02:00", "2026-01-31T08:30:00", 60_000_000L)]
    [InlineData("2026-01-31T10:30:05.25", "2026-01-31T10:30:05.25", 10_000L)]
    [InlineData("0001", "0001-01-01T00:00:00", 365 * 86_400_000_000L)]
    [InlineData("9999-12", "9999-12-01T00:00:00", 31 * 86_400_000_000L)]
    public void Times_mean_the_span_that_they_leave_open(string text, string start, long micros)
    {
        var time = Assert.IsType<TimeCondition>(Assert.IsType<FieldNode>(Parse("occurred:" + text).Filter).Condition);

        var expected = DateTime.Parse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        Assert.Equal((TimeText.MicrosOf(expected), micros), (time.FromMicros!.Value, time.UntilMicros!.Value - time.FromMicros.Value));
    }

    [Theory]
    [InlineData("source:annals", true)]
    [InlineData("source:ANN*", true)]
    [InlineData("action:x OR source:(annals OR import)", true)]
    [InlineData("source:*", false)]
    [InlineData("NOT source:annals", false)]
    [InlineData("annals", false)]
    public void Receipts_are_seen_only_by_queries_that_name_them(string text, bool names) => Assert.Equal(names, Parse(text).NamesReceipts);

    private static SearchQuery Parse(string text) => QueryParser.Parse(text, RandomQuery.Clock);
}
