using System.Buffers;
using System.Text;

namespace Annals.Server.GenesysCloud;

/// <summary>
/// An audit in the shape that the audit API answers (AuditLogMessage). A record stored in that shape is given as its stored bytes. One in the shape of the event bus or of bulk
/// downloads is put together from its own members: their values are the stored bytes, none is made up, members for which the shape has no place are left out.
/// The mapping is described in docs/genesys-cloud-api.md.
/// </summary>
internal static class RestShape
{
    /// <summary>Members that both shapes have, in the order in which the audit API writes them; the others stand between.</summary>
    private static readonly string[] FirstMembers = ["remoteIp", "serviceName", "level"];
    private static readonly string[] LastMembers =
    [
        "message", "action", "entity", "entityType", "status", "application", "initiatingAction", "transactionInitiator", "propertyChanges", "context", "entityChanges",
    ];

    /// <summary>Longer ones are no identifiers.</summary>
    private const int ActionKeyLengthMax = 200;

    /// <summary>The audit of a record.</summary>
    /// <param name="record">The stored bytes.</param>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> record)
    {
        var members = MemberSlices.Of(record);
        var isWrapped = TryUnwrap(members, out var body);
        return isWrapped || IsTopicShape(body) ? Put(body) : record;
    }

    /// <summary>The members of the audit itself, without the envelope of the event bus or of a notification.</summary>
    public static MemberSlices BodyOf(ReadOnlyMemory<byte> record)
    {
        TryUnwrap(MemberSlices.Of(record), out var body);
        return body;
    }

    /// <summary>Keys by which audits of one action know each other: the transaction of the initiating action and the correlation ids.</summary>
    public static IReadOnlyList<string> ActionKeys(ReadOnlyMemory<byte> record)
    {
        var members = MemberSlices.Of(record);
        TryUnwrap(members, out var body);
        string?[] keys =
        [
            body.Object("initiatingAction").Text("transactionId"),
            body.Object("context").Text("correlationId"),
            (members.IsObject("detail") ? members.Object("detail") : members).Object("metadata").Text("CorrelationId"),
        ];
        return [.. keys.OfType<string>().Where(key => key.Length <= ActionKeyLengthMax).Distinct(StringComparer.Ordinal)];
    }

    private static bool TryUnwrap(MemberSlices members, out MemberSlices body)
    {
        var detail = members.Object("detail");
        if (detail.IsObject("eventBody"))
        {
            body = detail.Object("eventBody");
            return true;
        }

        var isNotification = members.IsObject("eventBody");
        body = isNotification ? members.Object("eventBody") : members;
        return isNotification;
    }

    private static bool IsTopicShape(MemberSlices body) =>
        body["eventDate"].IsEmpty && !(body["eventTime"].IsEmpty && body["userId"].IsEmpty && body["clientId"].IsEmpty);

    private static ReadOnlyMemory<byte> Put(MemberSlices body)
    {
        var writer = new SliceWriter();
        writer.Member("id", body["id"]);
        writer.Member("userHomeOrgId", body["userHomeOrgId"]);
        writer.Member("user", UserOf(body));
        writer.Member("client", ClientOf(body));
        writer.Members(body, FirstMembers);
        writer.Member("eventDate", body["eventDate"] is { IsEmpty: false } date ? date : body["eventTime"]);
        writer.Members(body, LastMembers);
        return writer.End();
    }

    private static ReadOnlyMemory<byte> UserOf(MemberSlices body)
    {
        if (!body["user"].IsEmpty)
        {
            return body["user"];
        }

        var reference = body.Object("username");
        var writer = new SliceWriter();
        writer.Member("id", FirstFilled(body, "userId", reference, "id"));
        writer.Member("name", FirstFilled(body, "userDisplay", reference, "name"));
        writer.Member("selfUri", reference["selfUri"]);
        return writer.HasMembers ? writer.End() : default;
    }

    /// <summary>Bulk downloads give the client's id alone.</summary>
    private static ReadOnlyMemory<byte> ClientOf(MemberSlices body)
    {
        if (!body["client"].IsEmpty || body["clientId"].IsEmpty || body.IsObject("clientId"))
        {
            return body["client"].IsEmpty ? body["clientId"] : body["client"];
        }

        var writer = new SliceWriter();
        writer.Member("id", body["clientId"]);
        return writer.End();
    }

    private static ReadOnlyMemory<byte> FirstFilled(MemberSlices first, string firstName, MemberSlices second, string secondName) =>
        first.Text(firstName) is not null || second.Text(secondName) is null ? first[firstName] : second[secondName];

    /// <summary>Writes an object out of slices.</summary>
    private sealed class SliceWriter
    {
        private readonly ArrayBufferWriter<byte> output = new();

        public bool HasMembers => output.WrittenCount > 0;

        public void Members(MemberSlices from, string[] names)
        {
            foreach (var name in names)
            {
                Member(name, from[name]);
            }
        }

        public void Member(string name, ReadOnlyMemory<byte> value)
        {
            if (value.IsEmpty)
            {
                return;
            }

            output.Write(HasMembers ? ",\""u8 : "{\""u8);
            Encoding.ASCII.GetBytes(name, output);
            output.Write("\":"u8);
            output.Write(value.Span);
        }

        public ReadOnlyMemory<byte> End()
        {
            output.Write(HasMembers ? "}"u8 : "{}"u8);
            return output.WrittenMemory;
        }
    }
}
