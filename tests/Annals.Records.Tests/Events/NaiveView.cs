using System.Globalization;
using System.Text;
using System.Text.Json;
using Annals.Records.Events;
using Annals.Records.Tables;

namespace Annals.Records.Tests.Events;

/// <summary>The event view read slowly from a parsed document, by the tables of docs/formats/record-shapes.md. Shares only the leaf rules (time, address) with the code under test.</summary>
internal sealed record NaiveView(string Lines)
{
    public static NaiveView Of(EventSlices slices) => new(Join(
        slices.Shape, slices.Source, new string(slices.Id), slices.OccurredMicros, slices.Outcome,
        Enum.GetValues<EventField>().Select(field => Encoding.UTF8.GetString(slices[field])),
        Enumerable.Range(0, slices.IpCount).Select(index => Encoding.ASCII.GetString(slices.Ip(index)))));

    public static NaiveView Of(AuditEvent read) => new(Join(
        read.Shape, read.Source, read.Id ?? "", read.Occurred is { } occurred ? (occurred - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond : null, read.Outcome,
        new[] { read.Action, read.Service, read.Kind, read.Actor.Name, read.Actor.Id, read.Actor.Type, read.Target.Name, read.Target.Id, read.Application, read.Session, read.Correlation }.Select(text => text ?? ""),
        read.IpAddresses));

    public static NaiveView Read(byte[] record, string? sourceName)
    {
        using var document = JsonDocument.Parse(record);
        var root = document.RootElement;
        var body = Find(root, "eventBody") is { ValueKind: JsonValueKind.Object } ? Find(root, "eventBody") : Find(root, "detail.eventBody");
        // Whichever of the two places comes last in the record holds the body.
        foreach (var member in root.EnumerateObject())
        {
            body = member.NameEquals("eventBody") ? member.Value : member.NameEquals("detail") && member.Value.ValueKind == JsonValueKind.Object ? Find(member.Value, "eventBody") ?? body : body;
        }

        var shape = sourceName switch
        {
            "microsoft365" => RecordShape.Microsoft365,
            "genesys-cloud" => body?.ValueKind == JsonValueKind.Object ? RecordShape.GenesysCloudEvent : RecordShape.GenesysCloudAudit,
            "annals" => RecordShape.Annals,
            _ => Shape(root, body),
        };
        return shape switch
        {
            RecordShape.Microsoft365 => Microsoft365(root),
            RecordShape.GenesysCloudAudit => Genesys(root, root, shape),
            RecordShape.GenesysCloudEvent => Genesys(body!.Value, root, shape),
            _ => Application(root, shape, sourceName),
        };
    }

    private static RecordShape Shape(JsonElement root, JsonElement? body)
    {
        static bool IsAudit(JsonElement audit) => (IsText(audit, "eventDate") || IsText(audit, "eventTime")) && IsText(audit, "serviceName") && (IsText(audit, "action") || IsText(audit, "entityType"));
        bool IsTopic(string path) => IsText(root, path) && Find(root, path)!.Value.GetString()!.StartsWith("v2.audits.", StringComparison.Ordinal);

        if (body is { ValueKind: JsonValueKind.Object } found && (IsTopic("topicName") || IsTopic("detail.topicName") || IsTopic("detail-type") || IsAudit(found)))
        {
            return RecordShape.GenesysCloudEvent;
        }

        var hasType = Find(root, "RecordType") is { ValueKind: JsonValueKind.String or JsonValueKind.Number };
        var isMicrosoft = hasType
            ? IsText(root, "CreationTime") || IsText(root, "Operation")
            : IsText(root, "CreationTime") && IsText(root, "Operation") && (IsText(root, "Workload") || IsText(root, "OrganizationId") || IsText(root, "UserKey"));
        return isMicrosoft ? RecordShape.Microsoft365
            : IsAudit(root) ? RecordShape.GenesysCloudAudit
            : IsText(root, "action") && (IsText(root, "time") || Find(root, "actor") is { ValueKind: JsonValueKind.String or JsonValueKind.Object }) ? RecordShape.Application
            : RecordShape.Unknown;
    }

    private static NaiveView Microsoft365(JsonElement root)
    {
        var kind = First(root, "RecordType");
        var number = long.TryParse(kind, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : kind == "AzureActiveDirectoryStsLogon" ? 15 : -1;
        var name = Encoding.UTF8.GetString(RecordTypes.Utf8NameOf(number));
        kind = name.Length > 0 ? name : kind;
        string[] types = ["Regular", "Reserved", "Admin", "DCAdmin", "System", "Application", "ServicePrincipal", "CustomPolicy", "SystemPolicy", "PartnerTechnician", "Guest"];
        var type = First(root, "UserType");
        type = int.TryParse(type, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var typeNumber) && typeNumber >= 0 && typeNumber < types.Length ? types[typeNumber] : type;
        var key = First(root, "UserKey");
        var actorId = Or(Identity(root, "Actor"), key == "Not Available" ? "" : key);
        var targetId = Or(Identity(root, "Target"), First(root, "ListItemUniqueId", "ListId", "MailboxGuid", "TeamGuid"));
        var deviceSession = Elements(root, "DeviceProperties").Where(pair => IsText(pair, "Name") && pair.GetProperty("Name").GetString() == "SessionId").Select(pair => Find(pair, "Value")).LastOrDefault();
        var operation = First(root, "Operation");
        return new NaiveView(Join(
            RecordShape.Microsoft365, "microsoft365", Id(root, "Id"), Time(root, "CreationTime"), Outcome(root, operation, number, kind),
            [
                operation, First(root, "Workload"), kind, Or(First(root, "UserId"), actorId), actorId, type,
                Or(Or(Or(IdentityOfType(root, "Target", 1), IdentityOfType(root, "Target", 5)), First(root, "ObjectId", "ItemName", "MailboxOwnerUPN", "TeamName")), targetId), targetId,
                First(root, "ApplicationId", "ClientAppId", "AppAccessContext.ClientAppId", "AppId", "ApplicationDisplayName", "ApplicationName", "AppAccessContext.ClientAppName", "Application"),
                Or(Or(First(root, "SessionId", "AppAccessContext.AADSessionId"), deviceSession is { } session ? Value(session) : ""), First(root, "UserSessionId")),
                First(root, "CorrelationId", "AppAccessContext.CorrelationId", "InterSystemsId"),
            ],
            Addresses(root, "ClientIP", "ClientIPAddress", "ActorIpAddress", "ActorIP", "UserIp", "ClientIPs")));
    }

    private static Outcome Outcome(JsonElement root, string operation, long type, string kind)
    {
        if (operation == "UserLoginFailed")
        {
            return Records.Events.Outcome.Failure;
        }

        var said = Word(Find(root, "ResultStatus"));
        var logonError = IsText(root, "LogonError") ? Find(root, "LogonError")!.Value.GetString() : "";
        var errorNumber = First(root, "ErrorNumber");
        var error = logonError is not ("" or "None") || errorNumber is not ("" or "0");
        if (operation == "UserLoggedIn")
        {
            return said == Records.Events.Outcome.Failure ? said : error ? Records.Events.Outcome.Warning : Records.Events.Outcome.Success;
        }

        if (type is 9 or 15)
        {
            return error ? Records.Events.Outcome.Failure : said != Records.Events.Outcome.Success ? said : errorNumber == "0" ? said : Records.Events.Outcome.Unknown;
        }

        var status = Find(root, "ResultStatus");
        if (status is { ValueKind: JsonValueKind.Number } && kind.StartsWith("Planner", StringComparison.Ordinal))
        {
            return status.Value.GetRawText() switch { "1" => Records.Events.Outcome.Success, "2" or "3" => Records.Events.Outcome.Failure, _ => Records.Events.Outcome.Unknown };
        }

        var absent = status is null or { ValueKind: JsonValueKind.Null } || (status.Value.ValueKind == JsonValueKind.String && status.Value.GetString()!.Length == 0);
        return absent ? Word(Find(root, "IsSuccess")) : said;
    }

    private static NaiveView Genesys(JsonElement audit, JsonElement root, RecordShape shape)
    {
        var actorId = First(audit, "user.id", "userId", "username.id", "context.userid");
        var correlation = First(audit, "context.correlationId", "initiatingAction.transactionId");
        if (shape == RecordShape.GenesysCloudEvent && correlation.Length == 0)
        {
            // Beside the body, at either level; the one that comes last.
            JsonElement? metadata = null;
            foreach (var member in root.EnumerateObject())
            {
                metadata = member.NameEquals("metadata") ? member.Value
                    : member.NameEquals("detail") && member.Value.ValueKind == JsonValueKind.Object && Find(member.Value, "metadata") is { } inner ? inner
                    : metadata;
            }

            correlation = metadata is { } found ? First(found, "CorrelationId") : "";
        }

        return new NaiveView(Join(
            shape, "genesys-cloud", Id(audit, "id"), Time(audit, "eventDate", "eventTime"), Word(Find(audit, "status")),
            [
                First(audit, "action"), First(audit, "serviceName"), First(audit, "entityType"), Or(First(audit, "user.name", "userDisplay", "username.name"), actorId), actorId, First(audit, "level"),
                First(audit, "entity.name", "entity.id"), First(audit, "entity.id"), First(audit, "client.id", "clientId.id", "clientId", "application"), First(audit, "context.sessionId"), correlation,
            ],
            Addresses(audit, "remoteIp", "remoteIps", "context.remoteIp")));
    }

    private static NaiveView Application(JsonElement root, RecordShape shape, string? sourceName)
    {
        var named = shape == RecordShape.Application && IsText(root, "source") ? Find(root, "source")!.Value.GetString()! : "";
        var source = sourceName ?? (SourceNames.IsValid(named) && !SourceNames.IsReserved(named) ? named : "import");
        return new NaiveView(Join(
            shape, source, shape == RecordShape.Unknown ? "" : Id(root, "id"), Time(root, "time", "timestamp"), Word(Find(root, "outcome")),
            [
                First(root, "action"), First(root, "service"), Or(shape == RecordShape.Annals ? First(root, "annals") : "", First(root, "kind", "target.type")),
                First(root, "actor", "actor.name", "actor.id"), First(root, "actor.id"), First(root, "actor.type"),
                First(root, "target", "target.name", "target.id"), First(root, "target.id"), First(root, "application", "context.application"),
                First(root, "session", "context.sessionId"), First(root, "correlation", "context.correlationId"),
            ],
            Addresses(root, "ip", "context.ip", "context.remoteIp")));
    }

    private static JsonElement? Find(JsonElement root, string path)
    {
        JsonElement? at = root;
        foreach (var name in path.Split('.'))
        {
            at = at is { ValueKind: JsonValueKind.Object } && at.Value.TryGetProperty(name, out var inner) ? inner : null;
        }

        return at;
    }

    private static bool IsText(JsonElement root, string path) => Find(root, path) is { ValueKind: JsonValueKind.String };

    private static string Value(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.String => value.Value.GetString()!,
        JsonValueKind.Number => value.Value.GetRawText(),
        _ => "",
    };

    private static string First(JsonElement root, params string[] paths) => paths.Select(path => Value(Find(root, path))).FirstOrDefault(text => text.Length > 0, "");

    private static string Or(string first, string second) => first.Length > 0 ? first : second;

    private static string Id(JsonElement root, string path) => First(root, path);

    private static long? Time(JsonElement root, params string[] paths)
    {
        var path = paths.FirstOrDefault(path => IsText(root, path));
        return path is not null && TimeRule1.TryRead(Encoding.UTF8.GetBytes(Value(Find(root, path))), out var micros) ? micros : null;
    }

    private static Outcome Word(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.True => Records.Events.Outcome.Success,
        JsonValueKind.False => Records.Events.Outcome.Failure,
        JsonValueKind.String => value.Value.GetString() switch
        {
            "Success" or "Succeeded" or "Successful" or "True" or "TRUE" or "SUCCESS" => Records.Events.Outcome.Success,
            "Failed" or "FAILURE" or "Failure" => Records.Events.Outcome.Failure,
            "PartiallySucceeded" => Records.Events.Outcome.Partial,
            _ => Records.Events.Outcome.Unknown,
        },
        _ => Records.Events.Outcome.Unknown,
    };

    private static IEnumerable<JsonElement> Elements(JsonElement root, string name) =>
        Find(root, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(element => element.ValueKind == JsonValueKind.Object) : [];

    private static IEnumerable<(string Id, string Type)> Identities(JsonElement root, string name) =>
        Elements(root, name).Where(pair => IsText(pair, "ID")).Select(pair => (Value(Find(pair, "ID")), Find(pair, "Type") is { ValueKind: JsonValueKind.Number } type ? type.GetRawText() : ""));

    private static string IdentityOfType(JsonElement root, string name, int type) =>
        Identities(root, name).FirstOrDefault(pair => pair.Type == type.ToString(CultureInfo.InvariantCulture) && pair.Id.Length > 0, (Id: "", Type: "")).Id;

    private static string Identity(JsonElement root, string name)
    {
        var direct = Identities(root, name).FirstOrDefault(pair => pair.Type == "0" && Guid.TryParseExact(pair.Id, "D", out _), (Id: "", Type: "")).Id;
        var prefixed = Identities(root, name).FirstOrDefault(pair => pair.Type is not ("1" or "5") && pair.Id.Length > 37 && pair.Id[^37] == '_' && Guid.TryParseExact(pair.Id[^36..], "D", out _), (Id: "", Type: "")).Id;
        return direct.Length > 0 ? direct : prefixed.Length > 0 ? prefixed[^36..] : "";
    }

    private static IEnumerable<string> Addresses(JsonElement root, params string[] paths)
    {
        var destination = new byte[IpText.LengthMax];
        return paths.Select(path => Find(root, path))
            .SelectMany(value => value?.ValueKind switch { JsonValueKind.String => [value.Value], JsonValueKind.Array => value.Value.EnumerateArray().Where(element => element.ValueKind == JsonValueKind.String), _ => Enumerable.Empty<JsonElement>() })
            .Select(element => Encoding.ASCII.GetString(destination, 0, IpText.Normalize(Encoding.UTF8.GetBytes(element.GetString()!), destination)))
            .Where(text => text.Length > 0)
            .Distinct();
    }

    private static string Join(RecordShape shape, string source, string id, long? occurred, Outcome outcome, IEnumerable<string> fields, IEnumerable<string> addresses)
    {
        var named = fields.Zip(Enum.GetNames<EventField>(), (text, name) => $"{name}={text}");
        return string.Join('|', [shape.ToString(), source, id, occurred?.ToString(CultureInfo.InvariantCulture) ?? "", outcome.ToString(), .. named, string.Join(' ', addresses)]);
    }
}
