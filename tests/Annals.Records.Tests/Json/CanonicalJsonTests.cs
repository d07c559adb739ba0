using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Annals.Records.Json;
using Annals.Testing;

namespace Annals.Records.Tests.Json;

public sealed class CanonicalJsonTests
{
    public static TheoryData<string, string> Vectors => DocumentVectors.Of("canonical-json.md");

    [Theory, MemberData(nameof(Vectors))]
    public void The_form_is_the_one_documented(string record, string canonical)
    {
        Assert.Equal(canonical, Canonical(Encoding.UTF8.GetBytes(record)));
        Assert.Equal(canonical, Canonical(Encoding.UTF8.GetBytes(canonical)));
    }

    [Fact]
    public void Another_spelling_of_a_value_has_the_same_form_and_another_value_another()
    {
        var random = Seed.Random(nameof(Another_spelling_of_a_value_has_the_same_form_and_another_value_another));
        for (var round = 0; round < Seed.Rounds(3_000, 300_000); round++)
        {
            var value = JsonNode.RandomMap(random, depth: 4);
            var first = value.Write(random);
            var second = value.Write(random);
            var changed = value.Change(random).Write(random);

            var form = Canonical(first);
            Assert.Equal(form, Canonical(second));
            Assert.True(CanonicalJson.ValueEquals(first, second));
            Assert.NotEqual(form, Canonical(changed));
            Assert.False(CanonicalJson.ValueEquals(first, changed));
            Assert.Equal(form, Canonical(Encoding.UTF8.GetBytes(form)));
            Assert.Null(RecordSyntax.Check(Encoding.UTF8.GetBytes(form)));
        }
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.0}""")]
    [InlineData("""{"a":100}""", """{"a":1e2}""")]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":null}""", """{}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":1,"a":2}""", """{"a":2,"a":1}""")]
    [InlineData("""{"a":1,"a":1}""", """{"a":1}""")]
    [InlineData("""{"a":"\ud800"}""", """{"a":"\udbff"}""")]
    [InlineData("""{"a":"\ud800"}""", """{"a":"\ufffd"}""")]
    [InlineData("""{"a":"\\ud800"}""", """{"a":"\ud800"}""")]
    [InlineData("""{"a":"e\u0301"}""", """{"a":"\u00e9"}""")]
    [InlineData("""{"A":1}""", """{"a":1}""")]
    [InlineData("""{"a":{"b":[]}}""", """{"a":{"b":{}}}""")]
    public void These_are_different_values(string left, string right) =>
        Assert.False(CanonicalJson.ValueEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right)));

    [Fact]
    public void A_record_cannot_be_compared_with_other_bytes()
    {
        var fault = Assert.Throws<FormatException>(() => CanonicalJson.ValueEquals("{}"u8, "[]"u8));

        Assert.Contains("byte 0", fault.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => CanonicalJson.ValueEquals("[]"u8, "[]"u8));
    }

    [Fact]
    public void A_million_members_nested_objects_and_deep_nesting_are_written_in_time()
    {
        var wide = new StringBuilder("{");
        for (var member = 0; member < 1_000_000; member++)
        {
            wide.Append(member == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"\"m{(member * 7919L) % 1_000_003}\":{{\"b\":1,\"a\":0}}");
        }

        var form = Canonical(Encoding.UTF8.GetBytes(wide.Append('}').ToString()));
        Assert.StartsWith("{\"m0\":{\"a\":0,\"b\":1},\"m1\":{\"a\":0,\"b\":1},\"m10\":", form, StringComparison.Ordinal);

        const int depth = 500_000;
        var deep = string.Concat(Enumerable.Repeat("{\"b\":1,\"a\":[", depth)) + string.Concat(Enumerable.Repeat("]}", depth));
        var expected = string.Concat(Enumerable.Repeat("{\"a\":[", depth)) + string.Concat(Enumerable.Repeat("],\"b\":1}", depth));
        Assert.Equal(expected, Canonical(Encoding.UTF8.GetBytes(deep)));

        var equalNames = "{" + string.Join(',', Enumerable.Range(0, 300_000).Select(_ => "\"\":1")) + "}";
        Assert.Equal(equalNames, Canonical(Encoding.UTF8.GetBytes(equalNames)));
    }

    [Fact]
    public void Strings_decode_as_another_reader_decodes_them()
    {
        var random = Seed.Random(nameof(Strings_decode_as_another_reader_decodes_them));
        for (var round = 0; round < Seed.Rounds(3_000, 300_000); round++)
        {
            if (JsonNode.Random(random, 0) is not JsonNode.Text { Units: var units } text)
            {
                continue;
            }

            var token = text.Write(random).AsSpan().Trim(" \t\r\n"u8);
            var content = token[1..^1];

            Assert.Equal(units, JsonText.Decode(content));
            var utf16 = new char[content.Length];
            Assert.Equal(units, new string(utf16, 0, JsonText.DecodeUtf16(content, utf16)));
            var utf8 = new byte[content.Length];
            Assert.Equal(Encoding.UTF8.GetBytes(units), utf8[..JsonText.DecodeUtf8(content, utf8)]);
            if (!units.Any(char.IsSurrogate))
            {
                Assert.Equal(JsonSerializer.Deserialize<string>(token), JsonText.Decode(content));
            }
        }
    }

    internal static string Canonical(byte[] record)
    {
        var output = new ArrayBufferWriter<byte>();
        CanonicalJson.Write(record, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
