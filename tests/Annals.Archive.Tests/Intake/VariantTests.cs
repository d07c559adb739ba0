using Annals.Index;
using Annals.Testing;

namespace Annals.Archive.Tests.Intake;

public sealed class VariantTests
{
    private const string Rest = """
        {"id":"0a1b2c3d-0000-4000-8000-000000000001","userHomeOrgId":"0a1b2c3d-0000-4000-8000-00000000aaaa","user":{"id":"0a1b2c3d-0000-4000-8000-00000000bbbb"},"client":{"id":""},"remoteIp":["192.0.2.1"],"serviceName":"Routing","level":"USER","eventDate":"2026-03-01T10:00:00Z","action":"Update","entity":{"id":"q1"},"entityType":"Queue","status":"SUCCESS"}
        """;

    private const string RestWithNames = """
        {"id":"0a1b2c3d-0000-4000-8000-000000000001","userHomeOrgId":"0a1b2c3d-0000-4000-8000-00000000aaaa","user":{"id":"0a1b2c3d-0000-4000-8000-00000000bbbb","name":"Vera Example"},"client":{"id":""},"remoteIp":["192.0.2.1"],"serviceName":"Routing","level":"USER","eventDate":"2026-03-01T10:00:00Z","action":"Update","entity":{"id":"q1","name":"Support"},"entityType":"Queue","status":"SUCCESS"}
        """;

    private const string Envelope = """
        {"version":"0","id":"ffffffff-0000-4000-8000-000000000009","detail-type":"v2.audits.entitytype.{id}.entityid.{id}","source":"aws.partner/genesys.com/cloud/0a1b2c3d-0000-4000-8000-00000000aaaa/x","time":"2026-03-01T10:00:01Z","detail":{"topicName":"v2.audits.entitytype.Queue.entityid.q1","version":"2","eventBody":{"id":"0a1b2c3d-0000-4000-8000-000000000001","userId":"0a1b2c3d-0000-4000-8000-00000000bbbb","userHomeOrgId":"0a1b2c3d-0000-4000-8000-00000000aaaa","serviceName":"Routing","eventTime":"2026-03-01T10:00:00.000Z","action":"Update","entityType":"Queue","entity":{"id":"q1"}}}}
        """;

    private const string GenesysId = "0a1b2c3d-0000-4000-8000-000000000001";

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public async Task Shapes_of_one_genesys_audit_are_hidden_variants_of_the_first(int first, int second, int third)
    {
        string[] shapes = [Rest.Trim(), RestWithNames.Trim(), Envelope.Trim()];
        using var fixture = new TenantFixture();

        Assert.Equal(new IntakeCounts(1, 1, 0, 0, 0), (await fixture.ImportTextAsync(shapes[first])).Total);
        Assert.Equal(new IntakeCounts(1, 1, 0, 1, 0), (await fixture.ImportTextAsync(shapes[second])).Total);
        Assert.Equal(new IntakeCounts(1, 1, 0, 1, 0), (await fixture.ImportTextAsync(shapes[third])).Total);
        Assert.Equal(new IntakeCounts(3, 0, 3, 0, 0), (await fixture.ImportTextAsync(string.Join('\n', shapes))).Total);

        using var tenant = await fixture.OpenAsync();
        string[] stored = [shapes[first], shapes[second], shapes[third]];
        Assert.Equal([stored[0]], TenantFixture.Texts(tenant, ""));
        Assert.Equal(1, TenantFixture.Count(tenant, "action:Update"));
        Assert.Equal(1, TenantFixture.Count(tenant, "Routing"));
        Assert.Equal(stored, TenantFixture.Texts(tenant, "variants:all"));
        Assert.Equal(3, TenantFixture.Count(tenant, "action:Update variants:all"));
        Assert.Equal(stored, TenantFixture.Shown(tenant, GenesysId));
        Assert.Equal([false, true, true], tenant.Show(GenesysId, CancellationToken.None).Select(record => record.IsHiddenVariant));
        Assert.Equal(1, tenant.Facet(tenant.Parse(""), FacetField.Service, 10, CancellationToken.None).Values.Single().Count);
        Assert.Equal(1, tenant.Histogram(tenant.Parse(""), TimeSpan.FromHours(1), CancellationToken.None).Buckets.Single().Count);
    }

