using System.Text;
using Annals.Index.Query;
using Annals.Index.Tests.Naive;
using Annals.Index.Words;
using Annals.Testing;
using CsCheck;
using OddRecords = Annals.Index.Tests.Query.OddRecords;

namespace Annals.Index.Tests.Words;

public sealed class WordScannerTests
{
    private static readonly string[] Parts = ["word", "A", "-", ".", "@", ":", " ", "é", "ſ", "\\", "\"", "/", "\n", "1", "f", "::", "😀", "0123456789abcdef", "\ud800", "x", "_", "0123456789abcdef0123456789-"];

    [Theory]
    [InlineData("New-InboxRule by alice@example.com.", "New-InboxRule|by|alice@example.com")]
    [InlineData("{D919BA05-46A6-415f-80AD-7E09334BB852}", "D919BA05-46A6-415f-80AD-7E09334BB852")]
    [InlineData("192.0.2.1:50000", "192.0.2.1|50000")]
    [InlineData("[2001:db8::abcd]:443", "2001:db8::abcd|443")]
    [InlineData("at 10:20:30, 10:20", "at|10:20:30|10|20")]
    [InlineData("2020-02-07T20:49:49", "2020-02-07T20|49|49")]
    [InlineData("C:\\Users\\file-name.docx", "C|Users|file-name.docx")]
    [InlineData("a--b ..c d_e @f g@", "a|b|c|d_e|f|g")]
    [InlineData("größe東京 a😀b", "größe東京|a|b")]
    [InlineData("NT AUTHORITY\\SYSTEM (Microsoft.Exchange)", "NT|AUTHORITY|SYSTEM|Microsoft.Exchange")]
    public void Text_falls_into_these_words(string text, string words)
    {
        var found = new List<string>();
        var cursor = new WordCursor(Encoding.UTF8.GetBytes(text));
        while (cursor.MoveNext())
        {
            found.Add(Encoding.UTF8.GetString(cursor.Current));
        }

        Assert.Equal(words.Split('|'), found);
        Assert.Equal(found, NaiveText.Words(text));
    }

    [Fact]
    public void The_scanner_gives_the_words_and_pairs_of_every_value_in_order()
    {
        var scanner = new WordScanner();
        foreach (var record in OddRecords.All.Concat(RealRecords.All))
        {
            AssertScan(scanner, record);
        }
    }

    [Fact]
    public void Any_string_is_scanned_as_its_words_say()
    {
        var scanner = new WordScanner();
        Gen.Int[0, Parts.Length - 1].Array[0, 60].Sample(
            parts => AssertScan(scanner, Encoding.UTF8.GetBytes("{\"a\":[" + Escape(string.Concat(parts.Select(part => Parts[part]))) + ",-12.5e+7,true]}")),
            iter: Seed.Rounds(20_000, 1_000_000), threads: 1);
    }

    [Fact]
    public void Bytes_that_are_no_record_do_no_harm()
    {
        var random = Seed.Random(nameof(Bytes_that_are_no_record_do_no_harm));
        var scanner = new WordScanner();
        var matcher = RecordMatcher.Compile(QueryParser.Parse("Parameters.a.b:x OR \"rogue inbox\" OR raw.x:*", RandomQuery.Clock).Filter);
        for (var i = 0; i < Seed.Rounds(3000, 100_000); i++)
        {
            var record = OddRecords.All[random.Next(OddRecords.All.Count)].ToArray();
            for (var changes = random.Next(1, 5); changes > 0 && record.Length > 0; changes--)
            {
                record[random.Next(record.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : "\"\\{}[]:,0u"u8[random.Next(10)];
            }

            record = record[..random.Next(record.Length + 1)];
            var visitor = new Recorder([]);
            scanner.Scan(record, ref visitor);
            _ = matcher.Matches(record, new RecordFacts(0, null, RecordFlags.None));
        }
    }

    [Fact]
    public void Folding_is_settled_after_one_step_and_touches_no_dotted_or_dotless_i()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (Rune.TryCreate(value, out var rune))
            {
                var folded = Folding.Fold(rune);
                Assert.Equal(folded, Folding.Fold(folded));
                Assert.InRange(folded.Utf8SequenceLength, 1, Folding.MaxLength(rune.Utf8SequenceLength));
            }
        }

        Assert.Equal("istanbul ıİ kelvin σσ straße", Folding.Fold("ISTANBUL ıİ \u212Aelvin Σς STRAßE"));
    }

    [Fact]
    public void Words_hash_alike_in_any_case()
    {
        Assert.Equal(WordHash.Of("new-inboxrule"u8), WordHash.Of("New-InboxRule"u8));
        Assert.NotEqual(WordHash.Of("a-b"u8), WordHash.Of("a.b"u8));
    }

    private static void AssertScan(WordScanner scanner, byte[] record)
    {
        var expected = new List<ulong>();
        Expect(NaiveJson.Parse(record), expected);
        var visitor = new Recorder([]);

        scanner.Scan(record, ref visitor);

        Assert.True(expected.SequenceEqual(visitor.Hashes), Encoding.UTF8.GetString(record));
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder("\"");
        foreach (var c in text)
        {
            escaped.Append(c is '"' or '\\' or < ' ' || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString());
        }

        return escaped.Append('"').ToString();
    }

    private static void Expect(NaiveJson value, List<ulong> hashes)
    {
        switch (value)
        {
            case NaiveJson.Text text:
                ExpectText(text.Value, hashes);
                break;
            case NaiveJson.Number number:
                ExpectText(number.Value, hashes);
                break;
            case NaiveJson.List list:
                list.Items.ForEach(item => Expect(item, hashes));
                break;
            case NaiveJson.Object found:
                found.Members.ForEach(member =>
                {
                    ExpectText(member.Name, hashes);
                    Expect(member.Value, hashes);
                });
                break;
        }
    }

    private static void ExpectText(string text, List<ulong> hashes)
    {
        ulong? before = null;
        foreach (var word in NaiveText.Words(NaiveText.Fold(text)))
        {
            var hash = WordHash.Of(Encoding.UTF8.GetBytes(word));
            hashes.Add(hash);
            if (before is { } left)
            {
                hashes.Add(WordHash.Pair(left, hash));
            }

            before = hash;
        }
    }

    private readonly struct Recorder(List<ulong> hashes) : IWordVisitor
    {
        public List<ulong> Hashes => hashes;

        public void Word(ulong hash) => hashes.Add(hash);

        public void Pair(ulong hash) => hashes.Add(hash);
    }
}
