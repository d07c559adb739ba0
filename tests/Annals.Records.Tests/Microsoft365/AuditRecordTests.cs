using Annals.Records.Microsoft365;

namespace Annals.Records.Tests.Microsoft365;

public sealed class AuditRecordTests
{
    [Theory]
    [InlineData("1", typeof(ExchangeAdminRecord))]
    [InlineData("\"1\"", typeof(ExchangeAdminRecord))]
    [InlineData("\"ExchangeAdmin\"", typeof(ExchangeAdminRecord))]
    [InlineData("6", typeof(SharePointFileRecord))]
    [InlineData("15", typeof(EntraStsLogonRecord))]
    [InlineData("25", typeof(TeamsRecord))]
    [InlineData("20", typeof(AuditRecord))]
    [InlineData("-1", typeof(AuditRecord))]
    [InlineData("99999999999", typeof(AuditRecord))]
    [InlineData("{}", typeof(AuditRecord))]
    [InlineData("null", typeof(AuditRecord))]
    public void The_record_type_decides_the_class(string wire, Type expected) =>
        Assert.IsType(expected, AuditRecord.Parse($"{{\"RecordType\":{wire}}}"));

    [Fact]
    public void The_time_is_utc_with_and_without_zone()
    {
        var expected = new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);

        Assert.Equal(expected, AuditRecord.Parse("""{"CreationTime":"2026-05-06T07:08:09"}""").CreationTime);
        Assert.Equal(expected, AuditRecord.Parse("""{"CreationTime":"2026-05-06T07:08:09Z"}""").CreationTime);
        Assert.Equal(expected, AuditRecord.Parse("""{"CreationTime":"2026-05-06T09:08:09+02:00"}""").CreationTime);
        Assert.Equal(TimeSpan.FromTicks(1_234_567), AuditRecord.Parse("""{"CreationTime":"2026-05-06T07:08:09.1234567"}""").CreationTime - expected);
        Assert.Null(AuditRecord.Parse("""{"CreationTime":"5/6/2026"}""").CreationTime);
    }

    [Theory]
    [InlineData("""{"RecordType":8,"IntraSystemId":"x"}""")]
    [InlineData("""{"RecordType":8,"IntraSystemsId":"x"}""")]
    public void Documented_and_real_names_are_both_read(string json)
    {
        var record = Assert.IsType<EntraDirectoryRecord>(AuditRecord.Parse(json));

        Assert.Equal("x", record.IntraSystemId);
        record.IntraSystemId = "y";
        Assert.Equal(json.Replace("\"x\"", "\"y\"", StringComparison.Ordinal), record.ToString());
    }

    [Fact]
    public void Sign_in_errors_are_read_under_either_name()
    {
        Assert.Equal("50126", ((EntraStsLogonRecord)AuditRecord.Parse("""{"RecordType":15,"ErrorNumber":"50126"}""")).ErrorNumber);
        Assert.Equal("50126", ((EntraStsLogonRecord)AuditRecord.Parse("""{"RecordType":15,"ErrorCode":50126}""")).ErrorNumber);
    }

    [Fact]
    public void Members_whose_type_varies_are_read_in_every_form()
    {
        var list = (ExchangeAdminRecord)AuditRecord.Parse("""{"RecordType":1,"Parameters":[{"Name":"Identity","Value":"box@example.com"}],"ExternalAccess":false}""");
        var text = (ExchangeAdminRecord)AuditRecord.Parse("""{"RecordType":1,"Parameters":"-Identity \"box@example.com\"","ExternalAccess":"True"}""");

        Assert.Equal("box@example.com", list.Parameters![0].Value);
        Assert.False(list.ExternalAccess);
        Assert.Null(text.Parameters);
        Assert.Equal("-Identity \"box@example.com\"", text.TextOf("Parameters"));
        Assert.True(text.ExternalAccess);
        Assert.Equal("1", ((SharePointFileRecord)AuditRecord.Parse("""{"RecordType":6,"ListBaseType":1}""")).ListBaseType);
    }

    [Fact]
    public void Exception_information_is_an_object_or_text()
    {
        Assert.True(((DlpRecord)AuditRecord.Parse("""{"RecordType":13,"ExceptionInfo":{"FalsePositive":true}}""")).ExceptionInfo!.FalsePositive);
        Assert.Equal("why", AuditRecord.Parse("""{"RecordType":13,"ExceptionInfo":"why"}""").TextOf("ExceptionInfo"));
    }
}
