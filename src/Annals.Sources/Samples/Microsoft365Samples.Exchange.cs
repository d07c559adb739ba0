namespace Annals.Sources.Samples;

/// <summary>Exchange: administration, mailboxes, rules, data loss prevention.</summary>
internal static partial class Microsoft365Samples
{
    private static readonly string[] MailboxParameters =
    [
        "AuditEnabled\",\"Value\":\"True", "MaxSendSize\",\"Value\":\"35 MB", "HiddenFromAddressListsEnabled\",\"Value\":\"False", "LitigationHoldEnabled\",\"Value\":\"True", "Type\",\"Value\":\"Shared", "EmailAddresses\",\"Value\":\"",
    ];

    /// <summary>A rule that sends a person's mail elsewhere; also used by the story.</summary>
    public static void ForwardingRule(SampleContext c, string name, string recipient)
    {
        var (r, user) = (c.Random, c.User);
        Cmdlet(c, "New-InboxRule", $"{user.Alias}\\\\{name}", 1);
        c.Writer.Write($$$"""{{{Q}}}Parameters":[{"Name":"AlwaysDeleteOutlookRulesBlob","Value":"False"},{"Name":"Force","Value":"False"},{"Name":"Name","Value":"{{{name}}}"},{"Name":"ForwardTo","Value":"{{{recipient}}}"},{"Name":"SubjectContainsWords","Value":"{{{r.Pick(SampleWords.Subjects)}}};{{{r.Pick(SampleWords.Subjects)}}}"},{"Name":"StopProcessingRules","Value":"True"}],"SessionId":"{{{c.Session.Id}}}"}""");
    }

    private static void MailboxSet(SampleContext c)
    {
        var (r, other) = (c.Random, c.Other());
        Cmdlet(c, r.OneIn(5) ? "Add-MailboxPermission" : "Set-Mailbox", other.Alias, 1);
        if (r.OneIn(6))
        {
            c.Writer.Write($$$"""{{{Q}}}Parameters":"-Identity \"{{{other.Upn}}}\" -AuditEnabled \"True\" -CorrelationId \"{{{r.Guid()}}}\"","ModifiedObjectResolvedName":"{{{other.Name}}}","ExternalAccess":"True"}""");
            return;
        }

        c.Writer.Write($$$"""{{{Q}}}Parameters":[{"Name":"Identity","Value":"{{{other.Upn}}}"},{"Name":"DomainController","Value":""},{"Name":"{{{r.Pick(MailboxParameters)}}}"}],"ModifiedProperties":[],"ModifiedObjectResolvedName":"{{{other.Name}}}","ExternalAccess":false,"RequestId":"{{{c.Session.Correlation}}}","SessionId":"{{{c.Session.Id}}}","TokenTenantId":"{{{c.Tenant}}}"}""");
    }

    private static void InboxRule(SampleContext c)
    {
        var r = c.Random;
        var name = r.Pick(SampleWords.Subjects);
        if (r.OneIn(8))
        {
            ForwardingRule(c, name, $"{c.Other().Alias}@example.com");
            return;
        }

        Cmdlet(c, r.OneIn(3) ? "Set-InboxRule" : "New-InboxRule", $"{c.User.Alias}\\\\{name}", 1);
        c.Writer.Write($$$"""{{{Q}}}Parameters":[{"Name":"AlwaysDeleteOutlookRulesBlob","Value":"False"},{"Name":"Name","Value":"{{{name}}}"},{"Name":"MoveToFolder","Value":"{{{r.Pick(SampleWords.Sites)}}}"},{"Name":"From","Value":"{{{c.Other().Upn}}}"},{"Name":"MarkAsRead","Value":"{{{(r.OneIn(2) ? "True" : "False")}}}"}],"RequestId":"{{{c.Session.Correlation}}}","SessionId":"{{{c.Session.Id}}}"}""");
    }

