using System.Text;
using System.Text.Json;
using Annals.Records.Events;
using Annals.Records.Json;
using Annals.Testing;

namespace Annals.Records.Tests.Json;

public sealed class RecordSyntaxTests
{
    private const string Sample = """{"Id":"a\u0041\n","N":-1.50e+10,"L":[true,false,null,{},[],{"é":"😀"}],"E":""}""";

    [Theory]
    [InlineData("{}")]
    [InlineData(" \t\r\n{ } \n")]
    [InlineData(Sample)]
    [InlineData("""{"a":1,"a":2,"a":{"a":3,"a":[]}}""")]
    [InlineData("""{"lone":"\ud800","low":"\uDC00 x","pair":"\ud83d\ude00"}""")]
    [InlineData("""{"n":123456789012345678901234567890,"e":1e999999,"z":-0,"f":0.00,"g":0e0}""")]
    [InlineData("""{"":"","slash":"\/\b\f\n\r\t\"\\"}""")]
    public void Json_objects_are_records(string json)
    {
        Assert.Null(RecordSyntax.Check(Encoding.UTF8.GetBytes(json)));
        Assert.Null(new EventSlices().Read(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("  ", 2)]
    [InlineData("[]", 0)]
    [InlineData(" 1", 1)]
    [InlineData("\"a\"", 0)]
    [InlineData("null", 0)]
    [InlineData("{} x", 3)]
    [InlineData("{}{}", 2)]
    [InlineData("{\"a\":1,}", 7)]
    [InlineData("{\"a\":[1,]}", 8)]
    [InlineData("{\"a\":[1}", 7)]
    [InlineData("{\"a\":{]}", 6)]
    [InlineData("{\"a\" 1}", 5)]
    [InlineData("{a:1}", 1)]
    [InlineData("{'a':1}", 1)]
    [InlineData("{\"a\":01}", 6)]
    [InlineData("{\"a\":+1}", 5)]
    [InlineData("{\"a\":.5}", 5)]
    [InlineData("{\"a\":1.}", 7)]
    [InlineData("{\"a\":1e}", 7)]
    [InlineData("{\"a\":-}", 6)]
    [InlineData("{\"a\":NaN}", 5)]
    [InlineData("{\"a\":tru}", 5)]
    [InlineData("{\"a\":True}", 5)]
    [InlineData("{\"a\":\"\\x\"}", 6)]
    [InlineData("{\"a\":\"\\u12g4\"}", 6)]
    [InlineData("{\"a\":\"\n\"}", 6)]
    [InlineData("{\"a\":\"\u0001\"}", 6)]
    [InlineData("{\"a\":1 /* no */}", 7)]
    [InlineData("\uFEFF{}", 0)]
    [InlineData("{}\0", 2)]
    [InlineData("{\0}", 1)]
    public void Other_bytes_are_faulted_at_their_place(string text, long offset)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        var fault = RecordSyntax.Check(bytes);

        Assert.NotNull(fault);
        Assert.Equal(offset, fault.Offset);
        Assert.EndsWith(".", fault.Reason, StringComparison.Ordinal);
        Assert.Equal(fault, new EventSlices().Read(bytes));
    }

    [Theory]
    [InlineData(new byte[] { 0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D }, 2)]
    [InlineData(new byte[] { 0x7B, 0x22, 0xC3, 0x22, 0x3A, 0x31, 0x7D }, 2)]
    [InlineData(new byte[] { 0x7B, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x3A, 0x31, 0x7D }, 2)]
    [InlineData(new byte[] { 0x7B, 0x22, 0xC0, 0x80, 0x22, 0x3A, 0x31, 0x7D }, 2)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00 }, 0)]
    public void Bytes_that_are_not_utf8_are_faulted_at_their_place(byte[] bytes, long offset)
    {
        Assert.Equal(offset, RecordSyntax.Check(bytes)!.Offset);
        Assert.Equal(offset, new EventSlices().Read(bytes)!.Offset);
    }

    [Fact]
    public void A_record_cut_at_any_byte_is_refused_without_an_exception()
    {
        var whole = Encoding.UTF8.GetBytes(Sample + " ");
        var slices = new EventSlices();
        for (var length = 0; length < whole.Length - 1; length++)
        {
            Assert.NotNull(RecordSyntax.Check(whole.AsSpan(0, length)));
            Assert.NotNull(slices.Read(whole.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public void Any_depth_is_good_and_every_bracket_must_close(int depth)
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]") })
        {
            var json = new StringBuilder("{\"deep\":").Insert(8, open, depth).Append('1').Insert(8 + 1 + (open.Length * depth), close, depth).Append('}').ToString();
            var bytes = Encoding.UTF8.GetBytes(json);

            Assert.Null(RecordSyntax.Check(bytes));
            Assert.Null(new EventSlices().Read(bytes));
            Assert.NotNull(RecordSyntax.Check(bytes.AsSpan(0, bytes.Length - 1)));
            bytes[^2] = (byte)(close[^1] == ']' ? '}' : ']');
            Assert.NotNull(RecordSyntax.Check(bytes));
        }
    }

    [Fact]
    public void Changing_bytes_gives_the_verdict_of_another_reader()
    {
        var random = Seed.Random(nameof(Changing_bytes_gives_the_verdict_of_another_reader));
        var alphabet = "{}[]:,\"\\u0aE+-. \n\u00e9tfn"u8.ToArray();
        var slices = new EventSlices();
        for (var round = 0; round < Seed.Rounds(20_000, 1_000_000); round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Sample);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = alphabet[random.Next(alphabet.Length)];
            }

            var expected = IsObjectByOtherReader(bytes);
            Assert.Equal(expected, RecordSyntax.Check(bytes) is null);
            Assert.Equal(expected, slices.Read(bytes) is null);
        }
    }

    private static bool IsObjectByOtherReader(byte[] bytes)
    {
        try
        {
            // The document reader looks at escapes and at UTF-8 only when text is fetched.
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 1000 });
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return false;
        }
    }
}
