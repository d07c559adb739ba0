using System.Text;
using Annals.Records.Events;
using Annals.Testing;

namespace Annals.Records.Tests.Events;

public sealed class EventSlicesTests
{
    [Theory]
    [InlineData("""{"RecordType":1,"CreationTime":"2026-01-01T00:00:00"}""", RecordShape.Microsoft365)]
    [InlineData("""{"RecordType":"ExchangeAdmin","Operation":"x"}""", RecordShape.Microsoft365)]
    [InlineData("""{"\u0052ecordType":1,"Oper\u0061tion":"x"}""", RecordShape.Microsoft365)]
    [InlineData("""{"CreationTime":"t","Operation":"x","Workload":"Exchange"}""", RecordShape.Microsoft365)]
    [InlineData("""{"CreationTime":"t","Operation":"x"}""", RecordShape.Unknown)]
    [InlineData("""{"RecordType":1}""", RecordShape.Unknown)]
    [InlineData("""{"RecordType":null,"Operation":"x"}""", RecordShape.Unknown)]
    [InlineData("""{"recordtype":1,"operation":"x"}""", RecordShape.Unknown)]
    [InlineData("""{"eventDate":"t","serviceName":"s","action":"a"}""", RecordShape.GenesysCloudAudit)]
    [InlineData("""{"eventTime":"t","serviceName":"s","entityType":"e"}""", RecordShape.GenesysCloudAudit)]
    [InlineData("""{"eventTime":1,"serviceName":"s","entityType":"e"}""", RecordShape.Unknown)]
    [InlineData("""{"topicName":"v2.audits.entitytype.Queue.entityid.1","version":"2","eventBody":{},"metadata":{}}""", RecordShape.GenesysCloudEvent)]
    [InlineData("""{"detail-type":"v2.audits.x","detail":{"eventBody":{"id":"1"}}}""", RecordShape.GenesysCloudEvent)]
    [InlineData("""{"eventBody":{"eventTime":"t","serviceName":"s","action":"a"}}""", RecordShape.GenesysCloudEvent)]
    [InlineData("""{"topicName":"v2.users.presence","eventBody":{"id":"1"}}""", RecordShape.Unknown)]
    [InlineData("""{"topicName":"v2.audits.x","eventBody":[]}""", RecordShape.Unknown)]
    [InlineData("""{"action":"a","time":"t"}""", RecordShape.Application)]
    [InlineData("""{"action":"a","actor":"ana"}""", RecordShape.Application)]
    [InlineData("""{"action":"a","actor":{}}""", RecordShape.Application)]
    [InlineData("""{"action":"a"}""", RecordShape.Unknown)]
    [InlineData("""{"annals":"intake.opened","id":"1","time":"2026-01-01T00:00:00Z","action":"open"}""", RecordShape.Application)]
    [InlineData("""{"annals":"intake.opened","id":"1"}""", RecordShape.Unknown)]
    [InlineData("""{}""", RecordShape.Unknown)]
    public void The_shape_is_told_from_the_members(string record, RecordShape expected) => Assert.Equal(expected, Read(record).Shape);

    [Theory]
    [InlineData("""{"action":"a","time":"t"}""", null, "import")]
    [InlineData("""{"action":"a","time":"t","source":"hr-portal"}""", null, "hr-portal")]
    [InlineData("""{"action":"a","time":"t","source":"hr\u002dportal"}""", null, "hr-portal")]
    [InlineData("""{"action":"a","time":"t","source":"annals"}""", null, "import")]
    [InlineData("""{"action":"a","time":"t","source":"ann\u0061ls"}""", null, "import")]
    [InlineData("""{"action":"a","time":"t","source":"microsoft365"}""", null, "import")]
    [InlineData("""{"action":"a","time":"t","source":"genesys-cloud"}""", null, "import")]
    [InlineData("""{"action":"a","time":"t","source":"-x"}""", null, "import")]
    [InlineData("""{"action":"a","time":"t","source":"Portal"}""", null, "import")]
    [InlineData("""{"action":"a","time":"t","source":""}""", null, "import")]
    [InlineData("""{"action":"a","time":"t","source":1}""", null, "import")]
    [InlineData("""{"action":"a","time":"t","source":"hr-portal"}""", "crm", "crm")]
    [InlineData("""{"source":"hr-portal"}""", null, "import")]
    [InlineData("""{}""", "crm", "crm")]
    [InlineData("""{"RecordType":1,"Operation":"x"}""", "crm", "microsoft365")]
    [InlineData("""{"eventDate":"t","serviceName":"s","action":"a"}""", "crm", "genesys-cloud")]
    [InlineData("""{"Id":"1"}""", "microsoft365", "microsoft365")]
    [InlineData("""{"annals":"intake.opened","id":"1","time":"2026-01-01T00:00:00Z","action":"open"}""", null, "import")]
    [InlineData("""{"annals":"intake.opened","id":"1","time":"2026-01-01T00:00:00Z","action":"open"}""", "crm", "crm")]
    [InlineData("""{"annals":"intake.opened","id":"1","time":"2026-01-01T00:00:00Z","action":"open"}""", "annals", "annals")]
    public void The_source_is_the_vendor_or_the_name_given_or_found(string record, string? sourceName, string expected) =>
        Assert.Equal(expected, Read(record, sourceName).Source);

