using System.Text;
using System.Text.Json;
using Annals.Server.GenesysCloud;
using Annals.Testing;

namespace Annals.Server.Tests.GenesysCloud;

public sealed class RestShapeTests
{
    private static readonly string[] CommonMembers =
    [
        "id", "userHomeOrgId", "remoteIp", "serviceName", "level", "message", "action", "entity", "entityType", "status", "application", "initiatingAction", "transactionInitiator", "propertyChanges", "context", "entityChanges",
    ];

    [Fact]
    public void A_record_in_the_shape_of_the_audit_API_is_given_as_its_stored_bytes()
    {
        var record = Bytes(""" {"eventDate" : "2025-04-01T12:34:56Z", "unknown":[1.50E+3], "userId":"u", "status":null,"id":"a"} """);

        Assert.Equal(record.ToArray(), RestShape.Of(record).ToArray());
    }

    [Theory]
    [InlineData("""{"detail":{"eventBody":BODY,"metadata":{"CorrelationId":"c"}},"id":"delivery"}""")]
    [InlineData("""{"topicName":"v2.audits.x","eventBody":BODY,"metadata":{"CorrelationId":"c"}}""")]
    [InlineData("BODY")]
    public void An_event_is_put_into_the_shape_of_the_audit_API_from_its_own_members(string envelope)
    {
        const string Body = """{"id":"a","userId":"u","userHomeOrgId":"o","username":{"id":"","selfUri":"/u"},"userDisplay":"An\u0061","clientId":{"id":"c","selfUri":"/c"},"serviceName":"S","eventTime":"2021-05-31T09:49:25.000Z","action":"Delete","entityType":"T","entity":{"id":"e","name":"n"},"propertyChanges":[{"property":"p","newValues":["1"]}],"extra":1}""";

        var audit = RestShape.Of(Bytes(envelope.Replace("BODY", Body, StringComparison.Ordinal)));

        Assert.Equal(
            """{"id":"a","userHomeOrgId":"o","user":{"id":"u","name":"An\u0061","selfUri":"/u"},"client":{"id":"c","selfUri":"/c"},"serviceName":"S","eventDate":"2021-05-31T09:49:25.000Z","action":"Delete","entity":{"id":"e","name":"n"},"entityType":"T","propertyChanges":[{"property":"p","newValues":["1"]}]}""",
            Encoding.UTF8.GetString(audit.Span));
    }

    [Theory]
    [InlineData("""{"eventTime":"t","clientId":"c"}""", """{"client":{"id":"c"},"eventDate":"t"}""")]
    [InlineData("""{"eventTime":"t","userId":"","username":{"id":"u","name":"n"}}""", """{"user":{"id":"u","name":"n"},"eventDate":"t"}""")]
    [InlineData("""{"eventTime":"t","userId":"u","userDisplay":"","username":{"id":"x","name":"n"}}""", """{"user":{"id":"u","name":"n"},"eventDate":"t"}""")]
    [InlineData("""{"eventTime":"t","user":{"id":"own"},"userId":"u","client":{"id":"own"},"clientId":"c"}""", """{"user":{"id":"own"},"client":{"id":"own"},"eventDate":"t"}""")]
    [InlineData("""{"eventTime":"t","level":null,"status":null,"username":{}}""", """{"eventDate":"t"}""")]
    [InlineData("""{"eventTime":"t","action":"first","act\u0069on":"last"}""", """{"eventDate":"t","action":"last"}""")]
    [InlineData("""{"eventBody":{}}""", "{}")]
    [InlineData("""{"eventTime":"t","\ud800":1,"context":{"\ud800":"\udfff"}}""", """{"eventDate":"t","context":{"\ud800":"\udfff"}}""")]
    public void Members_are_chosen_by_the_documented_rules(string record, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(RestShape.Of(Bytes(record)).Span));

