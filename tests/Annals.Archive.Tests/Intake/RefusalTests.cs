using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Annals.Archive.Tests.Intake;

public sealed class RefusalTests
{
    private static readonly string[] Good = [.. Enumerable.Range(0, 3).Select(i => FormattableString.Invariant($$"""{"id":"good{{i}}","time":"2026-03-01T10:00:00Z","actor":"a","action":"x"}"""))];

    private static readonly Dictionary<string, byte[]> BadLines = new()
    {
        ["truncated"] = "{\"id\":\"bad\",\"action\":\"y"u8.ToArray(),
        ["invalid UTF-8"] = [.. "{\"id\":\"bad\",\"action\":\""u8, 0xC3, 0x28, .. "\"}"u8],
        ["an overlong form"] = [.. "{\"id\":\"bad\",\"action\":\""u8, 0xC0, 0xAF, .. "\"}"u8],
        ["no object"] = "[1,2,\"three\"]"u8.ToArray(),
        ["a word"] = "null"u8.ToArray(),
        ["text"] = "this is a line of a log"u8.ToArray(),
        ["a bad number"] = "{\"id\":01}"u8.ToArray(),
        ["a trailing comma"] = "{\"id\":\"bad\",}"u8.ToArray(),
        ["a control character"] = "{\"id\":\"b\u0001d\"}"u8.ToArray(),
        ["over 16 MiB"] = [.. "{\"id\":\"bad\",\"x\":\""u8, .. Enumerable.Repeat((byte)'x', 16 << 20), .. "\"}"u8],
    };

    public static TheoryData<string> Names => new(BadLines.Keys);

    [Theory, MemberData(nameof(Names))]
    public async Task A_bad_line_is_refused_with_its_place_and_everything_good_is_stored(string name)
    {
        using var fixture = new TenantFixture();
        byte[] file = [.. Line(Good[0]), .. BadLines[name], (byte)'\n', .. Line(Good[1]), .. Line(Good[2])];
        using (var tenant = await fixture.OpenAsync())
        {
            var summary = await fixture.ImportAsync(tenant, [TenantFixture.Source(file, "mixed.ndjson")]);

            Assert.Equal(3, summary.Total.Stored);
            Assert.Equal(summary.Total.Read, summary.Total.Stored + summary.Total.Refused);
            Assert.True(summary.Total.Refused > 0, name);
        }

        Assert.All(fixture.Refusals, refusal =>
        {
            Assert.Equal("mixed.ndjson", refusal.Place.File);
            Assert.Equal(2, refusal.Place.Line);
            Assert.Matches("^[A-Z].*[.)]$", refusal.Reason);
        });
        using var reopened = await fixture.OpenAsync();
        Assert.Equal(Good, TenantFixture.Texts(reopened, ""));
    }

    [Fact]
    public async Task A_csv_row_without_a_record_is_refused_with_its_line()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();

        var summary = await fixture.ImportAsync(tenant, [TenantFixture.Source($"RecordId,AuditData\r\n1,{Cell(Good[0])}\r\n2,\r\n3,{Cell(Good[1])}\r\n", "export.csv")]);

        Assert.Equal(new IntakeCounts(3, 2, 0, 0, 1), summary.Total);
        Assert.Equal("export.csv:3", Assert.Single(fixture.Refusals).Place.ToString());
    }

    [Fact]
    public async Task A_cut_gz_gives_what_stands_before_the_cut_and_the_rest_is_refused()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();
        var random = new Random(5);
        var lines = Enumerable.Range(0, 2000).Select(i => FormattableString.Invariant($$"""{"id":"r{{i}}","time":"2026-03-01T10:00:00Z","actor":"{{random.NextInt64():x16}}","action":"x"}""")).ToArray();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        }

        var summary = await fixture.ImportAsync(tenant, [TenantFixture.Source(packed.ToArray()[..(int)(packed.Length / 2)], "cut.ndjson.gz"), TenantFixture.Source(Good[0])]);

        Assert.InRange(summary.Total.Refused, 1, 2);
        Assert.InRange(summary.Total.Stored, 200, 1900);
        var stored = TenantFixture.Texts(tenant, "");
        Assert.Equal(lines.Take(stored.Count - 1).Append(Good[0]), stored);
    }

    [Fact]
    public async Task An_encrypted_zip_entry_is_refused_and_the_others_are_stored()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in new[] { ("../../etc/a.ndjson", Good[0]), ("secret.ndjson", Good[1]), ("c.ndjson", Good[2]) })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        var bytes = packed.ToArray();
        var last = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        bytes[bytes.AsSpan(0, last).LastIndexOf("PK\x01\x02"u8) + 8] |= 1; // general purpose flag, bit 0: encrypted
        Assert.Equal(0, BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(last + 8)) & 1);

        var summary = await fixture.ImportAsync(tenant, [TenantFixture.Source(bytes, "all.zip")]);

        Assert.Equal(2, summary.Total.Stored);
        Assert.Equal("all.zip!secret.ndjson", Assert.Single(fixture.Refusals).Place.ToString());
        Assert.Equal([Good[0], Good[2]], TenantFixture.Texts(tenant, ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n \r\n")]
    [InlineData("\uFEFF")]
    [InlineData("[]")]
    public async Task An_empty_file_holds_nothing_and_is_no_fault(string text)
    {
        using var fixture = new TenantFixture();

        Assert.Equal(default, (await fixture.ImportTextAsync(text)).Total);
        Assert.Empty(fixture.Refusals);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_ends_the_import_and_what_came_before_stays()
    {
        using var fixture = new TenantFixture();
        using (var tenant = await fixture.OpenAsync())
        {
            await Assert.ThrowsAnyAsync<IOException>(() => fixture.ImportAsync(tenant, [TenantFixture.Source(Good[0]), IntakeSource.OfFile(fixture.File("missing.ndjson"))]));
            Assert.Equal([Good[0]], TenantFixture.Texts(tenant, ""));
        }

        using var reopened = await fixture.OpenAsync();
        Assert.Equal([Good[0]], TenantFixture.Texts(reopened, ""));
    }

    [Fact]
    public async Task A_cancelled_import_keeps_what_it_stored_and_can_be_repeated()
    {
        using var fixture = new TenantFixture();
        var lines = Enumerable.Range(0, 20_000).Select(i => FormattableString.Invariant($$"""{"id":"r{{i}}","time":"2026-03-01T10:00:00Z","actor":"a","action":"x"}""")).ToArray();
        var source = TenantFixture.Source(string.Join('\n', lines));
        using (var tenant = await fixture.OpenAsync())
        {
            using var stop = new CancellationTokenSource();
            var options = new IntakeOptions { Progress = progress => Stop(progress, stop) };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tenant.ImportAsync([source], options, stop.Token));
        }

        using var reopened = await fixture.OpenAsync();
        var stored = TenantFixture.Count(reopened, "");
        Assert.InRange(stored, 4000, 19_999);
        Assert.Equal(new IntakeCounts(20_000, 20_000 - stored, stored, 0, 0), (await fixture.ImportAsync(reopened, [source])).Total);
        Assert.Equal(lines, TenantFixture.Texts(reopened, ""));

        static void Stop(IntakeProgress progress, CancellationTokenSource stop)
        {
            if (progress.Records > 4000)
            {
                stop.Cancel();
            }
        }
    }

    private static byte[] Line(string record) => Encoding.UTF8.GetBytes(record + "\n");

    private static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
