namespace Annals.Sources.Samples;

/// <summary>Files, pages and sharing.</summary>
internal static partial class Microsoft365Samples
{
    private static readonly string[] FileOperations = ["FileAccessed", "FileAccessed", "FileModified", "FileDownloaded", "FilePreviewed", "FileUploaded", "FileDeleted", "FileRenamed", "FileSyncDownloadedFull"];

    /// <summary>A download of a person; also used by the story.</summary>
    public static void FileDownloaded(SampleContext c) => FileOperation(c, "FileDownloaded");

    private static void FileUsed(SampleContext c) => FileOperation(c, c.Random.Pick(FileOperations));

    private static void FileOperation(SampleContext c, string operation)
    {
        var (r, site) = (c.Random, c.Session.Site);
        var folder = r.Pick(SampleWords.Folders);
        var name = c.FileName();
        SharePoint(c, operation, 6, "File");
        c.Writer.Write($$$"""{{{Q}}}ListId":"{{{c.Thing(7, r.Below(900))}}}","ListItemUniqueId":"{{{r.Guid()}}}","Site":"{{{c.Thing(8, r.Below(300))}}}","WebId":"{{{c.Thing(9, r.Below(300))}}}","HighPriorityMediaProcessing":{{{(r.OneIn(8) ? "\"False\"" : "false")}}},"SourceFileExtension":"{{{name[(name.LastIndexOf('.') + 1)..]}}}",""");
        c.Writer.Write($$$"""{{{Q}}}SiteUrl":"{{{site}}}/","SourceRelativeUrl":"{{{folder}}}","SourceFileName":"{{{name}}}","ObjectId":"{{{site}}}/{{{folder}}}/{{{name}}}"}""");
    }

    private static void PageViewed(SampleContext c)
    {
        var r = c.Random;
        SharePoint(c, r.OneIn(5) ? "PagePrefetched" : "PageViewed", 4, "Page");
        c.Writer.Write($$$"""{{{Q}}}ListItemUniqueId":"{{{r.Guid()}}}","Site":"{{{c.Thing(8, r.Below(300))}}}","WebId":"{{{c.Thing(9, r.Below(300))}}}","CustomUniqueId":true,"SiteUrl":"{{{c.Session.Site}}}","ObjectId":"{{{c.Session.Site}}}/SitePages/{{{r.Pick(SampleWords.Subjects)}}}-{{{r.Below(5000)}}}.aspx"}""");
    }

    private static void FileShared(SampleContext c)
    {
        var (r, other) = (c.Random, c.Other());
        var anonymous = r.OneIn(3);
        var name = c.FileName();
        SharePoint(c, anonymous ? "AnonymousLinkCreated" : "SharingSet", 14, "File");
        c.Writer.Write($$$"""{{{Q}}}ListId":"{{{c.Thing(7, r.Below(900))}}}","ListItemUniqueId":"{{{r.Guid()}}}","Site":"{{{c.Thing(8, r.Below(300))}}}","WebId":"{{{c.Thing(9, r.Below(300))}}}","EventData":"<Type>{{{(anonymous ? "Edit" : "View")}}}</Type><MembersCanShareApplied>False</MembersCanShareApplied>","UniqueSharingId":"{{{r.Guid()}}}",""");
        var (target, type) = r.OneIn(4) ? ($"{other.Alias}_partner.example.org#ext#@example.com", "Guest") : (other.Upn, "Member");
        c.Writer.Write($$$"""{{{Q}}}TargetUserOrGroupName":"{{{target}}}","TargetUserOrGroupType":"{{{type}}}","SiteUrl":"{{{c.Session.Site}}}/","SourceRelativeUrl":"{{{r.Pick(SampleWords.Folders)}}}","SourceFileName":"{{{name}}}","ObjectId":"{{{c.Session.Site}}}/{{{name}}}"}""");
    }

    private static void GroupChanged(SampleContext c)
    {
        var (r, other) = (c.Random, c.Other());
        SharePoint(c, r.OneIn(3) ? "RemovedFromGroup" : "AddedToGroup", 14, "Web");
        c.Writer.Write($$$"""{{{Q}}}Site":"{{{c.Thing(8, r.Below(300))}}}","WebId":"{{{c.Thing(9, r.Below(300))}}}","EventData":"<Group>{{{r.Pick(SampleWords.Sites)}}} Members</Group>","TargetUserOrGroupName":"{{{other.Upn}}}","TargetUserOrGroupType":"Member","SiteUrl":"{{{c.Session.Site}}}","ObjectId":"{{{c.Session.Site}}}"}""");
    }

    private static void SharePoint(SampleContext c, string operation, int recordType, string itemType)
    {
        var (r, user) = (c.Random, c.User);
        var correlation = r.Guid();
        var workload = c.Session.Site.Contains("-my.", StringComparison.Ordinal) ? "OneDrive" : "SharePoint";
        c.Writer.Write($$$"""{"AppAccessContext":{"AADSessionId":"{{{c.Session.Id}}}","CorrelationId":"{{{correlation}}}","UniqueTokenId":"{{{c.Token(22)}}}"},"CreationTime":"{{{c.Time}}}","Id":"{{{r.Guid()}}}","Operation":"{{{operation}}}","OrganizationId":"{{{c.Tenant}}}","RecordType":{{{recordType}}},"UserKey":"i:0h.f|membership|{{{user.Puid}}}@live.example.com",""");
        c.Writer.Write($$$"""{{{Q}}}UserType":0,"Version":1,"Workload":"{{{workload}}}",{{{c.ClientIp()}}}"UserId":"{{{(r.OneIn(40) ? "app@sharepoint" : user.Upn)}}}","CorrelationId":"{{{correlation}}}","EventSource":"SharePoint","ItemType":"{{{itemType}}}","UserAgent":"{{{c.Session.UserAgent}}}",""");
    }
}
