using Annals.Archive.Ids;
using Annals.Index;
using Annals.Index.Columns;
using Annals.Index.Tests.Naive;
using Annals.Records.Events;
using Annals.Testing;

namespace Annals.Archive.Tests.Deriving;

/// <summary>Whatever happens to derived files, the answers stay those of the log, or the archive says what to run.</summary>
public sealed class DerivedFilesTests : IClassFixture<DerivedFilesTests.Archives>
{
    private static readonly string[] Queries =
    [
        "", "variants:all outcome:failure", "source:annals", "kind:* NOT ip:*", "occurred>=2025-11-20 outcome:success", "example.com update", "\"example com\"", "nosuchword",
        "raw.UserType:0 service:exchange", "*nsuccess*", "-source:microsoft365 variants:all",
    ];

    private readonly Archives archives;

    public DerivedFilesTests(Archives archives) => this.archives = archives;

    public static TheoryData<string> Files => new("index.duckdb", "ids", "find", "all");

    [Theory, MemberData(nameof(Files))]
    public async Task Deleted_files_are_made_again(string files) => await Compare(files, File.Delete);

    [Theory, MemberData(nameof(Files))]
    public async Task Truncated_files_are_noticed(string files)
    {
        foreach (var share in Seed.IsLong ? new[] { 0, 0.01, 0.25, 0.5, 0.99, 1 } : [0, 0.5, 1])
        {
            await Compare(files, path => Truncate(path, share));
        }

        static void Truncate(string path, double share)
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            var length = RandomAccess.GetLength(file);
            RandomAccess.SetLength(file, share == 1 ? Math.Max(0, length - 1) : (long)(length * share));
        }
    }

    [Theory, MemberData(nameof(Files))]
    public async Task Changed_bytes_are_noticed(string files)
    {
        var random = Seed.Random(nameof(Changed_bytes_are_noticed) + files);
        for (var round = 0; round < Seed.Rounds(3, 100); round++)
        {
            await Compare(files, path =>
            {
                var bytes = File.ReadAllBytes(path);
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    bytes[round % 2 == 0 ? random.Next(Math.Min(bytes.Length, 256)) : random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                File.WriteAllBytes(path, bytes);
            });
        }
    }

    [Theory, MemberData(nameof(Files))]
    public async Task Files_of_an_older_log_size_are_brought_up_to_date(string files) => await Compare(files, (folder, path) => Replace(archives.Half.Path, folder, path));

    [Theory, MemberData(nameof(Files))]
    public async Task Files_of_another_tenant_are_not_used(string files) => await Compare(files, (folder, path) => Replace(archives.Other.Folder.Path, folder, path));

    [Fact]
    public async Task Files_of_a_longer_log_are_not_used_after_a_restore_and_other_records()
    {
        // The log as it was half-way, the derived files of the whole: as after restoring a backup of the log only.
        var restored = archives.Copy(archives.Half);
        foreach (var path in Derived(archives.Whole.Folder, "all"))
        {
            var target = Path.Combine(restored.Path, Path.GetRelativePath(archives.Whole.Folder.Path, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target, overwrite: true);
        }

        using (var tenant = await Open(restored))
        {
            var records = GeneratedRecords.Of(1500, 99);
            Assert.Equal(1500, (await tenant.ImportAsync([TenantFixture.Source(GeneratedRecords.Lines(records))], new IntakeOptions(), CancellationToken.None)).Total.Stored);
        }

        await CheckAnswers(restored, Judge.Of(restored), mayBeDamaged: false);
    }

    [Fact]
    public async Task A_rebuild_makes_everything_again()
    {
        var folder = archives.Copy(archives.Whole.Folder);
        foreach (var path in Derived(folder, "find"))
        {
            File.Delete(path);
        }

        using (var tenant = await Open(folder, rebuild: true))
        {
            Assert.Null(tenant.ReadOnlyReason);
        }

        Assert.NotEmpty(Derived(folder, "find"));
        await CheckAnswers(folder, archives.Judge, mayBeDamaged: false);
    }

    [Fact]
    public async Task What_was_made_again_is_what_was_made_at_first()
    {
        var folder = archives.Copy(archives.Whole.Folder);
        (await Open(folder)).Dispose();
        var before = Derived(folder, "find").ToDictionary(path => path, File.ReadAllBytes);
        Assert.NotEmpty(before);
        (await Open(folder, rebuild: true)).Dispose();

        Assert.All(before, pair => Assert.Equal(pair.Value, File.ReadAllBytes(pair.Key)));
    }

    [Fact]
    public async Task Opening_alone_builds_deleted_word_filters_again()
    {
        var folder = archives.Copy(archives.Whole.Folder);
        (await Open(folder)).Dispose();
        var before = Derived(folder, "find").ToDictionary(path => path, File.ReadAllBytes);
        foreach (var path in before.Keys)
        {
            File.Delete(path);
        }

        (await Open(folder)).Dispose();

        Assert.NotEmpty(before);
        Assert.All(before, pair => Assert.Equal(pair.Value, File.ReadAllBytes(pair.Key)));
    }

    [Fact]
    public async Task Opening_alone_fills_a_missing_index_of_few_records()
    {
        using var fixture = new TenantFixture();
        string origin;
        using (var tenant = await fixture.OpenAsync())
        {
            origin = tenant.Description.Origin;
            await fixture.ImportAsync(tenant, [TenantFixture.Source(GeneratedRecords.Lines(GeneratedRecords.Of(40, 3)))]);
        }

        File.Delete(fixture.Folder.Index);
        (await fixture.OpenAsync()).Dispose();

        using var index = Assert.IsType<IndexOpening.Opened>(DuckDbEventIndex.Open(fixture.Folder.Index, new EventIndexOptions { Log = origin }, long.MaxValue)).Index;
        Assert.InRange(index.CoveredSize, 43, 50);
    }

    private async Task Compare(string files, Action<string> damage) => await Compare(files, (_, path) => damage(path));

    private async Task Compare(string files, Action<TenantFolder, string> damage)
    {
        var folder = archives.Copy(archives.Whole.Folder);
        foreach (var path in Derived(folder, files))
        {
            damage(folder, path);
        }

        await CheckAnswers(folder, archives.Judge, mayBeDamaged: true);
        Directory.Delete(folder.Path, recursive: true);
    }

    /// <summary>The right answers at once, or a complaint that names the remedy, and the right answers after it.</summary>
    private async Task CheckAnswers(TenantFolder folder, Judge judge, bool mayBeDamaged)
    {
        try
        {
            using var tenant = await Open(folder);
            await CheckAnswers(tenant, judge);
        }
        catch (Exception e) when (mayBeDamaged && e is IndexDamagedException or RecordIdTableDamagedException)
        {
            using var tenant = await Open(folder, rebuild: true);
            await CheckAnswers(tenant, judge);
        }
    }

    private async Task CheckAnswers(Tenant tenant, Judge judge)
    {
        foreach (var query in Queries)
        {
            judge.Check(tenant, tenant.Parse(query));
        }

        var random = Seed.Random("answers");
        for (var i = 0; i < 8; i++)
        {
            judge.Check(tenant, RandomQuery.Next(random, judge.Records));
            var record = judge.Records[random.Next(judge.Records.Count)];
            Assert.Contains(tenant.Show(AuditEvent.Read(record).Id!, CancellationToken.None), shown => shown.Payload.Span.SequenceEqual(record));
        }

        Assert.Empty(tenant.Show("no such id", CancellationToken.None));
        var again = await tenant.ImportAsync([TenantFixture.Source(GeneratedRecords.Lines(judge.Records))], new IntakeOptions(), CancellationToken.None);
        Assert.Equal(new IntakeCounts(judge.Records.Count, 0, judge.Records.Count, 0, 0), again.Total);
    }

    private static void Replace(string from, TenantFolder folder, string path)
    {
        var source = Path.Combine(from, Path.GetRelativePath(folder.Path, path));
        if (File.Exists(source))
        {
            File.Copy(source, path, overwrite: true);
        }
    }

    private static List<string> Derived(TenantFolder folder, string files) =>
    [
        .. files is "index.duckdb" or "all" ? [folder.Index] : Array.Empty<string>(),
        .. files is "ids" or "all" ? Directory.EnumerateFiles(folder.Ids) : [],
        .. files is "find" or "all" ? Directory.EnumerateFiles(folder.Segments, "*.find") : [],
    ];

    private static Task<Tenant> Open(TenantFolder folder, bool rebuild = false) =>
        Tenant.OpenAsync(folder, new TenantOptions { Rebuild = rebuild, LockPatience = TimeSpan.Zero }, TimeProvider.System, CancellationToken.None);

    /// <summary>One archive as a whole and as it was half-way, and one of other records.</summary>
    public sealed class Archives : IAsyncLifetime
    {
        private int copies;

        internal TenantFixture Whole { get; } = new();

        internal TenantFixture Other { get; } = new();

        internal TenantFolder Half { get; private set; } = null!;

        internal Judge Judge { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var records = GeneratedRecords.Of(4400, 1);
            await Import(Whole, records[..2200]);
            Half = Copy(Whole.Folder);
            await Import(Whole, records[2200..]);
            await Import(Other, GeneratedRecords.Of(4400, 2));
            Judge = Judge.Of(Whole.Folder);
        }

        internal TenantFolder Copy(TenantFolder folder) => Whole.Copy($"copy-{Interlocked.Increment(ref copies)}", folder);

        public ValueTask DisposeAsync()
        {
            Whole.Dispose();
            Other.Dispose();
            return ValueTask.CompletedTask;
        }

        private static async Task Import(TenantFixture fixture, List<byte[]> records)
        {
            using var tenant = await fixture.OpenAsync();
            await fixture.ImportAsync(tenant, [TenantFixture.Source(GeneratedRecords.Lines(records))]);
        }
    }
}
