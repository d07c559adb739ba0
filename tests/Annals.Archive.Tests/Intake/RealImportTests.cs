using System.Text;
using Annals.Testing;

namespace Annals.Archive.Tests.Intake;

public sealed class RealImportTests
{
    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public async Task Microsoft_365_records_are_counted_and_stored_once_however_often_they_come()
    {
        using var fixture = new TenantFixture();

        Assert.Equal(new IntakeCounts(922, 566, 356, 28, 0), (await fixture.ImportAsync(RealFiles.Microsoft365)).Total);
        Assert.Equal(new IntakeCounts(922, 0, 922, 0, 0), (await fixture.ImportAsync(RealFiles.Microsoft365)).Total);

        fixture.DeleteDerived();
        Assert.Equal(new IntakeCounts(922, 0, 922, 0, 0), (await fixture.ImportAsync(RealFiles.Microsoft365)).Total);
        Assert.Equal(new IntakeCounts(922, 0, 922, 0, 0), (await fixture.ImportAsync([.. RealFiles.Microsoft365.Reverse()])).Total);

        using var tenant = await fixture.OpenAsync();
        Assert.Equal(566, TenantFixture.Count(tenant, ""));
        Assert.Equal(28, TenantFixture.Rows(tenant, "").Count(row => row.Flags.HasFlag(Annals.Index.RecordFlags.Variant)));
        Assert.Empty(fixture.Refusals);
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public async Task Files_in_one_import_or_in_several_give_the_same_archive()
    {
        using var once = new TenantFixture();
        using var apart = new TenantFixture();

        await once.ImportAsync(RealFiles.Microsoft365);
        var counts = default(IntakeCounts);
        foreach (var path in RealFiles.Microsoft365)
        {
            counts += (await apart.ImportAsync(path)).Total;
        }

        Assert.Equal(new IntakeCounts(922, 566, 356, 28, 0), counts);
        using var first = await once.OpenAsync();
        using var second = await apart.OpenAsync();
        Assert.Equal(TenantFixture.Texts(first, ""), TenantFixture.Texts(second, ""));
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public async Task Genesys_records_are_counted_and_the_first_bytes_stay()
    {
        using var fixture = new TenantFixture();

        Assert.Equal(new IntakeCounts(3, 2, 1, 0, 0), (await fixture.ImportAsync(RealFiles.GenesysCloud)).Total);
        Assert.Equal(new IntakeCounts(3, 0, 3, 0, 0), (await fixture.ImportAsync(RealFiles.GenesysCloud)).Total);

        using var tenant = await fixture.OpenAsync();
        Assert.Equal(
            new[] { RealFiles.GenesysCloud[0], RealFiles.GenesysCloud[2] }.SelectMany(File.ReadLines).Where(line => line.Length > 0),
            TenantFixture.Texts(tenant, ""));
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public async Task Every_stored_record_is_found_by_its_id()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportAsync([.. RealFiles.Microsoft365, .. RealFiles.GenesysCloud]);
        using var tenant = await fixture.OpenAsync();

        foreach (var row in TenantFixture.Rows(tenant, "variants:all"))
        {
            var record = tenant.Read(row);
            var slices = new Annals.Records.Events.EventSlices();
            Assert.Null(slices.Read(record.Payload.Span, record.SourceName));
            if (!slices.Id.IsEmpty)
            {
                Assert.Contains(row.Position, tenant.PositionsOf(slices.Id.ToString(), CancellationToken.None));
            }
        }

        Assert.Empty(tenant.Show("no such id", CancellationToken.None));
        Assert.Equal(Encoding.UTF8.GetBytes("{"), tenant.Show(1)!.Payload.Span[..1]);
    }
}
