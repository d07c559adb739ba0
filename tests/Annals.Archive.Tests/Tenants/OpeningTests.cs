using System.Diagnostics;
using System.Text;
using Annals.Archive.Tests.Killing;
using Annals.Log;

namespace Annals.Archive.Tests.Tenants;

public sealed class OpeningTests
{
    private const string Record = """{"id":"one","time":"2026-03-01T10:00:00Z","actor":"a@example.com","action":"x"}""";

    [Theory]
    [InlineData("log.key")]
    [InlineData("id.key")]
    public async Task Without_a_key_the_archive_is_read_only_and_says_so(string key)
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync($"{Record}\n{Record.Replace("\"x\"", "\"y\"", StringComparison.Ordinal)}");
        File.Delete(Path.Combine(fixture.Folder.Path, key));
        var before = Bytes(fixture.Folder);

        using (var tenant = await fixture.OpenAsync())
        {
            var size = tenant.Size;
            Assert.NotNull(tenant.ReadOnlyReason);
            Assert.Contains(fixture.Notices, notice => notice.Contains("no receipt", StringComparison.Ordinal));
            Assert.Equal(2, TenantFixture.Count(tenant, "action:*"));
            Assert.Equal(Record, TenantFixture.Shown(tenant, "one")[0]);
            Assert.Equal(2, tenant.PositionsOf("one", CancellationToken.None).Count);
            Assert.Empty(tenant.Show("none", CancellationToken.None));
            Assert.Equal(Encoding.UTF8.GetBytes(Record), tenant.Prove(tenant.PositionsOf("one", CancellationToken.None)[0]).Record.ToArray());
            using var output = new MemoryStream();
            Assert.Equal(2, tenant.Export(tenant.Parse(""), output, new ExportOptions(), CancellationToken.None).Count);
            await Assert.ThrowsAsync<ArchiveException>(() => fixture.ImportAsync(tenant, [TenantFixture.Source(Record)]));
            Assert.Equal(size, tenant.Size);
        }

        Assert.Equal(before.Keys, Bytes(fixture.Folder).Keys);
        Assert.All(Bytes(fixture.Folder), pair => Assert.True(before[pair.Key].SequenceEqual(pair.Value), pair.Key));
    }

    [Fact]
    public async Task A_read_only_file_system_is_read_and_said_so()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Record);
        Assert.SkipUnless(OperatingSystem.IsLinux() && await RunAsync("unshare", "-m", "true") == 0, "needs the right to mount");
        var before = Bytes(fixture.Folder);
        var script = $"mount --bind '{fixture.Data.Path}' '{fixture.Data.Path}' && mount -o remount,ro,bind '{fixture.Data.Path}' && exec '{ImporterProcess.ProgramPath}' '{fixture.Data.Path}'";

        var start = new ProcessStartInfo("unshare", ["-m", "sh", "-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("read-only", said, StringComparison.Ordinal);
        Assert.All(Bytes(fixture.Folder), pair => Assert.True(before[pair.Key].SequenceEqual(pair.Value), pair.Key));
    }

    [Theory]
    [InlineData("log.key")]
    [InlineData("id.key")]
    public async Task A_wrong_key_stops_the_opening(string name)
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Record);
        var path = Path.Combine(fixture.Folder.Path, name);
        var right = await File.ReadAllTextAsync(path);
        foreach (var wrong in new[] { Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()) + "\n", "", "not base64", right[..20], right[1..] })
        {
            await File.WriteAllTextAsync(path, wrong);

            var error = await Assert.ThrowsAsync<ArchiveException>(() => fixture.OpenAsync());
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(path, right);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Assert.Contains("chmod 600", (await Assert.ThrowsAsync<ArchiveException>(() => fixture.OpenAsync())).Message, StringComparison.Ordinal);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        using var tenant = await fixture.OpenAsync();
        Assert.Null(tenant.ReadOnlyReason);
        Assert.Equal(1, TenantFixture.Count(tenant, ""));
    }

    [Fact]
    public async Task A_second_process_waits_and_is_then_told_who_holds_the_tenant()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Record);
        using var holder = ImporterProcess.Start(fixture.Data);
        Assert.StartsWith("opened", await holder.NextAsync(), StringComparison.Ordinal);

        var started = TimeProvider.System.GetTimestamp();
        var options = new TenantOptions { LockPatience = TimeSpan.FromMilliseconds(300) };
        var busy = await Assert.ThrowsAsync<TenantBusyException>(() => Tenant.OpenAsync(fixture.Folder, options, TimeProvider.System, CancellationToken.None));

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= options.LockPatience);
        Assert.Contains(FormattableString.Invariant($"{holder.Id}"), busy.Message, StringComparison.Ordinal);
        Assert.IsType<Annals.Log.Verification.Consistent>(new TenantVerification(fixture.Folder).Verify(new VerifyOptions(), CancellationToken.None));

        var waiting = Tenant.OpenAsync(fixture.Folder, new TenantOptions { LockPatience = TimeSpan.FromMinutes(2) }, TimeProvider.System, CancellationToken.None);
        await holder.EndAsync();
        using var tenant = await waiting;
        Assert.Equal(1, TenantFixture.Count(tenant, ""));
    }

    [Fact]
    public async Task Two_openings_in_one_process_exclude_each_other()
    {
        using var fixture = new TenantFixture();
        using (await fixture.OpenAsync())
        {
            var busy = await Assert.ThrowsAsync<TenantBusyException>(() => fixture.OpenAsync());
            Assert.Contains(FormattableString.Invariant($"{Environment.ProcessId}"), busy.Message, StringComparison.Ordinal);
        }

        (await fixture.OpenAsync()).Dispose();
    }

    private static SortedDictionary<string, byte[]> Bytes(TenantFolder folder) =>
        new(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllBytes), StringComparer.Ordinal);

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
