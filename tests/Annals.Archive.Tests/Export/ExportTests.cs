using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Annals.Testing;

namespace Annals.Archive.Tests.Export;

public sealed class ExportTests
{
    private const string Pretty = "{\r\n  \"id\": \"pretty\",\n  \"time\": \"2026-03-01T10:00:00Z\",\r  \"actor\": \"=cmd|' /C calc'!A0\",\r\n  \"action\": \"@sum(1,2)\"\r\n}";

    private static readonly string[] Plain =
    [
        """{"id":"quotes","time":"2026-03-01T10:00:01Z","actor":"a \"quoted\", b","action":"+x","target":"-1"}""",
        """{"id":"tab","time":"2026-03-01T10:00:02Z","actor":"\tTab","action":"\r\nBreak","target":"=1+1"}""",
        """{"id":"unicode","time":"2026-03-01T10:00:03Z","actor":"Zoë 😀","action":"x","note":"\ud800"}""",
        """{"id":"notime","actor":"a","action":"x"}""",
    ];

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public async Task Ndjson_gives_back_the_first_seen_bytes_of_every_real_record()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportAsync(RealFiles.Microsoft365);
        await fixture.ImportAsync(RealFiles.GenesysCloud);
        using var tenant = await fixture.OpenAsync();
        var expected = Judge.Of(fixture.Folder).Records.Select(Encoding.UTF8.GetString).ToList();

        var (manifest, output) = Export(tenant, "", new ExportOptions());

        Assert.Equal(568, manifest.Count);
        Assert.Equal(0, manifest.LineBreaksReplaced);
        Assert.Equal(expected, Encoding.UTF8.GetString(output).TrimEnd('\n').Split('\n'));

        // Every exported line is a line of a file, or a cell of the CSV file, whose records are lines of another file.
        var seen = RealFiles.Microsoft365.Concat(RealFiles.GenesysCloud).Where(path => path.EndsWith(".ndjson", StringComparison.Ordinal)).SelectMany(File.ReadLines).ToHashSet(StringComparer.Ordinal);
        Assert.All(expected, line => Assert.Contains(line, seen));

