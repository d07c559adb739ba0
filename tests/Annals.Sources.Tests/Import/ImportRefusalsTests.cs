using System.Buffers.Binary;
using System.Text;
using Annals.Sources.Import;

namespace Annals.Sources.Tests.Import;

public sealed class ImportRefusalsTests
{
    private const string First = ImportSamples.First;
    private const string Second = ImportSamples.Second;
    private const string Third = ImportSamples.Third;

    private static readonly ImportOptions Small = new() { RecordBytesMax = 200, BatchBytes = 64 };

    [Fact]
    public void Lines_that_are_no_objects_are_refused_one_by_one() =>
        AssertRead($"{First}\n5\n\"x\"\nnull\n{Second}\n", [First, Second], "f:2: The line is not a JSON object.", "f:3: The line is not a JSON object.", "f:4: The line is not a JSON object.");

    [Fact]
    public void Elements_that_are_no_objects_are_refused_one_by_one() =>
        AssertRead($"[{First},5,\n\"x\",[1,[2]],{Second},null]", [First, Second],
            "f:1 (element 2): The element is not a JSON object.", "f:2 (element 3): The element is not a JSON object.",
            "f:2 (element 4): The element is not a JSON object.", "f:2 (element 6): The element is not a JSON object.");

    [Fact]
    public void Text_before_lines_of_JSON_is_refused_line_by_line() =>
        AssertRead($"garbage\n# more\n{First}\n", [First], "f:1: The line is not a JSON object.", "f:2: The line is not a JSON object.");

    [Fact]
    public void A_truncated_line_does_not_take_the_next_one_with_it() =>
        AssertRead($"{First}\n{Second[..30]}\n{Third}\n", [First, Third], "f:2: The JSON is truncated: the line does not end with the end of an object.");

