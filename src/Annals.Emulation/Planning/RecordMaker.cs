using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Annals.Sources.Samples;

namespace Annals.Emulation;

/// <summary>Makes the records of a plan: shaped like real ones, with times and ids of the plan's choosing. Names are invented, hosts are under example.com.</summary>
internal sealed class RecordMaker(SampleRandom random)
{
    /// <summary>The content types, as the service names them.</summary>
    public static readonly string[] ContentTypes = ["Audit.AzureActiveDirectory", "Audit.Exchange", "Audit.General", "Audit.SharePoint", Dlp];

    /// <summary>The content type that needs a permission of its own.</summary>
    public const string Dlp = "DLP.All";

    /// <summary>The services of Genesys Cloud.</summary>
    public static readonly string[] Services = ["Architect", "Directory", "PeoplePermissions", "Quality", "Telephony"];

    private static readonly string[] Users = ["anna", "bernd", "chiara", "dmitri", "elif", "farid", "grace", "henrik"];

    private readonly Guid organization = NewGuid(random);

    /// <summary>A time as records of Microsoft 365 have it: UTC, without saying so.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The members that put a record into a content type.</summary>
    public static string Kind(string contentType) => contentType switch
    {
        "Audit.AzureActiveDirectory" => "\"RecordType\":15,\"Workload\":\"AzureActiveDirectory\"",
        "Audit.Exchange" => "\"RecordType\":2,\"Workload\":\"Exchange\"",
        "Audit.SharePoint" => "\"RecordType\":6,\"Workload\":\"SharePoint\"",
        Dlp => "\"RecordType\":13,\"Workload\":\"Exchange\"",
        _ => "\"RecordType\":25,\"Workload\":\"MicrosoftTeams\"",
    };

    /// <summary>A new id.</summary>
    public static string Id(SampleRandom random) => NewGuid(random).ToString();

    /// <summary>A record of Microsoft 365.</summary>
    /// <param name="contentType">Its content type.</param>
    /// <param name="created">When it happened.</param>
    /// <param name="id">Its id; null for a new one.</param>
    /// <param name="members">Further members, each with a comma before it.</param>
    public PlannedRecord Microsoft365(string contentType, DateTimeOffset created, string? id = null, string members = "")
    {
        id ??= Id(random);
        var user = random.Pick(Users);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"CreationTime":"{{Time(created)}}","Id":"{{id}}","Operation":"{{OperationOf(contentType)}}","OrganizationId":"{{organization}}",{{Kind(contentType)}},"ResultStatus":"Succeeded","UserKey":"{{user}}@example.com","UserType":0,"Version":1,"ClientIP":"203.0.113.{{1 + random.Below(254)}}","UserId":"{{user}}@example.com","ObjectId":"https://files.example.com/{{random.Below(9_999)}}"{{members}}}""");
        return new PlannedRecord(id, created, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>An audit of Genesys Cloud.</summary>
    /// <param name="service">Its service.</param>
    /// <param name="time">When it happened.</param>
    /// <param name="hasName">Whether its user has a name; that of a deleted one has none.</param>
    /// <param name="transaction">The transaction it belongs to; null for one of its own.</param>
    public PlannedRecord GenesysCloud(string service, DateTimeOffset time, bool hasName = true, string? transaction = null)
    {
        var id = Id(random);
        var user = random.Pick(Users);
        var userId = Id(random);
        var (entityType, action) = EntityOf(service);
        var name = hasName ? $"\"name\":\"{user}\"," : string.Empty;
        var entity = Id(random);
        var version = random.Below(200);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{id}}","userHomeOrgId":"{{organization}}","user":{"id":"{{userId}}",{{name}}"selfUri":"/api/v2/users/{{userId}}"},"remoteIp":["203.0.113.{{1 + random.Below(254)}}"],"client":{"id":"client-credentials"},"serviceName":"{{service}}","level":"USER","eventDate":"{{Milliseconds(time)}}","action":"{{action}}","entity":{"id":"{{entity}}","name":"{{entityType}} {{version}}"},"entityType":"{{entityType}}","status":"SUCCESS","application":"","initiatingAction":{"transactionId":"{{transaction ?? Id(random)}}","actionContext":"{{action}}"},"transactionInitiator":true,"propertyChanges":[{"property":"version","oldValues":["{{version}}"],"newValues":["{{version + 1}}"]}],"context":{"correlationId":"{{Id(random)}}"},"entityChanges":[]}""");
        return new PlannedRecord(id, time, Encoding.UTF8.GetBytes(text));
    }

    private static string Milliseconds(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static Guid NewGuid(SampleRandom random)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (random.Next() & ~0xF000UL) | 0x4000UL);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (random.Next() & ~(3UL << 62)) | (2UL << 62));
        return new Guid(bytes, bigEndian: true);
    }

    private string OperationOf(string contentType) => random.Pick(contentType switch
    {
        "Audit.AzureActiveDirectory" => ["UserLoggedIn", "UserLoginFailed", "Add member to group."],
        "Audit.Exchange" => ["MailItemsAccessed", "Send", "HardDelete"],
        "Audit.SharePoint" => ["FileAccessed", "FileDownloaded", "SharingSet"],
        Dlp => ["DlpRuleMatch", "DlpRuleUndo"],
        _ => (string[])["MessageSent", "TeamCreated", "MemberAdded"],
    });

    private (string EntityType, string Action) EntityOf(string service) => service switch
    {
        "Architect" => ("Flow", random.Pick((string[])["Publish", "Checkin", "Checkout"])),
        "PeoplePermissions" => ("Role", random.Pick((string[])["MemberAdd", "MemberRemove"])),
        "Directory" => ("User", "Update"),
        "Quality" => ("Evaluation", "Update"),
        _ => ("Trunk", "Update"),
    };
}

/// <summary>A record of a plan.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record PlannedRecord(string Id, DateTimeOffset Time, byte[] Bytes);
