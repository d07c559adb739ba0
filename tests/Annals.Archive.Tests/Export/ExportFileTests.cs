using System.Security.Cryptography;
using System.Text.Json;

namespace Annals.Archive.Tests.Export;

public sealed class ExportFileTests
{
    private const string Records = """
        {"id":"1","time":"2026-03-01T10:00:00Z","actor":"a","action":"x"}
        {"id":"2","time":"2026-03-01T10:00:01Z","actor":"b","action":"y"}
        """;

    public static MatrixTheoryData<ExportFormat, int, bool> EveryStep => new([ExportFormat.Ndjson, ExportFormat.Parquet], [0, 1, 2], [false, true]);

    [Theory]
    [InlineData(ExportFormat.Ndjson)]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Parquet)]
    public async Task An_export_replaces_an_older_one_and_leaves_no_temporary_files(ExportFormat format)
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        using var tenant = await fixture.OpenAsync();
        var path = fixture.File("out");

        Write(tenant, path, "", format);
        var manifest = Write(tenant, path, "action:x", format);

        Assert.Equal(1, manifest.Count);
        Assert.Equal(manifest.ToBytes(), await File.ReadAllBytesAsync(path + ".manifest.json"));
        Assert.Equal(["out", "out.manifest.json"], NamesBeside(path));
        AssertWhole(path);
    }

    [Theory, MemberData(nameof(EveryStep))]
    public async Task Killed_before_any_step_no_export_stands_there_without_its_own_manifest(ExportFormat format, int killedBefore, bool isThereAnOlderOne)
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        using var tenant = await fixture.OpenAsync();
        var path = fixture.File("out");
        if (isThereAnOlderOne)
        {
            Write(tenant, path, "", format);
        }

        Assert.Throws<KilledException>(() => Write(tenant, path, "action:x", format, step =>
        {
            if (step == killedBefore)
            {
                throw new KilledException();
            }
        }));

        AssertWhole(path);
        Write(tenant, path, "action:x", format);
        Assert.Equal(["out", "out.manifest.json"], NamesBeside(path));
        AssertWhole(path);
    }

    [Fact]
    public async Task An_export_that_is_ended_leaves_the_older_one_as_it_was()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        using var tenant = await fixture.OpenAsync();
        var path = fixture.File("out");
        Write(tenant, path, "", ExportFormat.Ndjson);
        var before = await File.ReadAllBytesAsync(path);

        Assert.ThrowsAny<OperationCanceledException>(() => new ExportFile(path).Write(tenant, tenant.Parse(""), new ExportOptions(), new CancellationToken(canceled: true)));

        Assert.Equal(before, await File.ReadAllBytesAsync(path));
        Assert.Equal(["out", "out.manifest.json"], NamesBeside(path));
        AssertWhole(path);
    }

    [Theory]
    [InlineData("out")]
    [InlineData("out.manifest.json")]
    public async Task A_folder_in_the_way_is_named_before_anything_is_read(string name)
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        using var tenant = await fixture.OpenAsync();
        var size = tenant.Size;
        Directory.CreateDirectory(fixture.File(name));

        var error = Assert.Throws<ArchiveException>(() => Write(tenant, fixture.File("out"), "", ExportFormat.Ndjson));

        Assert.Contains($"{name}\" is a folder", error.Message, StringComparison.Ordinal);
        Assert.Equal(size, tenant.Size);
    }

    [Theory]
    [InlineData(0, "out", "out.partial\" and \"")]
    [InlineData(1, "out.manifest.json", "out.partial\" and \"")]
    [InlineData(2, "out", "manifest.json\", but its records")]
    public async Task A_folder_that_came_into_the_way_leaves_the_finished_files_and_they_are_named(int step, string name, string named)
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        using var tenant = await fixture.OpenAsync();
        var path = fixture.File("out");

        var error = Assert.Throws<ArchiveException>(() => Write(tenant, path, "", ExportFormat.Ndjson, at =>
        {
            if (at == step)
            {
                Directory.CreateDirectory(Path.Combine(fixture.File(name), "taken"));
            }
        }));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains($"{path}.partial", error.Message, StringComparison.Ordinal);
        Directory.Delete(fixture.File(name), recursive: true);
        if (step < 2)
        {
            File.Move(path + ".manifest.json.partial", path + ".manifest.json");
        }

        File.Move(path + ".partial", path);
        Assert.Equal(["out", "out.manifest.json"], NamesBeside(path));
        AssertWhole(path);
    }

    [Fact]
    public async Task A_file_system_that_refuses_the_last_step_is_quoted()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        using var tenant = await fixture.OpenAsync();

        var error = Assert.Throws<ArchiveException>(() => Write(tenant, fixture.File("out"), "", ExportFormat.Ndjson, step => throw new IOException("Read-only file system")));

        Assert.EndsWith("The system says: Read-only file system", error.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(error.InnerException);
    }

    private static ExportManifest Write(Tenant tenant, string path, string query, ExportFormat format, Action<int>? beforeStep = null) =>
        new ExportFile(path) { BeforeStep = beforeStep }.Write(tenant, tenant.Parse(query), new ExportOptions { Format = format }, CancellationToken.None);

    private static string[] NamesBeside(string path) =>
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>If records stand there, their manifest stands beside them.</summary>
    private static void AssertWhole(string path)
    {
        if (File.Exists(path))
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(path + ".manifest.json"));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), manifest.RootElement.GetProperty("sha256").GetString());
        }
    }

    private sealed class KilledException : Exception;
}