    private static void ComplianceCmdlet(SampleContext c)
    {
        var r = c.Random;
        c.Writer.Write($$$"""{"CreationTime":"{{{c.Time}}}","Id":"{{{r.Guid()}}}","Operation":"{{{(r.OneIn(2) ? "Get-ComplianceSearch" : "Get-DlpCompliancePolicy")}}}","OrganizationId":"{{{c.Tenant}}}","RecordType":18,"UserKey":"{{{c.User.Upn}}}","UserType":2,"Version":1,"Workload":"SecurityComplianceCenter","ObjectId":"","UserId":"{{{c.User.Upn}}}","SecurityComplianceCenterEventType":0,""");
        c.Writer.Write($$$"""{{{Q}}}ClientApplication":"EMC","CmdletVersion":"6.0.{{{7420 + r.Skewed(3)}}}.0","EffectiveOrganization":"example.com","NonPIIParameters":"-Identity \"<PII>\" -ResultSize \"<ULong>\"","Parameters":"-Identity \"{{{r.PickSkewed(SampleWords.Subjects)}}} {{{c.Thing(19, r.Skewed(60))}}}\" -ResultSize \"{{{500 * (1 + r.Below(10))}}}\"","StartTime":"{{{c.Time}}}","UserServicePlan":"","ClientRequestId":"{{{c.Session.Correlation}}}","SessionId":"{{{c.Session.Id}}}"}""");
    }

    private static void MailAccessed(SampleContext c)
    {
        var (r, user) = (c.Random, c.User);
        var owner = r.OneIn(6) ? c.Other() : user;
        Mailbox(c, "MailItemsAccessed", 50, owner);
        c.Writer.Write($$$"""{{{Q}}}ClientInfoString":"Client=OWA;{{{c.Session.UserAgent}}}","OperationProperties":[{"Name":"MailAccessType","Value":"Bind"},{"Name":"IsThrottled","Value":"False"}],"Folders":[{"FolderItems":[{"InternetMessageId":"<{{{SampleContext.MailServer(owner)}}}{{{r.Guid()}}}@mail.example.com>","SizeInBytes":{{{r.Below(200_000)}}}}],"Id":"LgAAAA{{{c.Thing(18, owner.Number)}}}AAAAAAEMAAA","Path":"\\Inbox"}],"OperationCount":1}""");
    }

    private static void MailSent(SampleContext c)
    {
        var r = c.Random;
        var owner = r.OneIn(10) ? c.Other() : c.User;
        Mailbox(c, r.OneIn(3) ? "SendAs" : "Send", 2, owner);
        c.Writer.Write($$$"""{{{Q}}}ClientInfoString":"Client=Microsoft.Exchange.RPC; {{{r.Pick(SampleWords.Applications)}}}","SaveToSentItems":true,"Item":{"Id":"RgAAAA{{{c.Thing(18, owner.Number)}}}AAAAAAEP{{{10_000_000 + r.Below(90_000_000)}}}AAAJ","InternetMessageId":"<{{{SampleContext.MailServer(owner)}}}{{{r.Guid()}}}@mail.example.com>","ParentFolder":{"Id":"LgAAAA{{{c.Thing(18, owner.Number)}}}AAAAAAEPAAA","Path":"\\Drafts"},"SizeInBytes":{{{r.Below(900_000)}}},"Subject":"{{{r.Pick(SampleWords.Subjects)}}} {{{r.Pick(SampleWords.Papers)}}} {{{r.Below(9000)}}}"}}""");
    }

    private static void RuleMatched(SampleContext c)
    {
        var (r, user, other) = (c.Random, c.User, c.Other());
        var rule = r.Skewed(24);
        var message = r.Guid();
        c.Writer.Write($$$"""{"CreationTime":"{{{c.Time}}}","Id":"{{{r.Guid()}}}","Operation":"DlpRuleMatch","OrganizationId":"{{{c.Tenant}}}","RecordType":13,"UserKey":"DlpAgent","UserType":4,"Version":1,"Workload":"Exchange","ObjectId":"<{{{SampleContext.MailServer(user)}}}{{{message}}}@mail.example.com>","UserId":"DlpAgent","IncidentId":"{{{r.Guid()}}}","PolicyDetails":[{"PolicyId":"{{{c.Thing(10, rule / 3)}}}","PolicyName":"Personal data",""");
        c.Writer.Write($$$"""{{{Q}}}Rules":[{"Actions":["NotifyUser"],"ConditionsMatched":{"SensitiveInformation":[{"Confidence":{{{65 + r.Below(35)}}},"Count":{{{1 + r.Below(30)}}},"SensitiveType":"{{{c.Thing(13, r.Skewed(50))}}}"}]},"RuleId":"{{{c.Thing(14, rule)}}}","RuleMode":"Enable","RuleName":"Volume {{{rule}}}","Severity":"{{{(r.OneIn(4) ? "High" : "Low")}}}"}]}],"SensitiveInfoDetectionIsIncluded":{{{(r.OneIn(2) ? "true" : "false")}}},""");
        c.Writer.Write($$$"""{{{Q}}}ExchangeMetaData":{"BCC":[],"CC":[],"FileSize":{{{r.Below(800_000)}}},"From":"{{{user.Upn}}}","MessageID":"<{{{SampleContext.MailServer(user)}}}{{{message}}}@mail.example.com>","RecipientCount":1,"Sent":"{{{c.Time}}}","Subject":"{{{r.Pick(SampleWords.Subjects)}}} {{{r.Below(9000)}}}","To":["{{{other.Alias}}}@example.org"],"UniqueID":"{{{r.Guid()}}}"}}""");
    }

