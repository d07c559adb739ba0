namespace Annals.Archive.Tests.Deriving;

public sealed class IndexOfAnotherHistoryTests
{
    [Fact]
    public async Task An_index_from_before_a_backup_was_put_back_is_made_again()
    {
        using var fixture = new TenantFixture();
        var backup = fixture.Copy("backup");
        await fixture.ImportTextAsync(Lines("before", 20));
        var index = await File.ReadAllBytesAsync(fixture.Folder.Index);
        Directory.Delete(fixture.Folder.Path, recursive: true);
        Directory.Move(backup.Path, fixture.Folder.Path);
        await fixture.ImportTextAsync(Lines("after", 30));
        await File.WriteAllBytesAsync(fixture.Folder.Index, index);

        using var tenant = await fixture.OpenAsync();

        Assert.Equal(0, TenantFixture.Count(tenant, "action:before"));
        Assert.Equal(30, TenantFixture.Count(tenant, "action:after"));
        Assert.Contains(fixture.Notices, notice => notice.Contains("another entry", StringComparison.Ordinal));
    }

    private static string Lines(string action, int count) => string.Concat(Enumerable.Range(0, count).Select(number =>
        $$"""{"id":"{{action}}-{{number}}","time":"2026-01-01T00:00:00Z","actor":"a","action":"{{action}}"}""" + "\n"));
}
