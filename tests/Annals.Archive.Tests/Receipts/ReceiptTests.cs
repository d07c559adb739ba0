using System.Text;
using System.Text.Json;
using Annals.Index;
using Annals.Log;

namespace Annals.Archive.Tests.Receipts;

public sealed class ReceiptTests
{
    private const string Record = """{"id":"one","time":"2026-03-01T10:00:00Z","actor":"a@example.com","action":"x"}""";

    [Fact]
    public async Task Every_read_and_every_import_leaves_its_receipts()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();

        await fixture.ImportAsync(tenant, [TenantFixture.Source($"{Record}\n{Record}\nnot json\n", "in.ndjson")]);
        var opened = Expect(tenant, ["tenant.created", "intake.opened", "intake.closed"], skip: 0);
        Assert.Equal("in.ndjson", opened[1].GetProperty("target").GetProperty("name").GetString());
        var closed = opened[2].GetProperty("details");
        Assert.Equal([1L, 3, 1, 1, 0, 1], new[] { "opened", "read", "stored", "duplicate", "variant", "refused" }.Select(name => closed.GetProperty(name).GetInt64()));
        Assert.Equal(Encoding.UTF8.GetByteCount($"{Record}\n{Record}\nnot json\n"), closed.GetProperty("length").GetInt64());
        Assert.Equal(32, closed.GetProperty("digest").GetString()!.Length);

        var query = tenant.Parse("action:x");
        tenant.Search(query, 10, null, CancellationToken.None);
        tenant.Count(query, CancellationToken.None);
        tenant.Histogram(query, TimeSpan.FromDays(1), CancellationToken.None);
        tenant.Facet(query, FacetField.Actor, 10, CancellationToken.None);
        var searched = Expect(tenant, ["records.searched", "records.searched", "records.searched", "records.searched"], skip: 3);
        Assert.Equal(["search", "count", "histogram", "facets"], searched.Select(receipt => receipt.GetProperty("details").GetProperty("operation").GetString()));
        Assert.All(searched, receipt => Assert.Equal("action:x", receipt.GetProperty("target").GetProperty("name").GetString()));

        Assert.NotNull(tenant.Show(2));
        tenant.Show("one", CancellationToken.None);
        tenant.Show("none", CancellationToken.None);
        tenant.Prove(Assert.Single(tenant.PositionsOf("one", CancellationToken.None)));
        Assert.Empty(tenant.PositionsOf("none", CancellationToken.None));
        var shown = Expect(tenant, ["records.shown", "records.shown", "records.shown", "records.proven", "records.proven"], skip: 7);
        Assert.Equal(["#2", "one", "none", "#2", "none"], shown.Select(receipt => receipt.GetProperty("target").GetProperty("name").GetString()));
        Assert.Equal([1, 1, 0, 1, 0], shown.Select(receipt => receipt.GetProperty("details").GetProperty("count").GetInt32()));

        using var output = new MemoryStream();
        tenant.Export(query, output, new ExportOptions(), CancellationToken.None);
        Expect(tenant, ["records.exported", "records.exported"], skip: 12);

        Assert.All(Receipts(tenant), receipt => Assert.True(receipt.GetProperty("annals").GetString() == "tenant.created" || receipt.GetProperty("actor").GetProperty("name").GetString() == "tester"));
        Assert.Equal([Record], TenantFixture.Texts(tenant, ""));
        Assert.Equal(0, TenantFixture.Count(tenant, "tester"));
        Assert.True(TenantFixture.Count(tenant, "source:annals tester") > 10);
    }

    [Fact]
    public async Task Pages_of_one_search_share_its_receipt()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(string.Join('\n', Enumerable.Range(0, 25).Select(i => FormattableString.Invariant($$"""{"n":{{i}}}"""))));
        using var tenant = await fixture.OpenAsync();
        var before = tenant.Size;

        var query = tenant.Parse("");
        for (var (cursor, page) = ((string?)null, 0); page < 3; page++)
        {
            cursor = tenant.Search(query, 10, cursor, CancellationToken.None).Next;
        }

        Assert.Equal(before + 1, tenant.Size);
    }

    [Fact]
    public async Task An_imported_object_that_looks_like_a_receipt_is_an_ordinary_record()
    {
        const string Forged = """{"annals":"records.exported","id":"5f0c7a52-0000-4000-8000-000000000001","time":"2026-03-01T10:00:00Z","actor":{"name":"mallory"},"action":"records.exported","outcome":"success"}""";
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Forged);
        using var tenant = await fixture.OpenAsync();

        Assert.Equal([Forged], TenantFixture.Texts(tenant, "mallory"));
        Assert.DoesNotContain(Forged, TenantFixture.Texts(tenant, "source:annals"));
        var shown = Assert.Single(tenant.Show("5f0c7a52-0000-4000-8000-000000000001", CancellationToken.None));
        Assert.Equal(EntryKind.Record, shown.Entry.Kind);
    }

    [Fact]
    public async Task Words_of_a_query_and_of_an_id_cannot_break_a_receipt()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();

        tenant.Show("\ud800\"\n\0}", CancellationToken.None);
        TenantFixture.Count(tenant, "\"quote \\\" back \\\\ \u202e\"");

        Assert.All(Receipts(tenant), receipt => Assert.Equal(JsonValueKind.Object, receipt.ValueKind));
        Assert.IsType<Annals.Log.Verification.Consistent>(new TenantVerification(fixture.Folder).Verify(new VerifyOptions(), CancellationToken.None));
    }

    private static JsonElement[] Expect(Tenant tenant, string[] types, int skip)
    {
        var receipts = Receipts(tenant).Skip(skip).ToArray();
        Assert.Equal(types, receipts.Select(receipt => receipt.GetProperty("annals").GetString()));
        return receipts;
    }

    /// <summary>All receipts, read without leaving one.</summary>
    private static IEnumerable<JsonElement> Receipts(Tenant tenant)
    {
        for (var position = 0L; position < tenant.Size; position++)
        {
            var record = tenant.Read(new SearchRow(position, null, 0, RecordFlags.None));
            if (record.Entry.Kind == EntryKind.System)
            {
                yield return JsonDocument.Parse(record.Payload).RootElement.Clone();
            }
        }
    }
}
