using Annals.Records.GenesysCloud;

namespace Annals.Records.Tests.GenesysCloud;

public sealed class AuditLogMessageTests
{
    private const string Topic = """{"id":"a1","userId":"u1","username":{"id":"","selfUri":"/api/v2/users/u1"},"userDisplay":"Ada Example","clientId":{"id":"c1"},"eventTime":"2026-03-04T05:06:07.089Z","action":"Delete"}""";

    [Fact]
    public void Rest_shape_is_read()
    {
        var audit = AuditLogMessage.Parse("""
            {"id":"a1","user":{"id":"u1","name":"Ada Example"},"remoteIp":["192.0.2.1","2001:db8::1"],"serviceName":"ContactCenter","level":"USER","eventDate":"2026-03-04T05:06:07Z",
             "action":"MemberAdd","entityType":"Queue","status":"SUCCESS","transactionInitiator":true,"propertyChanges":[{"property":"p","newValues":["x"]}],"context":{"k":"v","n":1.0}}
            """);

        Assert.Equal("u1", audit.User!.Id);
        Assert.Equal(["192.0.2.1", "2001:db8::1"], audit.RemoteIp!);
        Assert.Equal(AuditService.ContactCenter, audit.ServiceName!.Value.Value);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), audit.EventDate);
        Assert.True(audit.TransactionInitiator);
        Assert.Equal("x", audit.PropertyChanges![0].NewValues![0]);
        Assert.Null(audit.PropertyChanges[0].OldValues);
        Assert.Equal("v", audit.Context!["k"]);
        Assert.Equal("1.0", audit.Context["n"]);
    }

    [Theory]
    [InlineData(Topic)]
    [InlineData("""{"topicName":"t","version":"2","eventBody":""" + Topic + ""","metadata":{"CorrelationId":"k"}}""")]
    [InlineData("""{"version":"0","id":"delivery","detail":{"topicName":"t","eventBody":""" + Topic + ""","timestamp":"2026-03-04T05:06:08Z"}}""")]
    public void Event_bus_and_download_shapes_are_read_through_the_same_properties(string json)
    {
        var audit = AuditLogMessage.Parse(json);

        Assert.Equal("a1", audit.Id);
        Assert.Equal(("u1", "Ada Example", "/api/v2/users/u1"), (audit.User!.Id, audit.User.Name, audit.User.SelfUri));
        Assert.Equal("c1", audit.Client!.Id);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero), audit.EventDate);
        Assert.Equal(AuditAction.Delete, audit.Action!.Value.Value);
        Assert.Equal(json, audit.ToString());
    }

    [Fact]
    public void A_change_of_the_audit_is_written_within_its_envelope()
    {
        var audit = AuditLogMessage.Parse("""{"detail":{"eventBody":{"id":"a1","x":1.0},"n":2},"id":"d"}""");

        audit.Action = AuditAction.Update;

        Assert.Equal("""{"detail":{"eventBody":{"id":"a1","x":1.0,"action":"Update"},"n":2},"id":"d"}""", audit.ToString());
    }

    [Fact]
    public void A_download_with_the_other_time_name_only_keeps_its_user()
    {
        var audit = AuditLogMessage.Parse("""{"id":"a1","user":{"id":"u1"},"eventTime":"2026-03-04T05:06:07Z"}""");

        Assert.Equal("u1", audit.User!.Id);
        Assert.NotNull(audit.EventDate);
    }

    [Fact]
    public void Unknown_values_read_as_OutdatedSdkVersion_and_are_written_verbatim()
    {
        const string json = """{"serviceName":"Teleporter","level":"GALACTIC","action":"Beam","entityType":"Starship","status":"MAYBE"}""";
        var audit = AuditLogMessage.Parse(json);
        Objects.Reach.TouchAll(audit);

        Assert.Equal(AuditService.OutdatedSdkVersion, audit.ServiceName!.Value.Value);
        Assert.Equal(AuditLevel.OutdatedSdkVersion, audit.Level!.Value.Value);
        Assert.Equal(AuditAction.OutdatedSdkVersion, audit.Action!.Value.Value);
        Assert.Equal(AuditEntityType.OutdatedSdkVersion, audit.EntityType!.Value.Value);
        Assert.Equal(AuditStatus.OutdatedSdkVersion, audit.Status!.Value.Value);
        Assert.Equal(json, audit.ToString());
    }

    [Theory]
    [InlineData("""{"detail":5}""")]
    [InlineData("""{"detail":{"eventBody":null}}""")]
    [InlineData("""{"eventBody":[]}""")]
    [InlineData("""{"id":{}}""")]
    public void Broken_envelopes_are_read_as_far_as_they_go(string json)
    {
        var audit = AuditLogMessage.Parse(json);

        Assert.Null(audit.Id);
        Assert.Equal(json, audit.ToString());
    }
}
