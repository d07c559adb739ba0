namespace Annals.Sources.Samples;

/// <summary>Records of Microsoft 365: sign-ins, the directory, Teams, alerts and oddities. Shapes as in docs/records.</summary>
internal static partial class Microsoft365Samples
{
    public static readonly SampleFamily[] Families =
    [
        new(140, SignedIn),
        new(28, SignInFailed),
        new(30, RoleMember),
        new(30, UserUpdated),
        new(60, TeamsMessage),
        new(12, TeamMembers),
        new(110, FileUsed),
        new(40, PageViewed),
        new(30, FileShared),
        new(12, GroupChanged),
        new(26, MailboxSet),
        new(9, InboxRule),
        new(8, ComplianceCmdlet),
        new(50, MailAccessed),
        new(22, MailSent),
        new(18, RuleMatched),
        new(9, AlertRaised),
        new(5, OfUnknownType),
    ];

    // A raw string cannot begin with a quote.
    private const char Q = '"';

    private static readonly string[] Apps = ["Azure Portal", "Office 365", "Exchange Online", "SharePoint Online", "Microsoft Teams", "Microsoft Graph"];

    private static readonly string[] Failures =
    [
        "50126\",\"LogonError\":\"InvalidUserNameOrPassword", "50053\",\"LogonError\":\"IdsLocked", "50074\",\"LogonError\":\"UserStrongAuthClientAuthNRequiredInterrupt",
        "50057\",\"LogonError\":\"UserDisabled", "53003\",\"LogonError\":\"BlockedByConditionalAccess",
    ];

    /// <summary>A failed sign-in of a person from an address; also used by the story.</summary>
    public static void SignInFailed(SampleContext c) => SignIn(c, "UserLoginFailed", c.Random.Pick(Failures));

    public static void SignedIn(SampleContext c) => SignIn(c, "UserLoggedIn", "0");

    private static void SignIn(SampleContext c, string operation, string error)
    {
        var (r, user) = (c.Random, c.User);
        var application = c.Thing(1, r.Skewed(60));
        var target = c.Thing(2, r.Skewed(20));
        var id = r.Guid();
        c.Writer.Write($$$"""{"CreationTime":"{{{c.Time}}}","Id":"{{{id}}}","Operation":"{{{operation}}}","OrganizationId":"{{{c.Tenant}}}","RecordType":15,"ResultStatus":"{{{(r.OneIn(4) ? "Succeeded" : "Success")}}}",""");
        c.Writer.Write($$$"""{{{Q}}}UserKey":"{{{user.Id}}}","UserType":{{{(r.OneIn(30) ? 4 : 0)}}},"Version":1,"Workload":"AzureActiveDirectory",{{{c.ClientIp()}}}"ObjectId":"{{{target}}}","UserId":"{{{user.Upn}}}","AzureActiveDirectoryEventType":1,""");
        c.Writer.Write($$$"""{{{Q}}}ExtendedProperties":[{"Name":"ResultStatusDetail","Value":"{{{(r.OneIn(3) ? "Redirect" : "Success")}}}"},{"Name":"UserAgent","Value":"{{{c.Session.UserAgent}}}"},{"Name":"RequestType","Value":"{{{(r.OneIn(2) ? "OAuth2:Token" : "OAuth2:Authorize")}}}"}],"ModifiedProperties":[],""");
        c.Writer.Write($$$"""{{{Q}}}Actor":[{"ID":"{{{user.Id}}}","Type":0},{"ID":"{{{user.Upn}}}","Type":5}],"ActorContextId":"{{{c.Tenant}}}","ActorIpAddress":"{{{c.Session.Address}}}","InterSystemsId":"{{{c.Session.Correlation}}}","IntraSystemId":"{{{id}}}","SupportTicketId":"",""");
        c.Writer.Write($$$"""{{{Q}}}Target":[{"ID":"{{{target}}}","Type":0}],"TargetContextId":"{{{c.Tenant}}}","ApplicationId":"{{{application}}}",""");
        if (!r.OneIn(3))
        {
            var device = c.Session.Device;
            c.Writer.Write($$$"""{{{Q}}}DeviceProperties":[{"Name":"OS","Value":"{{{device.Os}}}"},{"Name":"BrowserType","Value":"{{{device.Browser}}}"},{"Name":"SessionId","Value":"{{{c.Session.Id}}}"}],""");
        }

        c.Writer.Write($$$"""{{{Q}}}ErrorNumber":"{{{error}}}"}""");
    }