    [Fact]
    public void The_bytes_of_every_value_stay_as_they_were_whatever_they_are()
    {
        var random = Seed.Random(nameof(RestShapeTests));
        for (var round = 0; round < Seed.Rounds(500, 20_000); round++)
        {
            var members = CommonMembers.Where(_ => random.Next(3) > 0).ToDictionary(name => name, _ => Value(random, 3));
            var body = new Dictionary<string, string>(members) { ["eventTime"] = Value(random, 0), ["clientId"] = "{\"id\":" + Value(random, 0) + "}", ["unknown" + round] = Value(random, 2), ["extra"] = Value(random, 1) };
            var text = "{" + string.Join(',', body.OrderBy(_ => random.Next()).Select(member => $"{Space(random)}{JsonSerializer.Serialize(member.Key)}{Space(random)}:{Space(random)}{member.Value}{Space(random)}")) + "}";
            var record = random.Next(3) switch { 0 => $"{{\"detail\":{{\"eventBody\":{text}}}}}", 1 => $"{{\"eventBody\":{text},\"x\":1}}", _ => text };

            var audit = RestShape.Of(Bytes(record));

            using var parsed = JsonDocument.Parse(audit);
            var expected = members.Where(member => member.Value != "null").ToDictionary();
            if (body["eventTime"] != "null")
            {
                expected["eventDate"] = body["eventTime"];
            }

            expected["client"] = body["clientId"];
            Assert.Equal(expected.OrderBy(member => member.Key, StringComparer.Ordinal), parsed.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText()).OrderBy(member => member.Key, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void An_audit_is_not_changed_when_it_is_put_into_the_shape_again()
    {
        var once = RestShape.Of(Bytes(Audits.Event("a", DateTimeOffset.UnixEpoch, "c")));

        Assert.Equal(once.ToArray(), RestShape.Of(once).ToArray());
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void The_real_event_is_given_with_every_member_that_the_shape_has_a_place_for()
    {
        foreach (var line in File.ReadLines(SharedData.PathOf("data/genesys/eventbridge-samples.ndjson")))
        {
            using var stored = JsonDocument.Parse(line);
            var body = stored.RootElement.GetProperty("detail").GetProperty("eventBody");

            using var given = JsonDocument.Parse(RestShape.Of(Bytes(line)));

            var audit = given.RootElement;
            Assert.Equal(body.GetProperty("userId").GetRawText(), audit.GetProperty("user").GetProperty("id").GetRawText());
            Assert.Equal(body.GetProperty("clientId").GetRawText(), audit.GetProperty("client").GetRawText());
            Assert.Equal(body.GetProperty("eventTime").GetRawText(), audit.GetProperty("eventDate").GetRawText());
            string[] renamed = ["userId", "username", "userDisplay", "clientId", "eventTime"];
            Assert.All(body.EnumerateObject().Where(member => !renamed.Contains(member.Name)), member => Assert.Equal(member.Value.GetRawText(), audit.GetProperty(member.Name).GetRawText()));
        }
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void Real_audits_of_the_audit_API_are_given_byte_for_byte()
    {
        foreach (var line in File.ReadLines(SharedData.PathOf("data/genesys/samples.ndjson")))
        {
            Assert.Equal(line, Encoding.UTF8.GetString(RestShape.Of(Bytes(line)).Span));
        }
    }

    [Fact]
    public void A_record_nested_very_deeply_is_converted_without_recursion()
    {
        const int Depth = 100_000;
        var nested = new string('[', Depth) + new string(']', Depth);

        var audit = RestShape.Of(Bytes($$"""{"eventTime":"t","context":{{nested}}}"""));

        Assert.Equal($$"""{"eventDate":"t","context":{{nested}}}""", Encoding.UTF8.GetString(audit.Span));
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Space(Random random) => random.Next(4) switch { 0 => " ", 1 => "\t", _ => "" };

    private static string Value(Random random, int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => "null",
        1 => "true",
        2 => random.Next(2) == 0 ? "1.50E+03" : "12345678901234567890.000",
        3 => "\"\"",
        4 => "\"\\u00e9\\/ \\\" \\ud83d\\ude00\"",
        5 => JsonSerializer.Serialize(new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(32, 0x2FF))])),
        6 => "[" + string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))) + "]",
        _ => "{" + string.Join(" ,", Enumerable.Range(0, random.Next(4)).Select(i => $"\"m{i}\": {Value(random, depth - 1)}")) + "}",
    };
}
