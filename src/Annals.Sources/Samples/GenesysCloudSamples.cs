using System.Globalization;

namespace Annals.Sources.Samples;

/// <summary>Audit messages of Genesys Cloud, most as the query answers them, some as events of the bus.</summary>
internal static class GenesysCloudSamples
{
    public static readonly SampleFamily[] Families =
    [
        new(46, QueueMember),
        new(20, QueueUpdated),
        new(24, RoleMember),
        new(42, UserEdited),
        new(18, FlowPublished),
        new(12, ClientChanged),
        new(30, LoggedIn),
        new(16, Exported),
        new(18, GroupChanged),
        new(10, Event),
    ];

    private const char Q = '"';

    private static readonly string[] FlowActions = ["Checkin", "Checkout", "Publish", "Save", "Create", "Debug"];

    private static readonly string[] Attributes = ["title", "department", "addresses", "manager", "locations", "preferredName", "skills"];

    /// <summary>A member leaves or joins a queue; also used by the story.</summary>
    public static void QueueMember(SampleContext c, int queue, SampleUser member, bool added)
    {
        var id = c.Thing(20, queue);
        var empty = added ? "\"oldValues\":[],\"newValues\":[\"<queue member added>\"]" : "\"oldValues\":[\"<queue member deleted>\"],\"newValues\":[]";
        Head(c, "ContactCenter", "Queue", added ? "MemberAdd" : "MemberRemove", "USER", "SUCCESS");
        c.Writer.Write($$$"""{{{Q}}}entity":{"id":"{{{id}}}","name":"{{{SampleWords.Queues[queue]}}}","selfUri":"/api/v2/routing/queues/{{{id}}}"},""");
        c.Writer.Write($$$"""{{{Q}}}propertyChanges":[{"property":"QueueMember/{{{id}}}:{{{member.AgentId}}}",{{{empty}}}},{"property":"QueueMember/{{{id}}}:{{{member.AgentId}}}:joined","oldValues":["{{{(added ? "false" : "true")}}}"],"newValues":["{{{(added ? "true" : "false")}}}"]}],"context":{"entityId":"{{{id}}}","auditType":"QUEUE","correlationId":"{{{c.Random.Guid()}}}"},""");
        Tail(c);
    }

    private static void QueueMember(SampleContext c) => QueueMember(c, c.Random.Skewed(SampleWords.Queues.Length), c.Other(), !c.Random.OneIn(3));

    private static void QueueUpdated(SampleContext c)
    {
        var r = c.Random;
        var queue = r.Skewed(SampleWords.Queues.Length);
        var id = c.Thing(20, queue);
        Head(c, "Routing", "Queue", "Update", "USER", r.OneIn(20) ? "FAILURE" : "SUCCESS");
        c.Writer.Write($$$"""{{{Q}}}entity":{"id":"{{{id}}}","name":"{{{SampleWords.Queues[queue]}}}","selfUri":"/api/v2/routing/queues/{{{id}}}"},""");
        c.Writer.Write($$$"""{{{Q}}}propertyChanges":[{"property":"mediaSettings.call.serviceLevel.durationMs","oldValues":["{{{1000 * r.Below(90)}}}"],"newValues":["{{{1000 * r.Below(90)}}}"]},{"property":"acwSettings.timeoutMs","oldValues":["{{{1000 * r.Below(90)}}}"],"newValues":["{{{1000 * r.Below(90)}}}"]},""");
        c.Writer.Write($$$"""{"property":"version","oldValues":["{{{r.Below(900)}}}"],"newValues":["{{{r.Below(900)}}}"]},{"property":"defaultScripts.CALL","oldValues":["{{{c.Thing(26, queue)}}}"],"newValues":["{{{c.Thing(26, r.Skewed(SampleWords.Queues.Length))}}}"]}],"context":{"auditType":"QUEUE","entityId":"{{{id}}}","correlationId":"{{{c.Random.Guid()}}}"},""");
        Tail(c);
    }

    private static void RoleMember(SampleContext c)
    {
        var (r, other) = (c.Random, c.Other());
        var role = r.Skewed(SampleWords.Roles.Length);
        var id = c.Thing(21, role);
        Head(c, "PeoplePermissions", "Role", r.OneIn(3) ? "MemberRemove" : "MemberAdd", "USER", "SUCCESS");
        c.Writer.Write($$$"""{{{Q}}}message":{"message":"{{{SampleWords.Roles[role]}}}","messageParams":{},"messageWithParams":""},"entity":{"id":"{{{id}}}","name":"{{{other.AgentId}}}--{{{id}}}--{{{(r.OneIn(2) ? "*" : "division")}}}","selfUri":"/api/v2/authorization/roles/{{{id}}}"},"propertyChanges":[],"context":{"correlationId":"{{{r.Guid()}}}","subjectId":"{{{other.AgentId}}}","divisionId":"{{{c.Thing(22, r.Skewed(12))}}}"},""");
        Tail(c);
    }