    [Theory]
    [InlineData("{\"a\":1}\n{\"b\":", 1, "f:2: The JSON is truncated: the text ends inside the record that begins here.")]
    [InlineData("[{\"a\":1},\n{\"b\":", 1, "f:2 (element 2): The JSON is truncated: the text ends inside the record that begins here.")]
    [InlineData("[{\"a\":1}", 1, "f:1 (element 2): The JSON is truncated: the text ends before its array is closed.")]
    [InlineData("{\n\"b\":\n", 0, "f:1: The JSON is truncated: the text ends inside the record that begins here.")]
    [InlineData("{\"pageSize\":1,\"entities\":[{\"a\":1}],\"total\":", 1, "f:1 (element 2): The JSON is truncated: the text ends inside the record that begins here.")]
    public void Truncated_JSON_at_the_end_is_refused_once(string text, int records, string refusal)
    {
        var imports = Imports.Of(text, label: "f");

        Assert.Equal(records, imports.Records.Count);
        Assert.Equal([refusal], Lines(imports));
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_travel_with_their_record_for_the_archive_to_refuse()
    {
        byte[] line = [.. "{\"a\":\""u8, 0xC3, .. "\"}"u8];

        Assert.Equal([Encoding.Latin1.GetString(line)], Imports.Of(line).Records);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_UTF_16_becomes_bytes_that_no_checker_accepts()
    {
        var imports = Imports.Of([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"a\":1}\n{\"b\":\""), 0x34, 0xD8, .. Encoding.Unicode.GetBytes("\"}\n{\"c\":3}\n"), 0x20]);

        Assert.Equal("{\"a\":1}", imports.Records[0]);
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, true).GetString(Encoding.Latin1.GetBytes(imports.Records[1])));
        Assert.Equal("{\"c\":3}", imports.Records[2]);
        Assert.Single(imports.Refusals);
    }

    [Theory]
    [InlineData("{0}\n{1}\n{2}\n", "f:2: ")]
    [InlineData("[{0},\n{1},{2}]", "f:2 (element 2): ")]
    [InlineData("{{\"pageSize\":9,\"entities\":[{0},\n\n{1},{2}]}}", "f:3 (element 2): ")]
    [InlineData("[{0},\n{{\"AuditData\":{1}}},{2}]", "f:2 (element 2): ")]
    public void A_record_over_the_limit_is_refused_and_the_next_is_read(string form, string place)
    {
        var good = "{\"serviceName\":1}";
        foreach (var length in new[] { 201, 399, 410, 5000, 20_000 })
        {
            var large = $"{{\"x\":\"{new string('y', length - 8)}\"}}";
            var imports = Imports.Of(Encoding.UTF8.GetBytes(string.Format(null, form, good, large, good)), Small, "f");

            Assert.Equal([good, good], imports.Records);
            Assert.Equal(place, Assert.Single(Lines(imports))[..place.Length]);
        }
    }

    [Fact]
    public void Nesting_of_any_depth_is_read()
    {
        var deep = $"{{\"a\":{new string('[', 100_000)}{new string(']', 100_000)}}}";

        Assert.Equal([First, deep, Second], Imports.Of($"[{First},{deep},{Second}]").Records.Select(Utf8));
        Assert.Equal([First, deep, Second], Imports.Of($"{First}{deep}{Second}").Records.Select(Utf8));
        Assert.Equal([First, deep, Second], Imports.Of($"{First}\n{deep}\n{Second}").Records.Select(Utf8));
    }

    [Fact]
    public void Nesting_that_never_closes_is_refused_without_holding_it()
    {
        var imports = Imports.Of($"[{First},{{\"a\":{new string('[', 1_000_000)}", new ImportOptions { RecordBytesMax = 50_000 });

        Assert.Single(imports.Records);
        Assert.Single(imports.Refusals);
    }

    [Theory]
    [InlineData("{\"Id\":\"x,\"b\":1}")]
    [InlineData("{\"Id\":[1}")]
    [InlineData("{\"Id\":{\"a\":1,{\"b\":2}}")]
    [InlineData("{\"Id\":\"x\" {}}")]
    [InlineData("{\"Id\":]}")]
    public void An_element_that_cannot_be_delimited_does_not_take_its_neighbours_with_it(string malformed)
    {
        var lines = Imports.Of($"[\n  {First},\n  {malformed},\n  {Second},\n  {Third}\n]");
        var oneLine = Imports.Of($"[{First},{malformed},{Second},{Third}]");
        var values = Imports.Of($"{First}{Second}\n{malformed}\n{Third}\n");

        Assert.Equal([First, Second, Third], lines.Records.Select(Utf8));
        Assert.Equal("file:3 (element 2)", Assert.Single(lines.Refusals).Place.ToString());
        Assert.Equal([First, Second, Third], oneLine.Records.Select(Utf8));
        Assert.Equal("file:1 (element 2)", Assert.Single(oneLine.Refusals).Place.ToString());
        Assert.Equal([First, Second, Third], values.Records.Select(Utf8));
        Assert.Equal("file:2", Assert.Single(values.Refusals).Place.ToString());
    }

    [Fact]
    public void The_rest_is_refused_where_no_later_record_can_be_told_apart()
    {
        var imports = Imports.Of("[{\"a\":[1},{\"b\":2},{\"c\":3}]", label: "f");

        Assert.Empty(imports.Records);
        Assert.Equal(["f:1 (element 1): The JSON is malformed; no later record could be told apart, so the rest was not read."], Lines(imports));
    }

    [Fact]
    public void CSV_rows_without_a_record_are_refused_and_the_others_read() =>
        AssertRead($"Id,AuditData\r\n1,{ImportSamples.Cell(First)}\r\n2,\r\n3\r\n4,\"[1]\"\r\n5,\" \"\r\n6,\"x\" y\r\n7,{ImportSamples.Cell(Second)}\r\n8,\"{{", [First, Second],
            "f:3: AuditData is empty.",
            "f:4: The CSV row has 1 cells and so no AuditData, which is column 2.",
            "f:5: AuditData is not a JSON object.",
            "f:6: AuditData is empty.",
            "f:7: The CSV row is malformed: a closing quote is followed by something other than a separator.",
            "f:9: The CSV is truncated: the text ends inside a quoted cell of the row that begins here.");

    [Fact]
    public void A_CSV_row_over_the_limit_is_refused_and_the_next_is_read()
    {
        var large = ImportSamples.Cell($"{{\"x\":\"{new string('y', 5000)}\"}}");
        var good = "{\"a\":1}";

        var imports = Imports.Of(Encoding.UTF8.GetBytes($"AuditData\n{ImportSamples.Cell(good)}\n{large}\n{ImportSamples.Cell(good)}\n"), Small, "f");

        Assert.Equal([good, good], imports.Records);
        Assert.Equal("f:3", Assert.Single(imports.Refusals).Place.ToString());
    }

    [Fact]
    public void Wrappers_without_a_record_are_refused() =>
        AssertRead("{\"CreationDate\":\"x\",\"AuditData\":\"\"}\n{\"CreationDate\":\"x\",\"AuditData\":null}\n{\"AuditData\":\"{\\ud800}\"}\n{\"AuditData\":\"{\\q\"}\n{\"a\":1}\n", ["{\"a\":1}"],
            "f:1: AuditData is empty or not a JSON object.",
            "f:2: AuditData is empty or not a JSON object.",
            "f:3: AuditData cannot be decoded. The text has half of a surrogate pair, which has no form in UTF-8.",
            "f:4: AuditData cannot be decoded. The text has a backslash that begins no escape.");

    [Theory]
    [InlineData("TimeGenerated,OfficeWorkload,Operation\nx,y,z\n", "Sentinel")]
    [InlineData("CreationDate,Operations\nx,y\n", "no AuditData column")]
    [InlineData("hello, world\n", "neither JSON nor")]
    [InlineData("%PDF-1.7\n", "a PDF document")]
    [InlineData("PAR1xxxx", "a Parquet file")]
    public void Content_of_other_kinds_is_refused_as_a_whole(string text, string reason)
    {
        var imports = Imports.Of(text, label: "f");

        Assert.Empty(imports.Records);
        var refusal = Assert.Single(imports.Refusals);
        Assert.Equal("f", refusal.Place.ToString());
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_gz_gives_everything_before_the_cut()
    {
        var lines = Enumerable.Range(0, 5000).Select(i => $"{{\"n\":{i},\"x\":\"{unchecked((uint)i * 2654435761)}\"}}").ToArray();
        var packed = ImportSamples.Gzip(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        for (var cut = packed.Length - 1; cut > packed.Length / 2; cut -= 397)
        {
            var imports = Imports.Of(packed[..cut], label: "f");

            Assert.True(imports.Records.Count > 1000);
            Assert.Equal(lines.Take(imports.Records.Count), imports.Records);
            Assert.Contains("cut off", Assert.Single(imports.Refusals).Reason, StringComparison.Ordinal);
            Assert.Equal(imports.Places[^1].Line, imports.Refusals[0].Place.Line, 1.0);
        }
    }

    [Fact]
    public void A_gz_cut_anywhere_never_throws_and_never_ends_silently()
    {
        var packed = ImportSamples.Gzip(Encoding.UTF8.GetBytes(First), Encoding.UTF8.GetBytes($"\n{Second}"));
        var firstMember = ImportSamples.Gzip(Encoding.UTF8.GetBytes(First)).Length;

        for (var cut = 2; cut < packed.Length; cut++)
        {
            var imports = Imports.Of(packed[..cut]);

            Assert.True(imports.Refusals.Count > 0 || cut == firstMember, $"cut at {cut} of {packed.Length}, first member {firstMember}");
        }
    }

    [Fact]
    public void Damaged_entries_of_a_zip_are_refused_and_the_others_read()
    {
        var content = Encoding.UTF8.GetBytes($"{First}\n");
        var zip = ImportSamples.Zip(("a", content), ("secret", content), ("c", content));
        var directory = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        var second = zip.AsSpan(0, directory).LastIndexOf("PK\x01\x02"u8);
        zip[second + 8] |= 1; // general purpose flag, bit 0: encrypted
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(directory + 16), 7); // the checksum of the last entry

        var imports = Imports.Of(zip, label: "z");

        Assert.Equal(2, imports.Records.Count);
        Assert.Equal(
            ["z!secret: The entry is encrypted; decrypt the archive first.", "z!c:2: The entry does not fit its checksum: it was damaged, and records read from it may be too."],
            Lines(imports));
    }

    [Fact]
    public void A_zip_without_its_end_is_refused()
    {
        var zip = ImportSamples.Zip(("a", Encoding.UTF8.GetBytes(First)));

        for (var cut = 4; cut < zip.Length; cut++)
        {
            Assert.Single(Imports.Of(zip[..cut]).Refusals);
        }
    }

    [Fact]
    public void Any_changed_byte_of_an_archive_is_survived()
    {
        foreach (var packed in new[] { ImportSamples.Zip(("a", Encoding.UTF8.GetBytes($"{First}\n{Second}"))), ImportSamples.Gzip(Encoding.UTF8.GetBytes($"{First}\n{Second}")) })
        {
            for (var i = 0; i < packed.Length; i++)
            {
                var changed = packed.ToArray();
                changed[i] ^= 0x15;
                var imports = Imports.Of(changed);

                Assert.True(imports.Records.Count <= 4);
            }
        }
    }

    [Fact]
    public void Archives_that_grow_out_of_proportion_are_given_up()
    {
        var limits = new ImportOptions { ExpansionBytesFloor = 1 << 20, ExpansionRatioMax = 50 };
        var bomb = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":1}\n", 500_000)));

        foreach (var packed in new[] { ImportSamples.Gzip(bomb), ImportSamples.Zip(("a", bomb), ("b", bomb)), ImportSamples.Gzip(ImportSamples.Gzip(bomb)), ImportSamples.Gzip(ImportSamples.Zip(("x", bomb))) })
        {
            var imports = Imports.Of(packed, limits);

            Assert.InRange(imports.Records.Count, 1, 400_000);
            Assert.Contains("unpacks to more than 50 times its size", imports.Refusals[0].Reason, StringComparison.Ordinal);
            Assert.InRange(imports.Refusals.Count, 1, 2);
        }

        Assert.Equal(500_000, Imports.Of(ImportSamples.Gzip(bomb), new ImportOptions { ExpansionBytesFloor = 1 << 30, ExpansionRatioMax = 50 }).Records.Count);
        Assert.Equal(500_000, Imports.Of(ImportSamples.Gzip(bomb), new ImportOptions { ExpansionBytesFloor = 1 << 20, ExpansionRatioMax = 5000 }).Records.Count);
    }

    [Fact]
    public void Archives_within_archives_are_read_to_a_depth_of_four()
    {
        var packed = Encoding.UTF8.GetBytes(First);
        for (var depth = 1; depth <= 5; depth++)
        {
            packed = ImportSamples.Gzip(packed);

            Assert.Equal(depth <= 4 ? 1 : 0, Imports.Of(packed).Records.Count);
        }

        Assert.Contains("depth of 4", Assert.Single(Imports.Of(packed).Refusals).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_damage_never_throws_and_batches_keep_their_limits()
    {
        var random = Annals.Testing.Seed.Random(nameof(Random_damage_never_throws_and_batches_keep_their_limits));
        foreach (var name in ImportSamples.Names.Select(row => (string)row.Data))
        {
            for (var round = 0; round < Annals.Testing.Seed.Rounds(60, 2000); round++)
            {
                var content = ImportSamples.Bytes(name);
                for (var change = random.Next(1, 4); change > 0; change--)
                {
                    content[random.Next(content.Length)] = (byte)"{}[]\",:\\\nx\0"[random.Next(11)];
                }

                foreach (var batch in FileImporter.Read(new MemoryStream(content), "f", new ImportOptions { BatchRecordsMax = 2, BatchBytes = random.Next(1, 300), RecordBytesMax = random.Next(1, 300) }, CancellationToken.None))
                {
                    Assert.InRange(batch.Count, 0, 2);
                    for (var i = 0; i < batch.Count; i++)
                    {
                        Assert.Equal((byte)'{', batch.Record(i).Span[0]);
                    }

                    batch.Dispose();
                }
            }
        }
    }

    private static void AssertRead(string text, string[] records, params string[] refusals)
    {
        var imports = Imports.Of(text, label: "f");

        Assert.Equal(records, imports.Records.Select(Utf8));
        Assert.Equal(refusals, Lines(imports));
        foreach (var bytes in new[] { 1, 7, 50, 131 })
        {
            var again = Imports.Of(Encoding.UTF8.GetBytes(text), new ImportOptions { BatchBytes = bytes }, "f");
            Assert.Equal(imports.Records, again.Records);
            Assert.Equal(refusals, Lines(again));
        }
    }

    private static string Utf8(string latin1) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(latin1));

    private static IEnumerable<string> Lines(Imports imports) => imports.Refusals.Select(refusal => $"{refusal.Place}: {refusal.Reason}");
}
