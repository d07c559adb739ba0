using System.Text;
using Annals.Index;
using Annals.Sources.Import;
using Annals.Testing;

namespace Annals.Archive.Tests;

/// <summary>A tenant in a temporary folder, opened and closed by the test.</summary>
internal sealed class TenantFixture : IDisposable
{
    private readonly TestFolder root = new();

    public TenantFixture()
    {
        Data = new DataFolder(root.File("data"));
        TenantCreator.Create(Data, TenantName.Default, null, TimeProvider.System);
    }

    public DataFolder Data { get; }

    public TenantFolder Folder => Data.Tenant(TenantName.Default);

    /// <summary>Refusals of all imports so far.</summary>
    public List<ImportRefusal> Refusals { get; } = [];

    /// <summary>What the tenant said while it was opened, in all openings so far.</summary>
    public List<string> Notices { get; } = [];

    public string File(string name) => root.File(name);

    public Task<Tenant> OpenAsync(bool rebuild = false) =>
        Tenant.OpenAsync(Folder, new TenantOptions { Actor = new Actor("tester"), Rebuild = rebuild, Notice = Notices.Add, LockPatience = TimeSpan.Zero }, TimeProvider.System, CancellationToken.None);

    /// <summary>Opens the tenant, imports files and closes it.</summary>
    public async Task<IntakeSummary> ImportAsync(params string[] paths)
    {
        using var tenant = await OpenAsync();
        return await ImportAsync(tenant, paths.Select(IntakeSource.OfFile));
    }

    /// <summary>Opens the tenant, imports one text and closes it.</summary>
    public async Task<IntakeSummary> ImportTextAsync(string text, string? sourceName = null)
    {
        using var tenant = await OpenAsync();
        return await ImportAsync(tenant, [Source(text)], sourceName);
    }

    public Task<IntakeSummary> ImportAsync(Tenant tenant, IEnumerable<IntakeSource> sources, string? sourceName = null) =>
        tenant.ImportAsync(sources, new IntakeOptions { SourceName = sourceName, Refused = Refusals.Add }, CancellationToken.None);

    public static IntakeSource Source(string text, string name = "records.ndjson") => Source(Encoding.UTF8.GetBytes(text), name);

    public static IntakeSource Source(byte[] bytes, string name = "records.ndjson") => new(name, () => new MemoryStream(bytes), bytes.Length);

    /// <summary>Records of a query, in the order of the log.</summary>
    public static List<SearchRow> Rows(Tenant tenant, string query)
    {
        var parsed = tenant.Parse(query);
        var rows = new List<SearchRow>();
        for (string? cursor = null; ;)
        {
            var page = tenant.Search(parsed, 10_000, cursor, CancellationToken.None);
            Assert.True(page.Scope.IsComplete);
            rows.AddRange(page.Rows);
            if ((cursor = page.Next) is null)
            {
                return [.. rows.OrderBy(row => row.Position)];
            }
        }
    }

    /// <summary>Bytes of the records of a query as text, in the order of the log.</summary>
    public static List<string> Texts(Tenant tenant, string query) => [.. Rows(tenant, query).Select(row => Encoding.UTF8.GetString(tenant.Read(row).Payload.Span))];

    public static long Count(Tenant tenant, string query) => tenant.Count(tenant.Parse(query), CancellationToken.None).Count;

    /// <summary>The payloads of <see cref="Tenant.Show(string, CancellationToken)"/> as text.</summary>
    public static List<string> Shown(Tenant tenant, string id) => [.. tenant.Show(id, CancellationToken.None).Select(record => Encoding.UTF8.GetString(record.Payload.Span))];

    /// <summary>Deletes id tables, index and word filters.</summary>
    public void DeleteDerived()
    {
        if (Directory.Exists(Folder.Ids))
        {
            Directory.Delete(Folder.Ids, recursive: true);
        }

        System.IO.File.Delete(Folder.Index);
        foreach (var filter in Directory.EnumerateFiles(Folder.Segments, "*.find"))
        {
            System.IO.File.Delete(filter);
        }
    }

    /// <summary>Copies the tenant's folder, or another one, into a new folder beside it.</summary>
    public TenantFolder Copy(string name, TenantFolder? folder = null)
    {
        folder ??= Folder;
        var target = new TenantFolder(root.File(name), TenantName.Default);
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target.Path, Path.GetRelativePath(folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            System.IO.File.Copy(file, copy);
        }

        return target;
    }

    public void Dispose() => root.Dispose();
}