    private static void UserEdited(SampleContext c)
    {
        var (r, other) = (c.Random, c.Other());
        var version = r.Below(200);
        var attribute = r.Pick(Attributes);
        Head(c, "Directory", "User", "Update", r.OneIn(30) ? "USER" : r.OneIn(60) ? "system" : "SYSTEM", r.OneIn(80) ? "success" : "SUCCESS");
        c.Writer.Write($$$"""{{{Q}}}entity":{"id":"{{{other.AgentId}}}","name":"","selfUri":"/api/v2/users/{{{other.AgentId}}}"},"propertyChanges":[{"property":"version","oldValues":["{{{version}}}"],"newValues":["{{{version + 1}}}"]},""");
        c.Writer.Write($$$"""{"property":"{{{attribute}}}","oldValues":["{{{r.PickSkewed(SampleWords.Sites)}}} {{{r.Below(900)}}}"],"newValues":["{{{r.PickSkewed(SampleWords.Sites)}}} {{{r.Below(900)}}}"]},{"property":"contactInfo","oldValues":[],"newValues":["{\"email\":\"{{{other.Upn}}}\",\"type\":\"PRIMARY\"}"]}],"context":{"userid":"{{{c.User.AgentId}}}","correlationId":"{{{c.Random.Guid()}}}","remoteIp":"{{{c.Session.Address}}}"},""");
        Tail(c);
    }

    private static void FlowPublished(SampleContext c)
    {
        var r = c.Random;
        var flow = r.Skewed(300);
        var id = c.Thing(23, flow);
        Head(c, "Architect", "Flow", r.Pick(FlowActions), "USER", r.OneIn(15) ? "FAILURE" : r.OneIn(40) ? "WARNING" : "SUCCESS");
        c.Writer.Write($$$"""{{{Q}}}entity":{"id":"{{{id}}}","name":"{{{SampleWords.Queues[flow % SampleWords.Queues.Length]}}} flow {{{flow}}}","selfUri":"/api/v2/flows/{{{id}}}"},"propertyChanges":[{"property":"publishedVersion","oldValues":["{{{r.Below(90)}}}.0"],"newValues":["{{{r.Below(90)}}}.0"]}],"context":{"flowType":"INBOUNDCALL","jobId":"{{{r.Guid()}}}","lockedBy":"{{{c.User.AgentId}}}","correlationId":"{{{r.Guid()}}}"},""");
        Tail(c);
    }

    private static void ClientChanged(SampleContext c)
    {
        var r = c.Random;
        var id = c.Thing(24, r.Skewed(80));
        Head(c, "PeoplePermissions", "OAuthClient", r.OneIn(3) ? "Create" : r.OneIn(3) ? "Delete" : "Update", "USER", "SUCCESS");
        c.Writer.Write($$$"""{{{Q}}}entity":{"id":"{{{id}}}","name":"{{{r.Pick(SampleWords.Applications)}}} connector","selfUri":"/api/v2/oauth/clients/{{{id}}}"},"propertyChanges":[{"property":"scopes","oldValues":["users:readonly"],"newValues":["users","audits:readonly"]},{"property":"roleIds","oldValues":["{{{c.Thing(21, r.Below(10))}}}"],"newValues":["{{{c.Thing(21, r.Below(10))}}}","{{{c.Thing(21, r.Below(10))}}}"]},{"property":"accessTokenValiditySeconds","oldValues":[],"newValues":["{{{3600 * r.Below(48)}}}"]}],"context":{"correlationId":"{{{c.Random.Guid()}}}"},""");
        Tail(c);
    }

    private static void LoggedIn(SampleContext c)
    {
        var r = c.Random;
        var failed = r.OneIn(8);
        Head(c, "PeoplePermissions", "AccessToken", failed ? "AuthenticationFailed" : "Create", "USER", failed ? "FAILURE" : "SUCCESS");
        c.Writer.Write($$$"""{{{Q}}}message":{"localizableMessageCode":"ACCESS_TOKEN_CREATE_{{{(failed ? "FAILURE" : "SUCCESS")}}}","message":"access token","messageWithParams":"","messageParams":{}},"entity":{"id":"{{{r.Guid()}}}","name":"{{{c.User.Name}}}"},"propertyChanges":[],"context":{"grantType":"AUTHORIZATION_CODE","sessionId":"{{{c.Session.Id}}}","userAgent":"{{{c.Session.UserAgent}}}"},""");
        Tail(c);
    }

    private static void Exported(SampleContext c)
    {
        var r = c.Random;
        Head(c, "AnalyticsReporting", "Exports", r.OneIn(3) ? "Download" : "Create", "USER", "SUCCESS");
        c.Writer.Write($$$"""{{{Q}}}entity":{"id":"{{{c.User.AgentId}}}"},"propertyChanges":[],"context":{"correlationId":"{{{r.Guid()}}}","ExportType":"{{{(r.OneIn(3) ? "PDF" : "CSV")}}}","HasEmail":"{{{(r.OneIn(2) ? "true" : "false")}}}","ViewType":"{{{r.Pick(SampleWords.Papers).ToUpperInvariant()}}}","RunId":"{{{r.Guid()}}}","ExportId":"{{{c.Thing(27, r.Skewed(150))}}}","RowCount":"{{{r.Below(2_000_000)}}}","File":"{{{c.FileName(c.File())}}}"},""");
        Tail(c);
    }

