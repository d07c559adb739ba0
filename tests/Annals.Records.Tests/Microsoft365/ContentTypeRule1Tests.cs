using System.Text;
using Annals.Records.Events;
using Annals.Records.Microsoft365;

namespace Annals.Records.Tests.Microsoft365;

public sealed class ContentTypeRule1Tests
{
    [Theory]
    [InlineData("""{"Id":"1","RecordType":15,"Workload":"AzureActiveDirectory"}""", ContentType.AzureActiveDirectory)]
    [InlineData("""{"Id":"1","RecordType":2,"Workload":"Exchange"}""", ContentType.Exchange)]
    [InlineData("""{"Id":"1","RecordType":6,"Workload":"SharePoint"}""", ContentType.SharePoint)]
    [InlineData("""{"Id":"1","RecordType":7,"Workload":"onedrive"}""", ContentType.SharePoint)]
    [InlineData("""{"Id":"1","RecordType":25,"Workload":"MicrosoftTeams"}""", ContentType.General)]
    [InlineData("""{"Id":"1","RecordType":13,"Workload":"Exchange"}""", ContentType.Dlp)]
    [InlineData("""{"Id":"1","RecordType":"11","Workload":"OneDrive"}""", ContentType.Dlp)]
    [InlineData("""{"Id":"1","RecordType":"ComplianceDLPSharePoint","Workload":"SharePoint"}""", ContentType.Dlp)]
    [InlineData("""{"Id":"1","RecordType":79,"Workload":"PowerPlatform"}""", ContentType.General)]
    [InlineData("""{"Id":"1","RecordType":99999,"Workload":"Exchange"}""", ContentType.Exchange)]
    [InlineData("""{"Id":"1","RecordType":15}""", ContentType.General)]
    [InlineData("""{"Id":"1","RecordType":null,"Workload":null}""", ContentType.General)]
    [InlineData("""{"Id":"1","RecordType":[13],"Workload":{"Name":"Exchange"}}""", ContentType.General)]
    public void A_record_has_the_content_type_of_its_record_type_or_else_of_its_workload(string record, ContentType expected)
    {
        var slices = new EventSlices();

        Assert.Null(slices.Read(Encoding.UTF8.GetBytes(record), SourceNames.Microsoft365));

        Assert.Equal(expected, slices.ContentType);
    }

    [Fact]
    public void What_one_record_said_does_not_count_for_the_next()
    {
        var slices = new EventSlices();
        slices.Read("""{"Id":"1","RecordType":13,"Workload":"Exchange"}"""u8, SourceNames.Microsoft365);
        slices.Read("""{"Id":"2"}"""u8, SourceNames.Microsoft365);

        Assert.Equal(ContentType.General, slices.ContentType);

        slices.Read("""{"id":"3","action":"x"}"""u8, "payroll");
        Assert.Null(slices.ContentType);
    }

    [Fact]
    public void Names_are_read_in_any_case_and_written_as_the_vendor_does()
    {
        Assert.All(ContentTypes.All, type =>
        {
            Assert.True(ContentTypes.TryParse(ContentTypes.NameOf(type).ToUpperInvariant(), out var read));
            Assert.Equal(type, read);
        });
        Assert.False(ContentTypes.TryParse("Audit.Everything", out _));
        Assert.False(ContentTypes.TryParse(null, out _));
        Assert.Equal("DLP.All", ContentTypes.NameOf(ContentType.Dlp));
    }
}