    [Theory]
    [InlineData("""{"CreationTime":"2026-03-01T10:00:00","Id":"11111111-0000-4000-8000-000000000001","Operation":"DlpRuleMatch","OrganizationId":"o","RecordType":11,"UserKey":"k","UserType":4,"Workload":"SharePoint","UserId":"DlpAgent","IncidentId":"§"}""")]
    [InlineData("""{"id":"11111111-0000-4000-8000-000000000001","time":"2026-03-01T10:00:00Z","actor":{"id":"u1"},"action":"file.open","target":{"id":"§"},"outcome":"success"}""")]
    public async Task Values_of_one_microsoft_365_or_application_id_are_rows(string pattern)
    {
        string Record(string value) => pattern.Replace("§", value, StringComparison.Ordinal);
        using var fixture = new TenantFixture();

        Assert.Equal(new IntakeCounts(4, 3, 1, 2, 0), (await fixture.ImportTextAsync(string.Join('\n', Record("a"), Record("b"), Record("a"), Record("c")))).Total);
        Assert.Equal(new IntakeCounts(3, 0, 3, 0, 0), (await fixture.ImportTextAsync(string.Join('\n', Record("c"), Record("b"), Record("a")))).Total);

        using var tenant = await fixture.OpenAsync();
        Assert.Equal([Record("a"), Record("b"), Record("c")], TenantFixture.Texts(tenant, ""));
        var shown = tenant.Show("11111111-0000-4000-8000-000000000001", CancellationToken.None);
        Assert.Equal([false, true, true], shown.Select(record => record.IsVariant));
        Assert.All(shown, record => Assert.False(record.IsHiddenVariant));
        Assert.All(shown.Skip(1), record => Assert.Equal(shown[0].Position, record.Entry.First));
    }

    [Fact]
    public async Task The_same_id_on_another_day_is_a_record_of_its_own()
    {
        string[] records =
        [
            """{"id":"one","time":"2026-03-01T23:59:59Z","actor":"a@example.com","action":"x"}""",
            """{"id":"one","time":"2026-03-02T00:00:00Z","actor":"a@example.com","action":"x"}""",
            """{"id":"one","actor":"a@example.com","action":"x"}""",
        ];
        using var fixture = new TenantFixture();

        Assert.Equal(new IntakeCounts(3, 3, 0, 0, 0), (await fixture.ImportTextAsync(string.Join('\n', records))).Total);

        using var tenant = await fixture.OpenAsync();
        Assert.Equal(records, TenantFixture.Shown(tenant, "one"));
    }

