using System.Text.Json;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;

namespace Annals.Cli.Tests.Commands;

public sealed class ArchiveCommandTests(ExampleArchive archive) : IClassFixture<ExampleArchive>
{
    private const string Id = "00000000-0000-4000-8000-000000000007";

    [Fact]
    public async Task Importing_again_stores_nothing()
    {
        var result = await archive.RunAsync("import", archive.File("records.ndjson"), "--json");

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(ExampleArchive.Count, json.RootElement.GetProperty("read").GetInt64());
        Assert.Equal(0, json.RootElement.GetProperty("stored").GetInt64());
        Assert.Equal(ExampleArchive.Count, json.RootElement.GetProperty("duplicate").GetInt64());
        Assert.Equal(ExampleArchive.Count, json.RootElement.GetProperty("sources").GetProperty("microsoft365").GetProperty("duplicate").GetInt64());
    }

    [Fact]
    public async Task A_missing_file_ends_the_import_before_anything_is_read()
    {
        var result = await archive.RunAsync("import", archive.File("records.ndjson"), archive.File("missing.ndjson"));

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("missing.ndjson\" does not exist", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Pay roll")]
    [InlineData("annals")]
    [InlineData("genesys-cloud")]
    public async Task A_source_that_no_application_may_have_is_wrong_use(string name)
    {
        var result = await archive.RunAsync("import", archive.File("records.ndjson"), "--source", name);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains($"\"{name}\"", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json", "--json")]
    public async Task An_import_goes_on_and_ends_with_1_when_nobody_reads_its_refusals(string output, params string[] options)
    {
        var tenant = $"unread-{output}";
        var bad = Enumerable.Repeat("42", 5000);
        await File.WriteAllLinesAsync(archive.File("unread.ndjson"), [ExampleArchive.Record(1), .. bad, ExampleArchive.Record(2)]);

        var exitCode = await RunResult.UnreadAsync(["--data", archive.File("data"), "--tenant", tenant, "import", archive.File("unread.ndjson"), .. options]);
        var search = await archive.RunAsync("--tenant", tenant, "search", "--format", "ndjson");

        Assert.Equal(1, exitCode);
        Assert.Equal([ExampleArchive.Record(2), ExampleArchive.Record(1)], search.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Refused_lines_are_named_and_end_with_1()
    {
        await File.WriteAllTextAsync(archive.File("bad.ndjson"), "{\"id\":\"x\",\n42\n");

        var text = await archive.RunAsync("--tenant", "bad", "import", archive.File("bad.ndjson"));
        var json = await archive.RunAsync("--tenant", "bad", "import", archive.File("bad.ndjson"), "--json");

        Assert.Equal((1, 1), (text.ExitCode, json.ExitCode));
        Assert.Contains("Refused ", text.Output, StringComparison.Ordinal);
        Assert.Contains("bad.ndjson:1", text.Output, StringComparison.Ordinal);
        using var parsed = JsonDocument.Parse(json.Output);
        Assert.Equal(parsed.RootElement.GetProperty("refused").GetInt64(), parsed.RootElement.GetProperty("refusals").GetArrayLength());
        Assert.NotEqual(0, parsed.RootElement.GetProperty("refused").GetInt64());
    }

    [Fact]
    public async Task Search_prints_the_newest_first_and_says_that_there_are_more()
    {
        var result = await archive.RunAsync("search", "outcome:failure", "--limit", "3");

        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Contains("2026-03-10 08:39:00", lines[1], StringComparison.Ordinal);
        Assert.Contains("2026-03-10 08:37:00", lines[2], StringComparison.Ordinal);
        Assert.Contains("there are more", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Tables_fit_the_width(int width)
    {
        var search = await archive.RunAtAsync(width, "search");
        var stats = await archive.RunAtAsync(width, "stats", "--by", "target");

        Assert.All((search.Output + stats.Output).Split('\n'), line => Assert.InRange(TerminalText.Width(line), 0, width));
        Assert.Equal(width == 200, search.Output.Contains("https://example.com/files/İstanbul 39.docx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Search_as_json_carries_the_records_and_the_sizes()
    {
        var result = await archive.RunAsync("search", "actor:user3@example.com", "--json");

        using var json = JsonDocument.Parse(result.Output);
        var records = json.RootElement.GetProperty("records");
        Assert.Equal(8, records.GetArrayLength());
        Assert.Equal(ExampleArchive.Record(38), records[0].GetProperty("record").GetRawText());
        Assert.Equal("success", records[0].GetProperty("outcome").GetString());
        Assert.False(json.RootElement.GetProperty("partial").GetBoolean());
        Assert.False(json.RootElement.GetProperty("more").GetBoolean());
    }

    [Fact]
    public async Task Search_as_ndjson_gives_the_records_back()
    {
        var result = await archive.RunAsync("search", "--limit", "0", "--format", "ndjson");

        Assert.Equal(Enumerable.Range(0, ExampleArchive.Count).Reverse().Select(ExampleArchive.Record), result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Search_as_csv_has_a_heading_and_a_row_for_each()
    {
        var result = await archive.RunAsync("search", "ip:192.0.2.0/29", "--format", "csv");

        var rows = result.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(9, rows.Length);
        Assert.StartsWith("position,recorded,occurred,source,id,", rows[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_of_time_is_part_of_the_query()
    {
        var result = await archive.RunAsync("search", "outcome:failure OR outcome:success", "--from", "2026-03-02", "--to", "2026-03-03T00:00:00Z", "--json");

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(4, json.RootElement.GetProperty("records").GetArrayLength());
    }

    [Theory]
    [InlineData("--from", "x y")]
    [InlineData("--to", "now) OR (actor:*")]
    [InlineData("--limit", "-1")]
    [InlineData("--limit", "many")]
    [InlineData("--format", "xml")]
    public async Task Bad_values_of_options_are_wrong_use(params string[] arguments)
    {
        var result = await archive.RunAsync(["search", .. arguments]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task A_query_that_cannot_be_understood_is_pointed_at()
    {
        var result = await archive.RunAsync("search", "actor:(a OR");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("actor:(a OR\n           ^\nannals: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_gives_the_event_view_and_raw_the_exact_bytes()
    {
        var view = await archive.RunAsync("show", Id);
        var raw = await archive.RunAsync("show", Id, "--raw");
        var none = await archive.RunAsync("show", "nothing");

        Assert.Contains("user2@example.com", view.Output, StringComparison.Ordinal);
        Assert.Contains(ExampleArchive.Record(7), view.Output, StringComparison.Ordinal);
        Assert.Equal(ExampleArchive.Record(7), raw.Output);
        Assert.Equal((1, ""), (none.ExitCode, none.Output));
    }

    [Fact]
    public async Task Show_takes_a_position()
    {
        var position = JsonDocument.Parse((await archive.RunAsync("show", Id, "--json")).Output).RootElement.GetProperty("records")[0].GetProperty("position").GetInt64();

        var raw = await archive.RunAsync("show", $"#{position}", "--raw");
        var beyond = await archive.RunAsync("show", "#999999");

        Assert.Equal(ExampleArchive.Record(7), raw.Output);
        Assert.Equal(1, beyond.ExitCode);
    }

    [Fact]
    public async Task Stats_count_by_field_and_over_time()
    {
        var all = await archive.RunAsync("stats");
        var by = await archive.RunAsync("stats", "--by", "actor", "--json");
        var time = await archive.RunAsync("stats", "outcome:failure", "--by", "time", "--every", "day");
        var wrong = await archive.RunAsync("stats", "--by", "colour");

        Assert.Equal("40 records\n", all.Output);
        Assert.Equal(5, JsonDocument.Parse(by.Output).RootElement.GetProperty("values").GetArrayLength());
        Assert.Equal(10, time.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("2026-03-01  2  █", time.Output, StringComparison.Ordinal);
        Assert.Equal(2, wrong.ExitCode);
    }

    [Fact]
    public async Task What_is_proven_can_be_checked()
    {
        var path = archive.File("evidence.tlog-proof");
        var key = (await archive.RunAsync("key", "show")).Output.Trim();

        var prove = await archive.RunAsync("prove", Id, "-o", path);
        var check = await archive.RunAsync("check", path, "--key", key);
        var none = await archive.RunAsync("prove", "nothing", "-o", path);

        Assert.Equal((0, 0, 1), (prove.ExitCode, check.ExitCode, none.ExitCode));
        Assert.Equal(ExampleArchive.Record(7), await File.ReadAllTextAsync(path + ".json"));
        Assert.Contains(key, prove.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verification_of_a_whole_archive_says_what_it_cannot_show()
    {
        var checkpoint = await archive.RunAsync("checkpoint");
        await File.WriteAllTextAsync(archive.File("older.txt"), checkpoint.Output);

        var alone = await archive.RunAsync("verify");
        var since = await archive.RunAsync("verify", "--from-checkpoint", archive.File("older.txt"), "--json");

        Assert.Equal((0, 0), (alone.ExitCode, since.ExitCode));
        Assert.Contains("no outside evidence", alone.Output, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(since.Output).RootElement.GetProperty("good").GetBoolean());
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("verify", "--json")]
    [InlineData("show", "nothing")]
    public async Task An_answer_that_is_no_stays_no_when_nobody_reads_it(params string[] arguments)
    {
        await archive.RunAsync("tenant", "create", "unheard");
        await File.AppendAllTextAsync(archive.File("data/tenants/unheard/tenant.json"), "\n");
        string[] tenant = arguments is ["verify", ..] ? ["--tenant", "unheard"] : [];

        var exitCode = await RunResult.UnreadAsync(["--data", archive.File("data"), .. tenant, .. arguments]);
        Directory.Delete(archive.File("data/tenants/unheard"), recursive: true);

        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task Trouble_is_told_also_when_nobody_reads_the_results()
    {
        using var error = new StringWriter();
        using var console = AppConsole.InMemory(new ClosedStream(), error, TimeProvider.System);
        await console.Out.WriteAsync("printed before");

        var exitCode = await new App(console).RunAsync(["--data", archive.File("data"), "--tenant", "unknown", "stats"]);

        Assert.Equal(3, exitCode);
        Assert.Contains("There is no tenant \"unknown\"", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_gives_back_every_record_with_a_manifest()
    {
        var path = archive.File("out.ndjson");

        var result = await archive.RunAsync("export", "-o", path);
        var piped = await archive.RunAsync("export", "-o", "-");

        var expected = string.Concat(Enumerable.Range(0, ExampleArchive.Count).Select(number => ExampleArchive.Record(number) + "\n"));
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(expected, await File.ReadAllTextAsync(path));
        Assert.Equal(expected, piped.Output);
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(path + ".manifest.json"));
        Assert.Equal(ExampleArchive.Count, manifest.RootElement.GetProperty("count").GetInt64());
        Assert.False(File.Exists(path + ".partial"));
    }

    [Fact]
    public async Task Reindex_gives_the_same_answers()
    {
        var before = await archive.RunAsync("search", "outcome:failure", "--format", "csv");

        var reindex = await archive.RunAsync("reindex");
        var after = await archive.RunAsync("search", "outcome:failure", "--format", "csv");

        Assert.Equal(0, reindex.ExitCode);
        Assert.Equal(before.Output, after.Output);
    }

    [Fact]
    public async Task Tenants_are_made_listed_and_kept_apart()
    {
        var created = await archive.RunAsync("tenant", "create", "acme", "--origin", "log.example.com/acme", "--json");
        var again = await archive.RunAsync("tenant", "create", "acme");
        var wrong = await archive.RunAsync("tenant", "create", "No Such Name");
        var list = await archive.RunAsync("tenant", "list");
        var search = await archive.RunAsync("--tenant", "acme", "stats");
        var unknown = await archive.RunAsync("--tenant", "unknown", "stats");

        Assert.Equal("log.example.com/acme", JsonDocument.Parse(created.Output).RootElement.GetProperty("origin").GetString());
        Assert.Equal((3, 2, 3), (again.ExitCode, wrong.ExitCode, unknown.ExitCode));
        Assert.Contains("acme", list.Output, StringComparison.Ordinal);
        Assert.Equal("0 records\n", search.Output);
    }

    [Fact]
    public async Task A_tenant_folder_under_another_name_is_named_by_every_command_and_hides_no_other_tenant()
    {
        await archive.RunAsync("tenant", "create", "before");
        Directory.Move(archive.File("data/tenants/before"), archive.File("data/tenants/after"));

        var verify = await archive.RunAsync("--tenant", "after", "verify");
        var key = await archive.RunAsync("--tenant", "after", "key", "show");
        var list = await archive.RunAsync("tenant", "list");
        var json = await archive.RunAsync("tenant", "list", "--json");
        var unread = await RunResult.UnreadAsync("--data", archive.File("data"), "tenant", "list", "--json");
        Directory.Delete(archive.File("data/tenants/after"), recursive: true);

        Assert.Equal((1, 3, 3), (verify.ExitCode, key.ExitCode, list.ExitCode));
        Assert.Equal((3, 3), (json.ExitCode, unread));
        Assert.Contains(JsonDocument.Parse(json.Output).RootElement.GetProperty("tenants").EnumerateArray(), tenant => tenant.GetProperty("name").GetString() == "default");
        Assert.Contains("holds the tenant \"before\", not \"after\"", verify.Output, StringComparison.Ordinal);
        Assert.Equal("", key.Output);
        Assert.Contains("default", list.Output, StringComparison.Ordinal);
        Assert.Contains("not \"after\"", list.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_twice_writes_only_what_is_new()
    {
        var folder = archive.File("mirror");

        var first = await archive.RunAsync("publish", folder, "--json");
        var second = await archive.RunAsync("publish", folder, "--json");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.True(File.Exists(Path.Combine(folder, "checkpoint")));
        Assert.Equal(JsonDocument.Parse(first.Output).RootElement.GetProperty("size").GetInt64(), JsonDocument.Parse(second.Output).RootElement.GetProperty("previousSize").GetInt64());
    }

    [Fact]
    public async Task Publishing_over_another_log_is_refused()
    {
        var folder = archive.File("other-mirror");
        await archive.RunAsync("tenant", "create", "other");
        await archive.RunAsync("--tenant", "other", "publish", folder);

        var result = await archive.RunAsync("publish", folder);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Publishing_among_other_files_is_refused_and_a_publication_that_was_cut_off_goes_on()
    {
        var others = Directory.CreateDirectory(archive.File("others"));
        await File.WriteAllTextAsync(Path.Combine(others.FullName, "report.txt"), "");
        var cut = Directory.CreateDirectory(archive.File("cut/tile"));

        var refused = await archive.RunAsync("publish", others.FullName);
        var file = await archive.RunAsync("publish", archive.File("records.ndjson"));
        var goesOn = await archive.RunAsync("publish", cut.Parent!.FullName);

        Assert.Equal((3, 3, 0), (refused.ExitCode, file.ExitCode, goesOn.ExitCode));
        Assert.Contains("report.txt", refused.Error, StringComparison.Ordinal);
        Assert.Single(others.EnumerateFileSystemInfos());
        Assert.Contains("is a file", file.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_are_the_same_for_the_same_options()
    {
        var (one, two) = (archive.File("one.ndjson"), archive.File("two.ndjson"));

        await archive.RunAsync("generate", "--count", "500", "--seed", "9", "--source", "genesys-cloud", "-o", one);
        var result = await archive.RunAsync("generate", "--count", "500", "--seed", "9", "--source", "genesys-cloud", "-o", two, "--json");
        var wrong = await archive.RunAsync("generate", "--from", "2026-02-01", "--to", "2026-01-01", "-o", two);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(500, File.ReadLines(one).Count());
        Assert.Equal(await File.ReadAllBytesAsync(one), await File.ReadAllBytesAsync(two));
        Assert.Equal(2, wrong.ExitCode);
    }
}
