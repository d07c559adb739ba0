using System.Diagnostics;
using System.Text;
using Annals.Records.Microsoft365;
using Annals.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Archive.Tests.Content;

public sealed class ContentItemsTests : IDisposable
{
    private static readonly Actor Reader = new("reader");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder root = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly List<string> notices = [];
    private readonly DataFolder data;

    public ContentItemsTests()
    {
        data = new DataFolder(root.File("data"));
        TenantCreator.Create(data, TenantName.Default, null, time);
    }

    private TenantFolder Folder => data.Tenant(TenantName.Default);

    [Fact]
    public async Task Records_of_one_minute_are_items_by_content_type_and_hold_what_is_stored()
    {
        using var tenant = await OpenAsync();
        await ImportAsync(tenant, Record("a", 15, "AzureActiveDirectory"), Record("b", 25, "MicrosoftTeams"), Record("c", 15, "AzureActiveDirectory"), """{"id":"x","action":"own"}""");
        Pass(TimeSpan.FromSeconds(61));

        Assert.Equal([Record("a", 15, "AzureActiveDirectory"), Record("c", 15, "AzureActiveDirectory")], Read(tenant, Assert.Single(List(tenant, ContentType.AzureActiveDirectory))));
        Assert.Equal([Record("b", 25, "MicrosoftTeams")], Read(tenant, Assert.Single(List(tenant, ContentType.General))));
        Assert.Empty(List(tenant, ContentType.Dlp));
    }

