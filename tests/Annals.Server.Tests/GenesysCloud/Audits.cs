using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Annals.Server.Tests.GenesysCloud;

/// <summary>Audits for tests, as lines of JSON in the shapes in which they are stored.</summary>
internal static class Audits
{
    public const string Organisation = "3f0c5a52-0000-4000-8000-0000000000aa";

    /// <summary>An audit in the shape of the audit API.</summary>
    public static string Rest(
        string id, DateTimeOffset time, string service = "Architect", string entityType = "Flow", string action = "Publish", string user = "user-1", string client = "", string entity = "entity-1", string? correlation = null, string? transaction = null) =>
        $$$"""{"id":"{{{id}}}","userHomeOrgId":"{{{Organisation}}}","user":{"id":"{{{user}}}","selfUri":"/api/v2/users/{{{user}}}"},"client":{"id":"{{{client}}}"},"remoteIp":["192.0.2.7"],"serviceName":"{{{service}}}","level":"USER","eventDate":"{{{Time(time)}}}","action":"{{{action}}}","entity":{"id":"{{{entity}}}"},"entityType":"{{{entityType}}}","status":"SUCCESS","application":"","initiatingAction":{{{(transaction is null ? "{}" : $"{{\"transactionId\":\"{transaction}\"}}")}}},"transactionInitiator":false,"propertyChanges":[],"context":{{{(correlation is null ? "{}" : $"{{\"correlationId\":\"{correlation}\"}}")}}},"entityChanges":[]}""";

    /// <summary>An audit in the envelope of the event bus.</summary>
    public static string Event(string id, DateTimeOffset time, string correlation, string user = "user-1") =>
        $$$"""{"version":"0","id":"delivery-of-{{{id}}}","detail-type":"v2.audits.entitytype.{id}.entityid.{id}","detail":{"topicName":"v2.audits.entitytype.OAuthClient.entityid.client-1","version":"2","eventBody":{"id":"{{{id}}}","userId":"{{{user}}}","userHomeOrgId":"{{{Organisation}}}","username":{"id":""},"userDisplay":"Ana","clientId":{"id":"client-1"},"serviceName":"PeoplePermissions","eventTime":"{{{Time(time)}}}","action":"Delete","entityType":"OAuthClient","entity":{"id":"client-1","name":"connector"},"propertyChanges":[{"property":"scopes","oldValues":["users"]}]},"metadata":{"CorrelationId":"{{{correlation}}}"} } }""";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Interval(DateTimeOffset start, DateTimeOffset end) => $"{Time(start)}/{Time(end)}";

    public static string Lines(IEnumerable<string> records) => string.Join('\n', records);

    /// <summary>A request body.</summary>
    public static StringContent Body(object content) => new(JsonSerializer.Serialize(content), Encoding.UTF8, "application/json");

    /// <summary>Ids of the audits of an answer, in its order.</summary>
    public static List<string> Ids(JsonElement answer) => [.. answer.GetProperty("entities").EnumerateArray().Select(audit => audit.GetProperty("id").GetString()!)];
}