    [Fact]
    public void Only_the_caller_can_make_a_record_a_receipt()
    {
        const string receipt = """{"annals":"intake.opened","id":"r-1","time":"2026-01-01T00:00:00Z","actor":{"name":"ana"},"action":"import"}""";

        var ours = Read(receipt, "annals");
        Assert.Equal((RecordShape.Annals, "intake.opened", "r-1"), (ours.Shape, Text(ours, EventField.Kind), new string(ours.Id)));
        var foreign = Read(receipt);
        Assert.Equal((RecordShape.Application, "", "r-1"), (foreign.Shape, Text(foreign, EventField.Kind), new string(foreign.Id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public void A_name_that_breaks_the_rule_is_refused(string name) => Assert.Throws<ArgumentException>(() => Read("{}", name));

    [Theory]
    [InlineData("\"a-1\"", "a-1")]
    [InlineData("\"ANONYMIZED\"", "ANONYMIZED")]
    [InlineData("12.50", "12.50")]
    [InlineData("\"\"", "")]
    [InlineData("null", "")]
    [InlineData("true", "")]
    [InlineData("{\"id\":1}", "")]
    [InlineData("[\"a\"]", "")]
    public void The_id_is_text_or_number(string id, string expected)
    {
        Assert.Equal(expected, new string(Read($$"""{"RecordType":1,"Operation":"x","Id":{{id}}}""").Id));
        Assert.Equal(expected, new string(Read($$"""{"eventDate":"t","serviceName":"s","action":"a","id":{{id}}}""").Id));
        Assert.Equal(expected, new string(Read($$"""{"id":"outer","topicName":"v2.audits.x","eventBody":{"id":{{id}} } }""").Id));
        Assert.Equal(expected, new string(Read($$"""{"action":"a","time":"t","id":{{id}}}""").Id));
        Assert.Equal("", new string(Read($$"""{"id":{{id}},"Id":{{id}}}""").Id));
    }

    [Fact]
    public void Lone_surrogates_in_an_id_stay_and_in_a_field_are_replaced()
    {
        var read = Read("""{"RecordType":1,"Operation":"a\ud800","Id":"\udc00x\ud83d\ude00é"}""");

        Assert.Equal("\udc00x😀é", new string(read.Id));
        Assert.Equal("a\ufffd", Text(read, EventField.Action));
    }

    [Theory]
    [InlineData("UserLoggedIn", """ "ResultStatus":"Success" """, Outcome.Success)]
    [InlineData("UserLoggedIn", """ "ResultStatus":"Succeeded","ErrorNumber":"0","LogonError":"None" """, Outcome.Success)]
    [InlineData("UserLoggedIn", """ "ResultStatus":"Success","ErrorNumber":"50140" """, Outcome.Warning)]
    [InlineData("UserLoggedIn", """ "ResultStatus":"Succeeded","LogonError":"FlowTokenExpired" """, Outcome.Warning)]
    [InlineData("UserLoggedIn", """ "ResultStatus":"Failed" """, Outcome.Failure)]
    [InlineData("UserLoginFailed", """ "ResultStatus":"Success","ErrorNumber":"50126" """, Outcome.Failure)]
    [InlineData("UserLoginFailed", """ "UserType":0 """, Outcome.Failure)]
    [InlineData("Other", """ "ResultStatus":"Success" """, Outcome.Unknown)]
    [InlineData("Other", """ "ResultStatus":"Success","ErrorNumber":0 """, Outcome.Success)]
    [InlineData("Other", """ "ResultStatus":"Success","ErrorNumber":50126 """, Outcome.Failure)]
    public void The_outcome_of_a_sign_in_is_not_that_of_its_request(string operation, string members, Outcome expected) =>
        Assert.Equal(expected, Read($$"""{"RecordType":15,"Operation":"{{operation}}",{{members}}}""").Outcome);

    [Theory]
    [InlineData("\"Success\"", Outcome.Success)]
    [InlineData("\"Succeeded\"", Outcome.Success)]
    [InlineData("\"Successful\"", Outcome.Success)]
    [InlineData("\"True\"", Outcome.Success)]
    [InlineData("\"TRUE\"", Outcome.Success)]
    [InlineData("\"\\u0053uccess\"", Outcome.Success)]
    [InlineData("true", Outcome.Success)]
    [InlineData("\"Failed\"", Outcome.Failure)]
    [InlineData("\"FAILURE\"", Outcome.Failure)]
    [InlineData("false", Outcome.Failure)]
    [InlineData("\"PartiallySucceeded\"", Outcome.Partial)]
    [InlineData("\"WARNING\"", Outcome.Warning)]
    [InlineData("\"New\"", Outcome.Unknown)]
    [InlineData("\"\"", Outcome.Unknown)]
    [InlineData("null", Outcome.Unknown)]
    [InlineData("1", Outcome.Unknown)]
    [InlineData("{}", Outcome.Unknown)]
    [InlineData("\"Success and then some more\"", Outcome.Unknown)]
    public void The_outcome_is_read_from_the_vendors_word(string value, Outcome expected)
    {
        Assert.Equal(expected, Read($$"""{"RecordType":1,"Operation":"x","ResultStatus":{{value}}}""").Outcome);
        Assert.Equal(expected, Read($$"""{"eventDate":"t","serviceName":"s","action":"a","status":{{value}}}""").Outcome);
        Assert.Equal(expected, Read($$"""{"action":"a","time":"t","outcome":{{value}}}""").Outcome);
    }

    [Fact]
    public void An_absent_outcome_is_unknown_and_not_success()
    {
        Assert.Equal(Outcome.Unknown, Read("""{"RecordType":6,"Operation":"FileAccessed"}""").Outcome);
        Assert.Equal(Outcome.Success, Read("""{"RecordType":20,"Operation":"ViewReport","IsSuccess":true}""").Outcome);
        Assert.Equal(Outcome.Failure, Read("""{"RecordType":20,"Operation":"ViewReport","ResultStatus":"","IsSuccess":false}""").Outcome);
        Assert.Equal(Outcome.Failure, Read("""{"RecordType":188,"Operation":"PlanRead","ResultStatus":3}""").Outcome);
    }

    [Fact]
    public void The_last_of_duplicate_members_counts_with_all_that_it_holds()
    {
        var genesys = Read("""{"eventDate":"t","serviceName":"s","action":"a","action":"b","user":{"id":"1","name":"ana"},"user":{"id":"2"},"entity":{"id":"9"},"entity":null}""");
        Assert.Equal("b", Text(genesys, EventField.Action));
        Assert.Equal("2", Text(genesys, EventField.Actor));
        Assert.Equal("2", Text(genesys, EventField.ActorId));
        Assert.Equal("", Text(genesys, EventField.TargetId));

        var entra = Read("""{"RecordType":8,"Operation":"x","Actor":[{"ID":"755e500a-6c03-46b0-b53b-282f23374e3b","Type":0}],"Actor":[],"UserKey":"k"}""");
        Assert.Equal("k", Text(entra, EventField.ActorId));

        var bodies = Read("""{"topicName":"v2.audits.x","eventBody":{"id":"1","action":"a"},"eventBody":{"id":"2"}}""");
        Assert.Equal(("2", ""), (new string(bodies.Id), Text(bodies, EventField.Action)));

        var details = Read("""{"detail-type":"v2.audits.x","detail":{"eventBody":{"id":"1","action":"a"}},"detail":{"eventBody":{"id":"2"}}}""");
        Assert.Equal(("2", ""), (new string(details.Id), Text(details, EventField.Action)));
    }

    [Fact]
    public void Entra_identities_are_object_ids_and_names()
    {
        var user = Read("""
            {"RecordType":8,"Operation":"Add member to role.","UserId":"ana@example.com","UserKey":"100320@example.com",
             "Actor":[{"ID":"ana@example.com","Type":5},{"ID":"100320","Type":3},{"ID":"18ed3507-a475-4ccb-b669-d66bc9f2a36e","Type":2},{"ID":"User_755e500a-6c03-46b0-b53b-282f23374e3b","Type":2},{"ID":"User","Type":2}],
             "Target":[{"Type":2,"ID":"User_\u0031155e500-6c03-46b0-b53b-282f23374e3b"},{"Type":5,"ID":"ben@example.com"},"odd",{"Type":1,"ID":"Ben"},{"ID":7}]}
            """);

        Assert.Equal("755e500a-6c03-46b0-b53b-282f23374e3b", Text(user, EventField.ActorId));
        Assert.Equal("Ben", Text(user, EventField.Target));
        Assert.Equal("1155e500-6c03-46b0-b53b-282f23374e3b", Text(user, EventField.TargetId));
    }

    [Fact]
    public void Addresses_come_in_order_without_ports_and_repetitions()
    {
        var record = Read("""{"RecordType":1,"Operation":"x","ClientIP":"192.0.2.1:50000","ClientIPAddress":"::ffff:192.0.2.1","ActorIpAddress":"[2001:DB8::1]:1","UserIp":"<null>","ClientIPs":["198.51.100.7",null,"\u0031.2.3.4"]}""");

        Assert.Equal(["192.0.2.1", "2001:db8::1", "198.51.100.7", "1.2.3.4"], Enumerable.Range(0, record.IpCount).Select(index => Encoding.ASCII.GetString(record.Ip(index))));
    }

    [Fact]
    public void A_list_of_a_million_addresses_is_read_in_time()
    {
        var addresses = string.Join(',', Enumerable.Range(0, 1_000_000).Select(index => $"\"10.{index >> 16}.{(index >> 8) & 255}.{index & 255}\""));

        Assert.Equal(1_000_000, Read($$"""{"eventDate":"t","serviceName":"s","action":"a","remoteIp":[{{addresses}}]}""").IpCount);
    }

    [Fact]
    public void After_a_fault_the_view_is_empty()
    {
        var slices = new EventSlices();
        Assert.Null(slices.Read("""{"RecordType":1,"Operation":"x","Id":"1","CreationTime":"2026-01-01T00:00:00","ClientIP":"192.0.2.1","ResultStatus":"True"}"""u8));
        Assert.NotNull(slices.Read("""{"RecordType":1,"Operation":"x","Id":"1","""u8));

        Assert.Equal((RecordShape.Unknown, "import", 0, Outcome.Unknown), (slices.Shape, slices.Source, slices.IpCount, slices.Outcome));
        Assert.True(slices.Id.IsEmpty);
        Assert.Null(slices.OccurredMicros);
        Assert.All(Enum.GetValues<EventField>(), field => Assert.True(slices[field].IsEmpty));
    }

    [Fact]
    public void Random_records_read_as_a_naive_reader_over_documents_reads_them()
    {
        var random = Seed.Random(nameof(Random_records_read_as_a_naive_reader_over_documents_reads_them));
        var slices = new EventSlices();
        for (var round = 0; round < Seed.Rounds(4_000, 500_000); round++)
        {
            var record = RandomRecords.Next(random).Write(random, respell: true);
            var sourceName = ((string?[])[null, null, null, "crm", "annals", "microsoft365", "genesys-cloud"])[random.Next(7)];

            AssertSame(record, slices, sourceName);
        }
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void Real_records_read_as_a_naive_reader_over_documents_reads_them()
    {
        var slices = new EventSlices();
        foreach (var record in RealRecords.Microsoft365.Concat(RealRecords.GenesysCloud))
        {
            AssertSame(record, slices, null);
        }
    }

    [Fact]
    public void Reading_allocates_nothing_once_warm()
    {
        var random = Seed.Random(nameof(Reading_allocates_nothing_once_warm));
        var records = Enumerable.Range(0, 200).Select(_ => RandomRecords.Next(random).Write(random)).ToArray();
        var slices = new EventSlices();
        Array.ForEach(records, record => Assert.Null(slices.Read(record)));

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var record in records)
        {
            slices.Read(record);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void AssertSame(byte[] record, EventSlices slices, string? sourceName)
    {
        var shown = Encoding.UTF8.GetString(record);
        Assert.Null(slices.Read(record, sourceName));
        var naive = NaiveView.Read(record, sourceName);
        Assert.True(naive.Equals(NaiveView.Of(slices)), $"{shown}\nexpected {naive}\nread     {NaiveView.Of(slices)}");

        var single = AuditEvent.Read(record, sourceName);
        Assert.Equal(naive.Lines, NaiveView.Of(single).Lines);
    }

    private static EventSlices Read(string record, string? sourceName = null)
    {
        var slices = new EventSlices();
        Assert.Null(slices.Read(Encoding.UTF8.GetBytes(record), sourceName));
        return slices;
    }

    private static string Text(EventSlices slices, EventField field) => Encoding.UTF8.GetString(slices[field]);
}
