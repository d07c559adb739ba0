using Annals.Index;

namespace Annals.Archive.Tests.Tenants;

public sealed class ReadOnlyTenantTests
{
    private const string Records = """
        {"id":"1","time":"2026-03-01T10:00:00Z","actor":"a","action":"open"}
        {"id":"2","time":"2026-03-01T11:00:00Z","actor":"b","action":"close"}
        """;

    [Fact]
    public async Task Without_keys_the_stored_index_answers_although_the_newest_receipts_are_not_in_it()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        using (var writer = await fixture.OpenAsync())
        {
            Assert.Equal(1, TenantFixture.Count(writer, "actor:b"));
        }

        File.Delete(fixture.Folder.IdKey);
        var read = new List<long>();
        using var tenant = await OpenAsync(fixture, read);

        Assert.NotNull(tenant.ReadOnlyReason);
        Assert.Empty(read);
        Assert.Equal(1, TenantFixture.Count(tenant, "actor:b"));
        Assert.Equal(1, TenantFixture.Count(tenant, "source:annals records.searched"));
        Assert.Single(TenantFixture.Shown(tenant, "2"));
    }

    [Fact]
    public async Task Without_keys_and_index_everything_is_read_again()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        fixture.DeleteDerived();
        File.Delete(fixture.Folder.LogKey);
        var read = new List<long>();
        using var tenant = await OpenAsync(fixture, read);

        Assert.NotEmpty(read);
        Assert.Equal(1, TenantFixture.Count(tenant, "actor:b"));
        Assert.False(File.Exists(fixture.Folder.Index));
    }

    [Fact]
    public async Task More_records_than_fit_into_memory_are_indexed_in_a_temporary_file_that_is_removed()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        fixture.DeleteDerived();
        File.Delete(fixture.Folder.LogKey);
        var temporary = Directory.CreateDirectory(fixture.File("temporary"));
        using (var tenant = await OpenAsync(fixture, temporary.FullName))
        {
            Assert.Single(temporary.EnumerateFiles("index.duckdb", SearchOption.AllDirectories));
            Assert.Equal(1, TenantFixture.Count(tenant, "actor:b"));
            Assert.Equal(2, TenantFixture.Count(tenant, ""));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, temporary.EnumerateDirectories().Single().UnixFileMode);
            }
        }

        Assert.Empty(temporary.EnumerateFileSystemInfos());
        Assert.False(File.Exists(fixture.Folder.Index));
    }

    [Fact]
    public async Task Without_room_for_a_temporary_index_nothing_is_answered_and_the_remedy_is_named()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        fixture.DeleteDerived();
        File.Delete(fixture.Folder.LogKey);
        await File.WriteAllTextAsync(fixture.File("no folder"), "");

        var error = await Assert.ThrowsAsync<ArchiveException>(() => OpenAsync(fixture, fixture.File("no folder")));

        Assert.Contains("annals reindex", error.Message, StringComparison.Ordinal);
        Assert.Contains("TMPDIR", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_that_outgrows_its_memory_ends_the_opening_with_the_remedy()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        using var temporary = TemporaryIndex.Create(new EventIndexOptions { Log = "log.example.org" }, 1, 1, fixture.File(""));

        var error = temporary.NotFilled(new IndexDamagedException("There is no room."));

        Assert.Null(temporary.Path);
        Assert.Contains("memory: There is no room. Run annals reindex", error.Message, StringComparison.Ordinal);
    }

    private static Task<Tenant> OpenAsync(TenantFixture fixture, string temporaryFolder) =>
        Tenant.OpenAsync(fixture.Folder, new TenantOptions { RecordsInMemoryMax = 0, TemporaryFolder = temporaryFolder }, TimeProvider.System, CancellationToken.None);

    private static Task<Tenant> OpenAsync(TenantFixture fixture, List<long> read) =>
        Tenant.OpenAsync(fixture.Folder, new TenantOptions { Progress = (covered, _) => read.Add(covered) }, TimeProvider.System, CancellationToken.None);
}