    [Fact]
    public async Task The_same_id_in_two_sources_is_two_records()
    {
        const string Record = """{"Caller":"x","id":"one","value":1}""";
        using var fixture = new TenantFixture();

        Assert.Equal(1, (await fixture.ImportTextAsync(Record, "billing")).Total.Stored);
        Assert.Equal(1, (await fixture.ImportTextAsync(Record, "payroll")).Total.Stored);
        Assert.Equal(1, (await fixture.ImportTextAsync(Record, "billing")).Total.Duplicate);

        using var tenant = await fixture.OpenAsync();
        Assert.Equal(["billing", "payroll"], tenant.Facet(tenant.Parse(""), FacetField.Source, 10, CancellationToken.None).Values.Select(value => value.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Records_without_a_usable_id_are_told_apart_by_their_value()
    {
        string[] distinct =
        [
            """{"CreationTime":"2026-03-01T10:00:00","Operation":"A","RecordType":1,"Workload":"Exchange","UserId":"a@example.com"}""",
            """{"CreationTime":"2026-03-01T10:00:00","Id":"","Operation":"A","RecordType":1,"Workload":"Exchange","UserId":"a@example.com"}""",
            """{"CreationTime":"2026-03-01T10:00:00","Id":null,"Operation":"A","RecordType":1,"Workload":"Exchange","UserId":"a@example.com"}""",
            """{"CreationTime":"2026-03-01T10:00:00","Id":{"x":1},"Operation":"A","RecordType":1,"Workload":"Exchange","UserId":"a@example.com"}""",
            """{"loose":1}""",
            """{"loose":1.0}""",
            """{"loose":[1,2]}""",
            """{"loose":[2,1]}""",
            """{}""",
        ];
        string[] equal =
        [
            """{ "Operation":"\u0041", "CreationTime":"2026-03-01T10:00:00","RecordType":1,"UserId":"a@example.com","Workload":"Exchange" }""",
            """{"@odata.type":"x","loose":1}""",
            """{ }""",
        ];
        using var fixture = new TenantFixture();

        Assert.Equal(new IntakeCounts(12, 9, 3, 0, 0), (await fixture.ImportTextAsync(string.Join('\n', [.. distinct, .. equal]))).Total);
        Assert.Equal(new IntakeCounts(12, 0, 12, 0, 0), (await fixture.ImportTextAsync(string.Join('\n', [.. equal, .. distinct]))).Total);

        using var tenant = await fixture.OpenAsync();
        Assert.Equal(distinct, TenantFixture.Texts(tenant, ""));
    }

    [Fact]
    public async Task Two_thousand_values_of_one_id_are_all_kept_and_recognised()
    {
        using var fixture = new TenantFixture();
        var records = Enumerable.Range(0, 2000).Select(i => Invariant($$"""{"Id":"reused","CreationTime":"2026-03-01T10:00:00","Operation":"AlertTriggered","RecordType":40,"Workload":"SecurityComplianceCenter","UserId":"a@example.com","Data":"{{i}}"}""")).ToArray();

        Assert.Equal(new IntakeCounts(2000, 2000, 0, 1999, 0), (await fixture.ImportTextAsync(string.Join('\n', records))).Total);
        Assert.Equal(new IntakeCounts(2000, 0, 2000, 0, 0), (await fixture.ImportTextAsync(string.Join('\n', records.Reverse()))).Total);
        using var tenant = await fixture.OpenAsync();
        Assert.Equal(records, TenantFixture.Shown(tenant, "reused"));
        Assert.Equal(2000, TenantFixture.Count(tenant, "action:AlertTriggered"));
    }

    [Fact]
    public async Task Duplicates_are_found_within_a_batch_and_across_batches_and_files()
    {
        // More than one batch (1 MiB, 4,096 records) of records that all come twice, once near and once far away.
        var records = Enumerable.Range(0, 9000).Select(i => Invariant($$"""{"id":"r{{i}}","time":"2026-03-0{{1 + (i % 9)}}T10:00:00Z","actor":"u{{i % 7}}@example.com","action":"x"}""")).ToArray();
        var near = string.Join('\n', records.SelectMany(record => new[] { record, record.Replace("\":", "\" : ", StringComparison.Ordinal) }));
        using var fixture = new TenantFixture();
        using (var tenant = await fixture.OpenAsync())
        {
            var summary = await fixture.ImportAsync(tenant, [TenantFixture.Source(near), TenantFixture.Source(string.Join('\n', records), "again.ndjson")]);
            Assert.Equal(new IntakeCounts(27_000, 9000, 18_000, 0, 0), summary.Total);
        }

        using var reopened = await fixture.OpenAsync();
        Assert.Equal(records, TenantFixture.Texts(reopened, ""));
    }

    [Fact]
    public async Task Random_deliveries_end_as_a_plain_model_says()
    {
        var random = Seed.Random(nameof(Random_deliveries_end_as_a_plain_model_says));
        for (var round = 0; round < Seed.Rounds(5, 100); round++)
        {
            using var fixture = new TenantFixture();
            var model = new List<(string Key, string Value, string Text)>();
            for (var delivery = 0; delivery < 4; delivery++)
            {
                var lines = new List<string>();
                var expected = default(IntakeCounts);
                for (var i = random.Next(300); i > 0; i--)
                {
                    var (day, id, value) = (1 + random.Next(3), random.Next(20), random.Next(4));
                    var text = random.Next(2) == 0
                        ? Invariant($$"""{"id":"r{{id}}","time":"2026-03-0{{day}}T10:00:00Z","actor":"a","action":"x{{value}}"}""")
                        : Invariant($$"""{"action":"x{{value}}", "actor":"a", "time":"2026-03-0{{day}}T10:00:00Z", "id":"r{{id}}"}""");
                    var key = Invariant($"{day}/{id}");
                    var others = model.Where(known => known.Key == key).ToList();
                    var duplicate = others.Exists(known => known.Value == Invariant($"{value}"));
                    lines.Add(text);
                    expected += new IntakeCounts(1, duplicate ? 0 : 1, duplicate ? 1 : 0, !duplicate && others.Count > 0 ? 1 : 0, 0);
                    if (!duplicate)
                    {
                        model.Add((key, Invariant($"{value}"), text));
                    }
                }

                if (random.Next(3) == 0)
                {
                    fixture.DeleteDerived();
                }

                Assert.Equal(expected, (await fixture.ImportTextAsync(string.Join('\n', lines))).Total);
            }

            using var tenant = await fixture.OpenAsync();
            Assert.Equal(model.Select(known => known.Text), TenantFixture.Texts(tenant, ""));
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