    private static void Cmdlet(SampleContext c, string operation, string target, int recordType)
    {
        var r = c.Random;
        var system = r.OneIn(9);
        c.Writer.Write($$$"""{"AppAccessContext":{{{(r.OneIn(3) ? "{}" : "{\"UniqueTokenId\":\"\"}")}}},"CreationTime":"{{{c.Time}}}","Id":"{{{r.Guid()}}}","Operation":"{{{operation}}}","OrganizationId":"{{{c.Tenant}}}","RecordType":{{{recordType}}},"ResultStatus":"{{{(r.OneIn(20) ? "False" : r.OneIn(6) ? "TRUE" : "True")}}}",""");
        c.Writer.Write($$$"""{{{Q}}}UserKey":"{{{(system ? "NT AUTHORITY\\\\SYSTEM (Microsoft.Exchange.ServiceHost)" : c.User.Puid)}}}","UserType":{{{(system ? 3 : 2)}}},"Version":1,"Workload":"Exchange",{{{c.ClientIp()}}}"ObjectId":"EURPR01A00{{{r.Skewed(4)}}}.example.com/Microsoft Exchange Hosted Organizations/example.com/{{{target}}}","UserId":"{{{(system ? "NT AUTHORITY\\\\SYSTEM (Microsoft.Exchange.ServiceHost)" : c.User.Upn)}}}",""");
        c.Writer.Write($$$"""{{{Q}}}AppId":"{{{(r.OneIn(2) ? "" : "5f09333a-842c-47da-a157-57da27fcbca5")}}}","ClientAppId":"","OrganizationName":"example.com","OriginatingServer":"{{{SampleContext.MailServer(c.User)}}} ({{{c.MailServerVersion()}}})",""");
    }

    private static void Mailbox(SampleContext c, string operation, int recordType, SampleUser owner)
    {
        var (r, user) = (c.Random, c.User);
        var type = owner == user ? 0 : 2;
        c.Writer.Write($$$"""{"CreationTime":"{{{c.Time}}}","Id":"{{{r.Guid()}}}","Operation":"{{{operation}}}","OrganizationId":"{{{c.Tenant}}}","RecordType":{{{recordType}}},"ResultStatus":"{{{(r.OneIn(12) ? "PartiallySucceeded" : "Succeeded")}}}","UserKey":"{{{user.Puid}}}","UserType":0,"Version":1,"Workload":"Exchange",{{{c.ClientIp()}}}"UserId":"{{{user.Upn}}}","ClientIPAddress":"{{{c.Session.Address}}}",""");
        c.Writer.Write($$$"""{{{Q}}}ExternalAccess":false,"InternalLogonType":0,"LogonType":{{{type}}},"LogonUserSid":"S-1-5-21-{{{700_000_000 + user.Number}}}-{{{user.Number * 31}}}-1204","MailboxGuid":"{{{c.Thing(15, owner.Number)}}}","MailboxOwnerUPN":"{{{owner.Upn}}}","OrganizationName":"example.com","OriginatingServer":"{{{SampleContext.MailServer(owner)}}} ({{{c.MailServerVersion()}}})\r\n","SessionId":"{{{c.Session.Id}}}",""");
    }
}