    private static void RoleMember(SampleContext c)
    {
        var (r, user, other) = (c.Random, c.User, c.Other());
        var added = !r.OneIn(3);
        var role = r.Below(SampleWords.AdminRoles.Length);
        Directory(c, added ? "Add member to role." : "Remove member from role.");
        c.Writer.Write($$$"""{{{Q}}}ExtendedProperties":[{"Name":"additionalDetails","Value":"{}"},{"Name":"extendedAuditEventCategory","Value":"Role"}],"ModifiedProperties":[""");
        var name = SampleWords.AdminRoles[role];
        c.Writer.Write($$$"""{"Name":"Role.ObjectID","NewValue":"{{{(added ? "\\\"" : "")}}}{{{c.Thing(3, role)}}}{{{(added ? "\\\"" : "")}}}","OldValue":""},{"Name":"Role.DisplayName","NewValue":"{{{(added ? name : "")}}}","OldValue":"{{{(added ? "" : name)}}}"}],""");
        Actors(c, user);
        c.Writer.Write($$$"""{{{Q}}}Target":[{"ID":"User_{{{other.Id}}}","Type":2},{"ID":"{{{other.Id}}}","Type":2},{"ID":"User","Type":2},{"ID":"{{{other.Upn}}}","Type":5}],"TargetContextId":"{{{c.Tenant}}}"}""");
    }

    private static void UserUpdated(SampleContext c)
    {
        var (r, user, other) = (c.Random, c.User, c.Other());
        Directory(c, "Update user.");
        var site = r.Pick(SampleWords.Sites);
        c.Writer.Write($$$"""{{{Q}}}ExtendedProperties":{{{(r.OneIn(20) ? "\"[]\"" : "[{\"Name\":\"extendedAuditEventCategory\",\"Value\":\"User\"}]")}}},"ModifiedProperties":[{"Name":"Department","NewValue":"[\r\n  \"{{{site}}}\"\r\n]","OldValue":"[\r\n  \"{{{r.Pick(SampleWords.Sites)}}}\"\r\n]"},{"Name":"StsRefreshTokensValidFrom","NewValue":"[\r\n  \"{{{c.Time}}}Z\"\r\n]","OldValue":"[]"},""");
        c.Writer.Write($$$"""{"Name":"Included Updated Properties","NewValue":"Department, StsRefreshTokensValidFrom","OldValue":""}],""");
        Actors(c, user);
        c.Writer.Write($$$"""{{{Q}}}Target":[{"ID":"User_{{{other.Id}}}","Type":2},{"ID":"{{{other.Id}}}","Type":2},{"ID":"User","Type":2},{"ID":"{{{other.Upn}}}","Type":5},{"ID":"{{{other.Puid}}}","Type":3}],"TargetContextId":"{{{c.Tenant}}}"}""");
    }

    private static void Directory(SampleContext c, string operation)
    {
        var r = c.Random;
        c.Writer.Write($$$"""{"CreationTime":"{{{c.Time}}}","Id":"{{{r.Guid()}}}","Operation":"{{{operation}}}","OrganizationId":"{{{c.Tenant}}}","RecordType":8,"ResultStatus":"{{{(r.OneIn(25) ? "Failure" : "Success")}}}","UserKey":"{{{c.User.Puid}}}@example.com",""");
        c.Writer.Write($$$"""{{{Q}}}UserType":0,"Version":1,"Workload":"AzureActiveDirectory",{{{(r.OneIn(2) ? "" : "\"ClientIP\":\"\",")}}}"ObjectId":"Not Available","UserId":"{{{c.User.Upn}}}","AzureActiveDirectoryEventType":1,""");
    }

    private static void Actors(SampleContext c, SampleUser user) =>
        c.Writer.Write($$$"""{{{Q}}}Actor":[{"ID":"{{{user.Upn}}}","Type":5},{"ID":"{{{user.Puid}}}","Type":3},{"ID":"User_{{{user.Id}}}","Type":2},{"ID":"{{{user.Id}}}","Type":2},{"ID":"User","Type":2}],"ActorContextId":"{{{c.Tenant}}}","InterSystemsId":"{{{c.Session.Correlation}}}","IntraSystemId":"{{{default(SampleGuid)}}}","SupportTicketId":"",""");

    private static void TeamsMessage(SampleContext c)
    {
        var (r, user, other) = (c.Random, c.User, c.Other());
        var message = c.Milliseconds + r.Below(1000);
        var thread = c.Thing(17, r.Skewed(500));
        c.Writer.Write($$$"""{"CreationTime":"{{{c.Time}}}","Id":"{{{r.Guid()}}}","Operation":"{{{(r.OneIn(3) ? "MessageCreatedHasLink" : "MessageSent")}}}","OrganizationId":"{{{c.Tenant}}}","RecordType":25,"UserKey":"{{{user.Id}}}","UserType":0,"Version":1,"Workload":"MicrosoftTeams",{{{c.ClientIp()}}}"UserId":"{{{user.Upn}}}",""");
        c.Writer.Write($$$"""{{{Q}}}ChatThreadId":"19:{{{thread}}}@thread.tacv2","CommunicationType":"{{{(r.OneIn(2) ? "OneOnOne" : "GroupChat")}}}","ExtraProperties":[{"Key":"TimeZone","Value":"Europe/Berlin"},{"Key":"OsName","Value":"windows"},{"Key":"Country","Value":"de"},{"Key":"ClientName","Value":"skypeteams"},{"Key":"ClientVersion","Value":"49/2405020{{{1301 + r.Skewed(4)}}}"}],""");
        c.Writer.Write($$$"""{{{Q}}}MessageId":"{{{message}}}","MessageVersion":"{{{message}}}","ItemName":"19:{{{thread}}}@thread.tacv2","MessageURLs":["https://{{{r.Pick(SampleWords.Applications)}}}.example.org/{{{r.PickSkewed(SampleWords.Sites)}}}/{{{r.PickSkewed(SampleWords.Papers)}}}"],"ResourceTenantId":"{{{c.Tenant}}}","Members":[{"DisplayName":"{{{user.Name}}}","Role":1,"UPN":"{{{user.Upn}}}"},{"DisplayName":"{{{other.Name}}}","Role":0,"UPN":"{{{other.Upn}}}"}]}""");
    }

