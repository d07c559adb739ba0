using System.Text;

namespace Annals.Archive.Tests.Search;

public sealed class ReadingPagesTests
{
    [Fact]
    public async Task The_records_of_a_page_come_in_its_order_each_as_it_would_be_read_alone()
    {
        using var fixture = new TenantFixture();
        var large = new string('x', 3 << 20);
        var lines = Enumerable.Range(0, 2_000).Select(i =>
            $$"""{"id":"{{i}}","time":"2026-03-{{1 + (i * 7 % 28):00}}T10:00:00Z","actor":{"name":"ann"},"action":"read","note":"{{(i % 400 == 3 ? large : i)}}"}""");
        await fixture.ImportTextAsync(string.Join('\n', lines), "desk");
        using var tenant = await fixture.OpenAsync();

        var page = tenant.Search(tenant.Parse("actor:ann"), 10_000, null, CancellationToken.None);
        var read = tenant.Read(page, CancellationToken.None).ToList();

        Assert.Equal(2_000, read.Count);
        Assert.Equal(page.Rows.Select(row => row.Position), read.Select(record => record.Position));
        Assert.All(read, record =>
        {
            var alone = tenant.Read(page.Rows.First(row => row.Position == record.Position));
            Assert.Equal(alone.Entry, record.Entry);
            Assert.Equal("desk", record.SourceName);
            Assert.True(alone.Payload.Span.SequenceEqual(record.Payload.Span));
        });
        Assert.Contains(read, record => record.Payload.Length > large.Length && Encoding.UTF8.GetString(record.Payload.Span[..5]) == "{\"id\"");
    }

    [Fact]
    public async Task Reading_a_page_ends_when_it_is_cancelled()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Encoding.UTF8.GetString(GeneratedRecords.Lines(GeneratedRecords.Of(300, 7))));
        using var tenant = await fixture.OpenAsync();
        var page = tenant.Search(tenant.Parse(string.Empty), 300, null, CancellationToken.None);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.ThrowsAny<OperationCanceledException>(() => tenant.Read(page, cancelled.Token).Count());
    }

    [Fact]
    public async Task A_few_entries_behind_the_index_are_found_without_being_indexed()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Encoding.UTF8.GetString(GeneratedRecords.Lines(GeneratedRecords.Of(300, 7))));
        var before = File.ReadAllBytes(fixture.Folder.Index);
        using (var tenant = await fixture.OpenAsync())
        {
            Assert.Equal(300, TenantFixture.Count(tenant, string.Empty));
        }

        using (var tenant = await fixture.OpenAsync())
        {
            Assert.Equal(2, TenantFixture.Count(tenant, "source:annals action:records.searched")); // of the count before and of this one
        }

        Assert.Equal(before, File.ReadAllBytes(fixture.Folder.Index));
    }
}
