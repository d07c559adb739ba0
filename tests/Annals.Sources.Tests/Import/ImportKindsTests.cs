using System.Text;
using Annals.Sources.Import;
using Annals.Testing;

namespace Annals.Sources.Tests.Import;

public sealed class ImportKindsTests
{
    public static TheoryData<string> Names => ImportSamples.Names;

    [Theory, MemberData(nameof(Names))]
    public void Every_kind_is_recognised_and_gives_its_records_byte_for_byte(string name) => AssertRecords(name, ImportSamples.Bytes(name));

    [Theory, MemberData(nameof(Names))]
    public void Every_kind_is_read_from_gz_and_zip_and_both_within_each_other(string name)
    {
        var content = ImportSamples.Bytes(name);

        AssertRecords(name, ImportSamples.Gzip(content));
        AssertRecords(name, ImportSamples.Gzip(content[..(content.Length / 2)], content[(content.Length / 2)..]));
        AssertRecords(name, ImportSamples.Zip(("a", content)));
        AssertRecords(name, ImportSamples.Zip(("a.gz", ImportSamples.Gzip(content))));
        AssertRecords(name, ImportSamples.Gzip(ImportSamples.Zip(("a", content))));
        AssertRecords(name, ImportSamples.Zip(("b.zip", ImportSamples.Zip(("a", content)))));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_kind_is_read_in_UTF_16(string name)
    {
        AssertRecords(name, ImportSamples.Utf16(name, bigEndian: false));
        AssertRecords(name, ImportSamples.Utf16(name, bigEndian: true));
        AssertRecords(name, ImportSamples.Gzip(ImportSamples.Utf16(name, bigEndian: true)));
    }

    [Theory, MemberData(nameof(Names))]
    public void No_boundary_of_buffers_changes_what_is_read(string name)
    {
        var content = ImportSamples.Bytes(name);
        var whole = Imports.Of(content);
        for (var bytes = 1; bytes <= content.Length + 1; bytes++)
        {
            var imports = Imports.Of(content, new ImportOptions { BatchBytes = bytes });

            Assert.Equal(whole.Records, imports.Records);
            Assert.Equal(whole.Places, imports.Places);
            Assert.Empty(imports.Refusals);
            Assert.Equal(whole.Dropped, imports.Dropped);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_pipe_that_gives_few_bytes_at_a_time_is_read_alike(string name)
    {
        foreach (var content in new[] { ImportSamples.Bytes(name), ImportSamples.Gzip(ImportSamples.Bytes(name), []), ImportSamples.Zip(("a", ImportSamples.Bytes(name))), ImportSamples.Utf16(name, bigEndian: false) })
        {
            for (var step = 1; step <= 7; step++)
            {
                var imports = Imports.Of(new TrickleStream(content, step));

                Assert.Equal(ImportSamples.Records(name), imports.Records);
                Assert.Empty(imports.Refusals);
            }
        }
    }

    [Theory(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    [InlineData("data/m365/elastic-beats-o365.ndjson", 396)]
    [InlineData("data/m365/elastic-edge-cases.ndjson", 15)]
    [InlineData("data/m365/sekoia-o365.ndjson", 73)]
    [InlineData("data/m365/purview-export-auditdata.ndjson", 219)]
    [InlineData("data/genesys/samples.ndjson", 1)]
    [InlineData("data/genesys/results-response.json", 1)]
    [InlineData("data/genesys/eventbridge-samples.ndjson", 1)]
    public void Real_files_give_all_their_records(string file, int count)
    {
        var imports = Imports.Of(File.ReadAllBytes(SharedData.PathOf(file)));

        Assert.Equal(count, imports.Records.Count);
        Assert.Empty(imports.Refusals);
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void A_real_Purview_export_gives_the_cells_byte_for_byte()
    {
        var lines = File.ReadAllText(SharedData.PathOf("data/m365/purview-export-auditdata.ndjson"), Encoding.Latin1).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var imports = Imports.Of(File.ReadAllBytes(SharedData.PathOf("data/m365/purview-export.csv")));

        Assert.Equal(lines, imports.Records);
        Assert.Equal(2, imports.Places[0].Line);
        Assert.Equal(219, imports.Dropped["RecordId"]);
        Assert.Equal(219, imports.Dropped["Operation"]);
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void Real_records_are_read_alike_as_lines_and_as_one_array()
    {
        var lines = File.ReadAllText(SharedData.PathOf("data/m365/elastic-beats-o365.ndjson"), Encoding.Latin1).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(lines, Imports.Of(Encoding.Latin1.GetBytes($"[{string.Join(',', lines)}]")).Records);
        Assert.Equal(lines, Imports.Of(Encoding.Latin1.GetBytes(string.Concat(lines)), new ImportOptions { BatchBytes = 5000 }).Records);
    }

    [Fact]
    public void An_empty_file_gives_nothing()
    {
        Assert.Empty(FileImporter.Read(Stream.Null, "f", ImportOptions.Default, CancellationToken.None));
        Assert.Empty(FileImporter.Read(new MemoryStream(ImportSamples.Gzip([[]])), "f", ImportOptions.Default, CancellationToken.None));
        Assert.Empty(FileImporter.Read(new MemoryStream(ImportSamples.Zip()), "f", ImportOptions.Default, CancellationToken.None));
        Assert.Empty(FileImporter.Read(new MemoryStream(" \r\n\n"u8.ToArray()), "f", ImportOptions.Default, CancellationToken.None));
        Assert.Empty(FileImporter.Read(new MemoryStream("\uFEFF"u8.ToArray()), "f", ImportOptions.Default, CancellationToken.None));
    }

    [Fact]
    public void Places_name_file_entry_line_and_element()
    {
        var zip = ImportSamples.Zip(("../../etc/x.json", "\n[{\"a\":1},\n\n{\"a\":2}]\n"u8.ToArray()), ("y", "{\"b\":1}\n{\"b\":2}\n"u8.ToArray()));

        var imports = Imports.Of(zip, label: "in.zip");

        Assert.Equal(
            ["in.zip!../../etc/x.json:2 (element 1)", "in.zip!../../etc/x.json:4 (element 2)", "in.zip!y:1", "in.zip!y:2"],
            imports.Places.Select(place => place.ToString()));
    }

    [Fact]
    public void Members_that_wrappers_add_are_counted_by_name()
    {
        var imports = Imports.Of(
            """
            {"RecordType":"x","AuditData":{"Id":"1"},"ResultIndex":1}
            {"RecordType":"x","AuditData":"{\"Id\":\"2\"}"}
            {"pageSize":1,"cursor":"c","entities":[{"id":"3","serviceName":"s"}],"total":1}
            """);

        Assert.Equal(["{\"Id\":\"1\"}", "{\"Id\":\"2\"}", "{\"id\":\"3\",\"serviceName\":\"s\"}"], imports.Records);
        Assert.Equal(new Dictionary<string, long> { ["RecordType"] = 2, ["ResultIndex"] = 1, ["pageSize"] = 1, ["cursor"] = 1, ["total"] = 1 }, imports.Dropped);
    }

    private static void AssertRecords(string name, byte[] content)
    {
        var imports = Imports.Of(content);

        Assert.Equal(ImportSamples.Records(name), imports.Records);
        Assert.Empty(imports.Refusals);
    }
}
