using Annals.Records.Tests.Json;

namespace Annals.Records.Tests.Events;

/// <summary>Objects of members that the event view knows, with values of every kind, some of them wrong.</summary>
internal static class RandomRecords
{
    private static readonly string[] Microsoft365 =
    [
        "Id", "CreationTime", "Operation", "RecordType", "Workload", "OrganizationId", "UserId", "UserKey", "UserType", "ResultStatus", "ObjectId", "ClientIP", "ClientIPAddress",
        "ActorIpAddress", "ActorIP", "UserIp", "ClientIPs", "LogonError", "ErrorNumber", "IsSuccess", "Actor", "Target", "ApplicationId", "ClientAppId", "AppId", "ApplicationDisplayName",
        "ApplicationName", "Application", "SessionId", "UserSessionId", "CorrelationId", "InterSystemsId", "AppAccessContext", "DeviceProperties", "ItemName", "MailboxOwnerUPN", "MailboxGuid",
        "TeamName", "TeamGuid", "ListItemUniqueId", "ListId",
    ];

    private static readonly string[] Lower =
    [
        "id", "eventDate", "eventTime", "serviceName", "action", "entityType", "entity", "user", "userId", "username", "userDisplay", "level", "client", "clientId", "application", "status",
        "remoteIp", "remoteIps", "context", "initiatingAction", "topicName", "detail-type", "metadata", "annals", "time", "timestamp", "actor", "target", "outcome", "source", "kind", "service",
        "ip", "session", "correlation",
    ];

    private static readonly string[] Inner =
        ["id", "name", "type", "userid", "correlationId", "sessionId", "remoteIp", "ip", "application", "transactionId", "CorrelationId", "AADSessionId", "ClientAppId", "ClientAppName"];

    private static readonly string[] Words =
    [
        "", "a", "ana@example.com", "b", "2026-01-01T00:00:00", "2026-01-01T10:00:00.5+02:00", "never", "Success", "Failed", "None", "0", "50126", "15", "9", "1", "UserLoggedIn", "UserLoginFailed",
        "192.0.2.1:443", "::1", "<null>", "v2.audits.x", "hr-portal", "annals", "Not Available", "SessionId", "755e500a-6c03-46b0-b53b-282f23374e3b", "User_755e500a-6c03-46b0-b53b-282f23374e3b", "é\"\\\n",
        "AzureActiveDirectoryStsLogon",
    ];

    public static JsonNode.Map Next(Random random)
    {
        var names = random.Next(4) switch { 0 => [.. Microsoft365, .. Lower], 1 => Lower, _ => Microsoft365 };
        var members = Object(random, names, random.Next(4, 40)).Members.ToList();
        string[] forced = random.Next(5) switch
        {
            0 => ["RecordType", "Operation", "CreationTime"],
            1 => ["eventDate", "serviceName", "action"],
            2 => ["action", "time"],
            _ => [],
        };
        members.AddRange(forced.Select(name => KeyValuePair.Create(name, (JsonNode)new JsonNode.Text(Words[random.Next(Words.Length)]))));
        if (random.Next(4) == 0)
        {
            var body = KeyValuePair.Create("eventBody", random.Next(6) == 0 ? Value(random, "eventBody") : Object(random, Lower, random.Next(15)));
            members.Add(random.Next(2) == 0 ? body : KeyValuePair.Create("detail", (JsonNode)new JsonNode.Map([body, .. Object(random, Lower, 3).Members])));
        }

        return new JsonNode.Map([.. members]);
    }

    private static JsonNode.Map Object(Random random, string[] names, int count) => new(
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            var name = names[random.Next(names.Length)];
            return KeyValuePair.Create(name, Value(random, name));
        }),
    ]);

    private static JsonNode Value(Random random, string name)
    {
        return random.Next(12) switch
        {
            0 => new JsonNode.Bare(((string[])["null", "true", "false"])[random.Next(3)]),
            1 => new JsonNode.Bare(((string[])["0", "1", "3", "15", "9", "188", "9999", "-1", "1.5", "1e2"])[random.Next(10)]),
            2 => new JsonNode.List([.. Enumerable.Range(0, random.Next(3)).Select(_ => Value(random, ""))]),
            3 => Object(random, Inner, random.Next(4)),
            _ when name is "Actor" or "Target" => Pairs(random, "ID", "Type"),
            _ when name is "DeviceProperties" => Pairs(random, "Value", "Name"),
            _ when name is "entity" or "user" or "username" or "client" or "clientId" or "context" or "initiatingAction" or "metadata" or "actor" or "target" or "AppAccessContext" && random.Next(4) > 0
                => Object(random, Inner, random.Next(6)),
            _ when name is "RecordType" && random.Next(2) == 0 => new JsonNode.Bare("15"),
            _ => new JsonNode.Text(Words[random.Next(Words.Length)]),
        };
    }

    private static JsonNode.List Pairs(Random random, string value, string key) => new(
    [
        .. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(8) == 0 ? Value(random, "") : new JsonNode.Map(
        [
            KeyValuePair.Create(value, Value(random, "")),
            KeyValuePair.Create(key, key == "Type" ? new JsonNode.Bare(((string[])["0", "1", "2", "5"])[random.Next(4)]) : Value(random, "")),
        ])),
    ]);
}
