using Annals.Records.Applications;

namespace Annals.Records.Tests.Applications;

public sealed class ApplicationRecordTests
{
    [Fact]
    public void The_small_shape_is_read_and_everything_beyond_it_kept()
    {
        const string json = """{"id":"7","time":"2026-01-02T03:04:05.678Z","actor":{"id":"u1","name":"Ada Example"},"action":"invoice.approve","target":"invoice 12","outcome":"success","context":{"ip":"192.0.2.7"},"extra":[1.0]}""";

        var record = ApplicationRecord.Parse(json);

        Assert.Equal("Ada Example", record.Actor!.Name);
        Assert.Null(record.Target);
        Assert.Equal("invoice 12", record.TextOf("target"));
        Assert.Equal("192.0.2.7", record.Context!.Value.GetProperty("ip").GetString());
        Assert.Equal(["extra"], record.UnknownMembers);
        Assert.Equal(json, record.ToString());
    }
}