    private static void TeamMembers(SampleContext c)
    {
        var (r, user, other) = (c.Random, c.User, c.Other());
        var team = r.Skewed(400);
        c.Writer.Write($$$"""{"CreationTime":"{{{c.Time}}}","Id":"{{{r.Guid()}}}","Operation":"{{{(r.OneIn(3) ? "MemberRemoved" : "MemberAdded")}}}","OrganizationId":"{{{c.Tenant}}}","RecordType":25,"UserKey":"{{{user.Id}}}","UserType":0,"Version":1,"Workload":"MicrosoftTeams",{{{c.ClientIp()}}}"UserId":"{{{user.Upn}}}","AADGroupId":"{{{c.Thing(4, team)}}}",""");
        c.Writer.Write($$$"""{{{Q}}}Members":[{"DisplayName":"{{{other.Name}}}","Role":{{{r.Below(3)}}},"UPN":"{{{other.Upn}}}"}],"TeamGuid":"19:{{{c.Thing(5, team)}}}@thread.tacv2","TeamName":"{{{SampleWords.Sites[team % SampleWords.Sites.Length]}}} {{{team}}}","AppAccessContext":{"AADSessionId":"{{{c.Session.Id}}}","CorrelationId":"{{{c.Session.Correlation}}}","UniqueTokenId":"{{{c.Session.Token}}}"}}""");
    }

    private static void AlertRaised(SampleContext c)
    {
        var (r, other) = (c.Random, c.Other());
        var alert = r.Guid();
        c.Writer.Write($$$"""{"CreationTime":"{{{c.Time}}}","Id":"{{{r.Guid()}}}","Operation":"AlertTriggered","OrganizationId":"{{{c.Tenant}}}","RecordType":40,"ResultStatus":"Succeeded","UserKey":"SecurityComplianceAlerts","UserType":4,"Version":1,"Workload":"SecurityComplianceCenter","ObjectId":"{{{other.Upn}}}","UserId":"SecurityComplianceAlerts",""");
        c.Writer.Write($$$"""{{{Q}}}AlertEntityId":"{{{other.Upn}}}","AlertId":"{{{alert}}}","AlertLinks":[{"AlertLinkHref":""}],"AlertType":"System","Category":"ThreatManagement","Comments":"New alert","Data":"{\"etype\":\"User\",\"eid\":\"{{{other.Upn}}}\",\"tid\":\"{{{c.Tenant}}}\",\"ts\":\"{{{c.Time}}}Z\",\"te\":\"{{{c.Time}}}Z\",\"op\":\"{{{r.Pick(SampleWords.Subjects)}}}\",\"wl\":\"Exchange\",\"cid\":\"{{{r.Guid()}}}\",\"thn\":\"{{{r.Below(90)}}}\"}",""");
        c.Writer.Write($$$"""{{{Q}}}Name":"Unusual volume of {{{r.Pick(SampleWords.Papers)}}} activity","PolicyId":"{{{c.Thing(6, r.Skewed(30))}}}","Severity":"{{{(r.OneIn(3) ? "High" : "Medium")}}}","Source":"Office 365 Security & Compliance","Status":"Active"}""");
    }

    private static void OfUnknownType(SampleContext c)
    {
        var (r, user) = (c.Random, c.User);
        var index = r.Below(Apps.Length);
        c.Writer.Write($$$"""{"CreationTime":"{{{c.Time}}}Z","Id":"{{{r.Guid()}}}","Operation":"{{{SampleWords.Applications[r.Below(SampleWords.Applications.Length)]}}}ItemSynchronised","OrganizationId":"{{{c.Tenant}}}","RecordType":{{{9000 + r.Below(40)}}},"UserKey":"Not Available","UserType":{{{r.Below(14)}}},"Version":1,"Workload":"{{{SampleWords.Applications[index]}}}","ClientIP":"<null>","UserId":"{{{user.Upn}}}",""");
        c.Writer.Write($$$"""{{{Q}}}AppAccessContext":{},"ApplicationDisplayName":"{{{Apps[index]}}}","ApplicationId":"{{{c.Thing(1, r.Skewed(60))}}}","CorrelationId":"{{{c.Session.Correlation}}}","ItemCount":{{{r.Below(5000)}}},"ItemIds":["{{{r.Guid()}}}","{{{r.Guid()}}}"],"UserAgent":"{{{c.Session.UserAgent}}}","Extra":{"a":"","b":[],"c":null,"d":{{{r.Below(1_000_000)}}}.25}}""");
    }
}