    private static void GroupChanged(SampleContext c)
    {
        var r = c.Random;
        var members = r.Below(300);
        var group = r.Skewed(200);
        var id = c.Thing(25, group);
        Head(c, "Groups", "DirectoryGroup", "Update", "SYSTEM", "SUCCESS");
        c.Writer.Write($$$"""{{{Q}}}entity":{"id":"{{{id}}}","name":"{{{SampleWords.Sites[group % SampleWords.Sites.Length]}}}","selfUri":"/api/v2/groups/{{{id}}}"},"propertyChanges":[{"property":"memberCount","oldValues":["{{{members}}}"],"newValues":["{{{members + 1}}}"]},{"property":"group-membership","oldValues":[],"newValues":["[{{{c.Other().AgentId}}}, {{{c.Other().AgentId}}}]"]}],"context":{"userid":"{{{c.User.AgentId}}}","correlationId":"{{{c.Random.Guid()}}}"},""");
        Tail(c);
    }

    private static void Event(SampleContext c)
    {
        var (r, user) = (c.Random, c.User);
        var client = c.Thing(24, r.Skewed(80));
        c.Writer.Write($$$"""{"version":"0","id":"{{{r.Guid()}}}","detail-type":"v2.audits.entitytype.{id}.entityid.{id}","source":"aws.partner/genesys.com/cloud/{{{c.Organization}}}/example","account":"000000000000","time":"{{{c.Time}}}Z","region":"eu-central-1","resources":[],"detail":{"topicName":"v2.audits.entitytype.OAuthClient.entityid.{{{client}}}","version":"2",""");
        c.Writer.Write($$$"""{{{Q}}}eventBody":{"id":"{{{r.Guid()}}}","userId":"{{{user.AgentId}}}","userHomeOrgId":"{{{c.Organization}}}","username":{"id":""},"userDisplay":"{{{user.Name}}}","clientId":{"id":"{{{client}}}"},"remoteIp":["{{{c.Session.Address}}}"],"serviceName":"PeoplePermissions","eventTime":"{{{c.TimeWithMilliseconds}}}Z","action":"{{{(r.OneIn(2) ? "Update" : "Delete")}}}","entityType":"OAuthClient","entity":{"id":"{{{client}}}","name":"{{{r.Pick(SampleWords.Applications)}}} connector"},""");
        c.Writer.Write($$$"""{{{Q}}}propertyChanges":[{"property":"scopes","oldValues":["users"]},{"property":"accessTokenValiditySeconds","newValues":["{{{3600 * r.Below(48)}}}"]}]},"metadata":{"CorrelationId":"{{{c.Session.Correlation}}}-archival"},"timestamp":"{{{c.TimeWithMilliseconds}}}Z"}}""");
    }

    private static void Head(SampleContext c, string service, string entityType, string action, string level, string status)
    {
        var (r, user) = (c.Random, c.User);
        c.Writer.Write($$$"""{"id":"{{{r.Guid()}}}","userHomeOrgId":"{{{c.Organization}}}",""");
        if (level == "USER")
        {
            var name = r.OneIn(2) ? $"\"name\":\"{user.Name}\"," : "";
            var proxy = r.OneIn(5) ? $",\"203.0.113.{(1 + r.Below(4)).ToString(CultureInfo.InvariantCulture)}\"" : "";
            c.Writer.Write($$$"""{{{Q}}}user":{"id":"{{{user.AgentId}}}",{{{name}}}"selfUri":"/api/v2/users/{{{user.AgentId}}}"},"remoteIp":["{{{c.Session.Address}}}"{{{proxy}}}],""");
        }
        else
        {
            c.Writer.Write($$$"""{{{Q}}}user":{},""");
        }

        c.Writer.Write($$$"""{{{Q}}}client":{"id":"{{{(r.OneIn(2) ? "" : "client-credentials")}}}"},"serviceName":"{{{service}}}","level":"{{{level}}}","eventDate":"{{{c.TimeWithMilliseconds}}}Z","action":"{{{action}}}","entityType":"{{{entityType}}}","status":"{{{status}}}",""");
    }

    private static void Tail(SampleContext c)
    {
        var r = c.Random;
        if (r.OneIn(2))
        {
            c.Writer.Write($$$"""{{{Q}}}application":"","initiatingAction":{},"transactionInitiator":false,"entityChanges":[]}""");
            return;
        }

        var setting = r.Skewed(SampleWords.Subjects.Length);
        c.Writer.Write($$$"""{{{Q}}}application":"{{{r.PickSkewed(SampleWords.Applications)}}}","initiatingAction":{"transactionId":"{{{r.Guid()}}}","actionContext":"Update"},"transactionInitiator":true,"entityChanges":[{"entityId":"{{{c.Thing(28, setting)}}}","entityName":"{{{SampleWords.Subjects[setting]}}}","entityType":"Setting","oldValues":["{{{r.Below(20_000)}}}"],"newValues":["{{{r.Below(20_000)}}}"]}]}""");
    }
}