    [Fact]
    public async Task An_item_can_be_listed_only_after_it_was_closed_and_then_stays_the_same()
    {
        using var tenant = await OpenAsync();
        await ImportAsync(tenant, Record("a", 2, "Exchange"));
        Pass(TimeSpan.FromSeconds(60));
        Assert.Empty(List(tenant, ContentType.Exchange));
        Pass(TimeSpan.FromMilliseconds(1));

        var first = Assert.Single(List(tenant, ContentType.Exchange));
        await ImportAsync(tenant, Record("b", 2, "Exchange"));
        Pass(TimeSpan.FromMinutes(5));

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 1, 0, TimeSpan.Zero), first.Created);
        var later = List(tenant, ContentType.Exchange);
        Assert.Equal(2, later.Count);
        Assert.Equal(first, later[0]);
    }

    [Fact]
    public async Task A_window_begins_at_its_start_and_ends_before_its_end()
    {
        using var tenant = await OpenAsync();
        await ImportAsync(tenant, Record("a", 2, "Exchange"));
        Pass(TimeSpan.FromMinutes(5));
        var created = Assert.Single(List(tenant, ContentType.Exchange)).Created;

        Assert.Single(List(tenant, ContentType.Exchange, created, created.AddTicks(1)));
        Assert.Empty(List(tenant, ContentType.Exchange, created.AddHours(-1), created));
        Assert.Empty(List(tenant, ContentType.Exchange, created.AddTicks(1), created.AddHours(1)));
    }

    [Fact]
    public async Task The_horizon_of_a_listing_hides_what_came_later_on_all_its_pages()
    {
        using var tenant = await OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await ImportAsync(tenant, Record($"a{i}", 2, "Exchange"));
            Pass(TimeSpan.FromMinutes(2));
        }

        var ticket = tenant.BeginVendorRead(Reader, "list", "Audit.Exchange", null);
        var page = List(tenant, ticket, -1, 3);
        await ImportAsync(tenant, Record("late", 2, "Exchange"));
        Pass(TimeSpan.FromMinutes(2));
        var rest = List(tenant, ticket, page[^1].First, 3);

        Assert.Equal([3, 2], [page.Count, rest.Count]);
        Assert.Equal(6, List(tenant, ContentType.Exchange).Count);
    }

    [Fact]
    public async Task Items_are_made_again_with_the_same_ids_when_the_table_is_deleted_damaged_or_rebuilt()
    {
        List<string> before;
        using (var tenant = await OpenAsync())
        {
            await FillAsync(tenant);
            before = Ids(tenant);
        }

        Assert.True(before.Count > 10);
        foreach (var damage in (Action[])[() => File.Delete(Folder.Content), () => File.WriteAllText(Folder.Content, "no database"), Scribble, () => { }])
        {
            damage();
            using var again = await OpenAsync();
            Assert.Equal(before, Ids(again)[..before.Count]);
        }

        using var rebuilt = await OpenAsync(rebuild: true);
        Assert.Equal(before, Ids(rebuilt)[..before.Count]);
        Assert.Equal(2, notices.Count(notice => notice.Contains("content.db", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Items_do_not_depend_on_how_often_they_were_asked_for()
    {
        List<string> often;
        using (var tenant = await OpenAsync())
        {
            await FillAsync(tenant, between: () => Ids(tenant));
            often = Ids(tenant);
        }

        File.Delete(Folder.Content);
        using var once = await OpenAsync();
        Assert.Equal(often, Ids(once)[..often.Count]);
    }

    [Fact]
    public async Task A_table_of_another_history_is_thrown_away()
    {
        using (var tenant = await OpenAsync())
        {
            await ImportAsync(tenant, Record("a", 2, "Exchange"));
        }

        var backup = Copy("backup");
        using (var tenant = await OpenAsync())
        {
            await ImportAsync(tenant, Record("b", 2, "Exchange"));
            Pass(TimeSpan.FromMinutes(2));
            Assert.Single(List(tenant, ContentType.Exchange));
        }

        File.Copy(Folder.Content, backup.Content, overwrite: true);
        using var other = await OpenAsync(backup);
        await ImportAsync(other, Record("c", 2, "Exchange"), Record("d", 2, "Exchange"));
        Pass(TimeSpan.FromMinutes(2));

        Assert.Equal(
            [Record("a", 2, "Exchange"), Record("c", 2, "Exchange"), Record("d", 2, "Exchange")],
            List(other, ContentType.Exchange).SelectMany(item => Read(other, item)));
    }

    [Fact]
    public async Task Variants_count_and_hidden_variants_do_not()
    {
        using var tenant = await OpenAsync();
        await ImportAsync(tenant, Record("same", 40, "SecurityComplianceCenter"), Record("same", 40, "SecurityComplianceCenter", "Other"), Record("same", 40, "SecurityComplianceCenter"));
        Pass(TimeSpan.FromMinutes(2));

        Assert.Equal(2, Assert.Single(List(tenant, ContentType.General)).Count);
    }

    [Fact]
    public async Task Ids_are_found_exactly_and_only_in_their_tenant()
    {
        using var tenant = await OpenAsync();
        await ImportAsync(tenant, Record("a", 2, "Exchange"));
        Pass(TimeSpan.FromMinutes(2));
        var id = Assert.Single(List(tenant, ContentType.Exchange)).Id;

        Assert.Matches(@"^[0-9]{23}\$[0-9]{23}\$audit_exchange\$Audit_Exchange\$annals$", id);
        Assert.NotNull(tenant.FindContent(id, CancellationToken.None));
        foreach (var other in (string[])[id.Replace("xchange", "xchangE", StringComparison.Ordinal), "1" + id[1..], id.Replace("Audit_Exchange", "Audit_General", StringComparison.Ordinal), id + "x", "", new string('9', 1000), "%00", id.ToUpperInvariant()])
        {
            Assert.Null(tenant.FindContent(other, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Blobs_of_many_large_records_stay_below_one_mebibyte()
    {
        using var tenant = await OpenAsync();
        await ImportAsync(tenant, [.. Enumerable.Range(0, 40).Select(i => Record($"r{i}", 2, "Exchange", new string('x', 20_000 * (1 + (i % 7)))))]);
        await ImportAsync(tenant, Record("huge", 2, "Exchange", new string('y', 3_000_000)));
        Pass(TimeSpan.FromMinutes(2));

        var items = List(tenant, ContentType.Exchange);
        Assert.Equal(41, items.Sum(item => item.Count));
        foreach (var item in items)
        {
            var bytes = Encoding.UTF8.GetByteCount("[" + string.Join(',', Read(tenant, item)) + "]");
            Assert.Equal(item.Length, bytes);
            Assert.True(bytes < 1 << 20 || item.Count == 1);
        }
    }

    [Fact]
    public async Task What_waits_for_time_is_told_before_it_is_listed()
    {
        using var tenant = await OpenAsync();
        await ImportAsync(tenant, Record("a", 2, "Exchange"));
        Assert.Equal(-1, tenant.NewestContent(ContentType.Exchange, CancellationToken.None));
        Pass(TimeSpan.FromSeconds(61));

        var told = tenant.NewestContent(ContentType.Exchange, CancellationToken.None);
        Assert.Equal(told, Assert.Single(List(tenant, ContentType.Exchange)).First);
        Assert.Equal(told, tenant.NewestContent(ContentType.Exchange, CancellationToken.None));
        Assert.Equal(-1, tenant.NewestContent(ContentType.General, CancellationToken.None));
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public async Task Items_of_real_records_hold_each_stored_record_once()
    {
        using var tenant = await OpenAsync();
        foreach (var file in (string[])["elastic-beats-o365.ndjson", "sekoia-o365.ndjson", "purview-export-auditdata.ndjson"])
        {
            await tenant.ImportAsync([IntakeSource.OfFile(SharedData.PathOf($"data/m365/{file}"))], new IntakeOptions(), CancellationToken.None);
            Pass(TimeSpan.FromMinutes(2));
        }

        var listed = ContentTypes.All.SelectMany(type => List(tenant, type)).SelectMany(item => Read(tenant, item)).Order(StringComparer.Ordinal);

        Assert.Equal(TenantFixture.Texts(tenant, "source:microsoft365").Order(StringComparer.Ordinal), listed);
        Assert.NotEmpty(List(tenant, ContentType.Dlp));
    }

    [Fact]
    public async Task Following_leaves_the_processors_to_appends_that_wait_and_listings_are_complete_all_the_same()
    {
        using var tenant = await OpenAsync();
        await ImportAsync(tenant, Record("a", 2, "Exchange"));
        Pass(TimeSpan.FromMinutes(2));
        var isPressed = true;
        using var asked = new SemaphoreSlim(0);
        using var ending = new CancellationTokenSource();
        var following = tenant.FollowContentAsync(TimeSpan.FromSeconds(1), IsPressed, ending.Token);
        for (var i = 0; i < 3; i++)
        {
            await PassUntilAsync(() => asked.Wait(0));
        }

        Assert.Equal(0, StoredCovered());
        Assert.Single(List(tenant, ContentType.Exchange));
        var before = StoredCovered();

        await ImportAsync(tenant, Record("b", 2, "Exchange"));
        Volatile.Write(ref isPressed, false);
        await PassUntilAsync(() => StoredCovered() != before);

        Assert.True(StoredCovered() > before, $"{StoredCovered()} after {before}");
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);

        bool IsPressed()
        {
            asked.Release();
            return Volatile.Read(ref isPressed);
        }
    }

    public void Dispose() => root.Dispose();

    private static string Record(string id, int type, string workload, string operation = "Do") =>
        $$"""{"CreationTime":"2026-03-01T11:00:00","Id":"{{id}}","Operation":"{{operation}}","OrganizationId":"5d4b2f0a-0000-4000-8000-000000000001","RecordType":{{type}},"UserKey":"k","UserType":0,"Workload":"{{workload}}","UserId":"anna@example.com"}""";

    private Task<Tenant> OpenAsync(TenantFolder? folder = null, bool rebuild = false) =>
        Tenant.OpenAsync(folder ?? Folder, new TenantOptions { Rebuild = rebuild, Notice = notices.Add, LockPatience = TimeSpan.Zero }, time, CancellationToken.None);

    private static Task ImportAsync(Tenant tenant, params string[] records) =>
        tenant.ImportAsync([TenantFixture.Source(string.Join('\n', records))], new IntakeOptions(), CancellationToken.None);

    private async Task FillAsync(Tenant tenant, Action? between = null)
    {
        var random = Seed.Random("content");
        (int, string)[] kinds = [(2, "Exchange"), (15, "AzureActiveDirectory"), (6, "SharePoint"), (25, "MicrosoftTeams"), (13, "Exchange")];
        for (var round = 0; round < 8; round++)
        {
            await ImportAsync(tenant, [.. Enumerable.Range(0, random.Next(1, 300)).Select(i =>
            {
                var (type, workload) = kinds[random.Next(kinds.Length)];
                return Record($"{round}-{i}", type, workload, new string('o', random.Next(1, 20_000)));
            })]);
            Pass(TimeSpan.FromSeconds(random.Next(1, 90)));
            between?.Invoke();
        }

        Pass(TimeSpan.FromMinutes(2));
    }

    private void Scribble()
    {
        using var connection = new SqliteConnection($"Data Source={Folder.Content};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE state SET anchor = zeroblob(32)";
        command.ExecuteNonQuery();
    }

    private async Task PassUntilAsync(Func<bool> isSo)
    {
        var waited = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(waited.Elapsed < Patience, "waited in vain");
            Pass(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private long StoredCovered()
    {
        using var connection = new SqliteConnection($"Data Source={Folder.Content};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT covered FROM state";
        return (long)command.ExecuteScalar()!;
    }

    private void Pass(TimeSpan span) => time.Advance(span);

    private static List<string> Ids(Tenant tenant) => [.. ContentTypes.All.SelectMany(type => List(tenant, type)).OrderBy(item => item.Created).ThenBy(item => item.First).Select(item => item.Id)];

    private static IReadOnlyList<ContentItem> List(Tenant tenant, ContentType type, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        tenant.ListContent(type, from ?? DateTimeOffset.UnixEpoch, to ?? DateTimeOffset.MaxValue, ContentHorizon.Of(tenant.BeginVendorRead(Reader, "list", ContentTypes.NameOf(type), null)), -1, 10_000, CancellationToken.None);

    private static IReadOnlyList<ContentItem> List(Tenant tenant, ReadTicket ticket, long after, int limit) =>
        tenant.ListContent(ContentType.Exchange, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, ContentHorizon.Of(ticket), after, limit, CancellationToken.None);

    private static List<string> Read(Tenant tenant, ContentItem item) =>
        [.. tenant.ReadContent(item, tenant.BeginVendorRead(Reader, "blob", item.Id, null), CancellationToken.None).Select(record => Encoding.UTF8.GetString(record.Span))];

    private TenantFolder Copy(string name)
    {
        var target = new TenantFolder(root.File(name), TenantName.Default);
        foreach (var file in Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target.Path, Path.GetRelativePath(Folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }
}