        // What was exported can be imported: the same records in another archive.
        using var other = new TenantFixture();
        using var copy = await other.OpenAsync();
        Assert.Equal(new IntakeCounts(568, 568, 0, 28, 0), (await other.ImportAsync(copy, [TenantFixture.Source(output)])).Total);
    }

    [Fact]
    public async Task Line_breaks_between_tokens_become_spaces_and_are_counted()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(string.Join('\n', [Pretty, .. Plain]));
        using var tenant = await fixture.OpenAsync();

        var (manifest, output) = Export(tenant, "", new ExportOptions());

        Assert.Equal([Pretty.Replace('\r', ' ').Replace('\n', ' '), .. Plain], Encoding.UTF8.GetString(output).TrimEnd('\n').Split('\n'));
        Assert.Equal(1, manifest.LineBreaksReplaced);
        Assert.Equal([Pretty], TenantFixture.Shown(tenant, "pretty"));
        Assert.Equal(Encoding.UTF8.GetBytes(Pretty), tenant.Prove(tenant.PositionsOf("pretty", CancellationToken.None).Single()).Record.ToArray());
    }

    [Fact]
    public async Task What_is_expected_is_told_before_the_first_record_and_leaves_no_receipt_of_its_own()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(string.Join('\n', Plain));
        using var tenant = await fixture.OpenAsync();
        var before = tenant.Size;
        var told = new List<string>();

        Export(tenant, "action:x", new ExportOptions { Expected = count => told.Add($"expected {count}"), Progress = count => told.Add($"written {count}") });

        Assert.Equal(["expected 2", "written 2"], told);
        Assert.Equal(before + 2, tenant.Size);
    }

    [Theory]
    [InlineData(ExportFormat.Ndjson)]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Parquet)]
    public async Task Manifest_digest_and_receipt_agree(ExportFormat format)
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(string.Join('\n', Plain));
        using var tenant = await fixture.OpenAsync();
        var path = fixture.File("out");

        ExportManifest manifest;
        if (format == ExportFormat.Parquet)
        {
            manifest = tenant.ExportParquet(tenant.Parse("action:x"), path, null, CancellationToken.None);
        }
        else
        {
            using var file = File.Create(path);
            manifest = tenant.Export(tenant.Parse("action:x"), file, new ExportOptions { Format = format }, CancellationToken.None);
        }

        var output = await File.ReadAllBytesAsync(path);
        Assert.Equal((2L, output.Length, "action:x"), (manifest.Count, manifest.Length, manifest.Query));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(output)), manifest.Sha256);
        var receipts = TenantFixture.Texts(tenant, "source:annals action:records.exported").Select(text => JsonDocument.Parse(text).RootElement.GetProperty("details")).ToArray();
        Assert.Equal(["started", "done"], receipts.Select(receipt => receipt.GetProperty("state").GetString()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(manifest.ToBytes())), receipts[1].GetProperty("manifestSha256").GetString());
        Assert.Equal(manifest.Size, receipts[1].GetProperty("size").GetInt64());
        Assert.Equal(2, receipts[1].GetProperty("count").GetInt64());
        var checkpoint = Annals.Log.Checkpoint.Parse(Annals.Log.SignedNote.Parse(Encoding.UTF8.GetBytes(manifest.Checkpoint)).Text.Span);
        Assert.True(checkpoint.Size >= manifest.Size);
        Assert.Equal(manifest.Origin, checkpoint.Origin);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Python_reads_the_csv_back_and_the_raw_column_is_the_bytes(bool guard)
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(string.Join('\n', [Pretty, .. Plain]));
        if (SharedData.IsAvailable)
        {
            await fixture.ImportAsync(RealFiles.Microsoft365);
        }

        using var tenant = await fixture.OpenAsync();
        var (manifest, output) = Export(tenant, "variants:all", new ExportOptions { Format = ExportFormat.Csv, Guard = guard });
        await File.WriteAllBytesAsync(fixture.File("out.csv"), output);

        var rows = await ReadWithPython(fixture.File("out.csv"));

        Assert.Equal(manifest.Count, rows.Count);
        Assert.Equal(Judge.Of(fixture.Folder).Records.Select(Encoding.UTF8.GetString), rows.Select(row => row["raw"]));
        string Guarded(string value) => guard ? "'" + value : value;
        Assert.Equal(Guarded("=cmd|' /C calc'!A0"), rows[0]["actor"]);
        Assert.Equal(Guarded("@sum(1,2)"), rows[0]["action"]);
        Assert.Equal(("a \"quoted\", b", Guarded("+x"), Guarded("-1")), (rows[1]["actor"], rows[1]["action"], rows[1]["target"]));
        Assert.Equal((Guarded("\tTab"), Guarded("\r\nBreak"), Guarded("=1+1")), (rows[2]["actor"], rows[2]["action"], rows[2]["target"]));
        Assert.Equal(("Zoë 😀", "2026-03-01T10:00:03.000000Z"), (rows[3]["actor"], rows[3]["occurred"]));
        Assert.Equal(("", "unknown"), (rows[4]["occurred"], rows[4]["outcome"]));
        if (guard)
        {
            Assert.All(rows.SelectMany(row => row.Values).Where(cell => cell.Length > 0), cell => Assert.DoesNotContain(cell[0], "=+-@\t\r\n"));
        }
    }

    private static (ExportManifest Manifest, byte[] Output) Export(Tenant tenant, string query, ExportOptions options)
    {
        using var output = new MemoryStream();
        return (tenant.Export(tenant.Parse(query), output, options, CancellationToken.None), output.ToArray());
    }

    private static async Task<List<Dictionary<string, string>>> ReadWithPython(string path)
    {
        const string Script = """
            import csv, json, sys
            csv.field_size_limit(1 << 30)
            for row in csv.DictReader(open(sys.argv[1], encoding='utf-8', newline='')):
                print(json.dumps(row))
            """;
        var start = new ProcessStartInfo("python3", ["-c", Script, path]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var python = Process.Start(start)!;
        var errors = python.StandardError.ReadToEndAsync();
        var rows = new List<Dictionary<string, string>>();
        while (await python.StandardOutput.ReadLineAsync() is { } line)
        {
            rows.Add(JsonSerializer.Deserialize<Dictionary<string, string>>(line)!);
        }

        await python.WaitForExitAsync();
        Assert.Equal("", await errors);
        return rows;
    }
}
