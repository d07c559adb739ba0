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
        var (r, site, file) = (c.Random, c.Session.Site, c.File());
        var (folder, name) = (FolderOf(file), c.FileName(file));
        SharePoint(c, operation, 6, "File");
        Place(c, file);
        c.Writer.Write($$$"""{{{Q}}}HighPriorityMediaProcessing":{{{(r.OneIn(8) ? "\"False\"" : "false")}}},"SourceFileExtension":"{{{ExtensionOf(name)}}}",""");
        c.Writer.Write($$$"""{{{Q}}}SiteUrl":"{{{site}}}/","SourceRelativeUrl":"{{{folder}}}","SourceFileName":"{{{name}}}","ObjectId":"{{{site}}}/{{{folder}}}/{{{name}}}"}""");
    }

    private static void PageViewed(SampleContext c)
    {
        var (r, page) = (c.Random, c.Random.Skewed(400));
        SharePoint(c, r.OneIn(5) ? "PagePrefetched" : "PageViewed", 4, "Page");
        c.Writer.Write($$$"""{{{Q}}}ListItemUniqueId":"{{{ItemOf(c, page)}}}","Site":"{{{c.Thing(8, c.Session.SiteNumber)}}}","WebId":"{{{c.Thing(9, c.Session.SiteNumber)}}}","CustomUniqueId":true,"SiteUrl":"{{{c.Session.Site}}}","ObjectId":"{{{c.Session.Site}}}/SitePages/{{{SampleWords.Subjects[page % SampleWords.Subjects.Length]}}}-{{{page}}}.aspx"}""");
    }

    private static void FileShared(SampleContext c)
    {
        var (r, other, file) = (c.Random, c.Other(), c.File());
        var anonymous = r.OneIn(3);
        var (folder, name) = (FolderOf(file), c.FileName(file));
        SharePoint(c, anonymous ? "AnonymousLinkCreated" : "SharingSet", 14, "File");
        Place(c, file);
        c.Writer.Write($$$"""{{{Q}}}EventData":"<Type>{{{(anonymous ? "Edit" : "View")}}}</Type><MembersCanShareApplied>False</MembersCanShareApplied>","SourceFileExtension":"{{{ExtensionOf(name)}}}","UniqueSharingId":"{{{r.Guid()}}}",""");
        var (target, type) = r.OneIn(4) ? ($"{other.Alias}_partner.example.org#ext#@example.com", "Guest") : (other.Upn, "Member");
        c.Writer.Write($$$"""{{{Q}}}TargetUserOrGroupName":"{{{target}}}","TargetUserOrGroupType":"{{{type}}}","SiteUrl":"{{{c.Session.Site}}}/","SourceRelativeUrl":"{{{folder}}}","SourceFileName":"{{{name}}}","ObjectId":"{{{c.Session.Site}}}/{{{folder}}}/{{{name}}}"}""");
    }

    private static void GroupChanged(SampleContext c)
    {
        var (r, other) = (c.Random, c.Other());
        SharePoint(c, r.OneIn(3) ? "RemovedFromGroup" : "AddedToGroup", 14, "Web");
        c.Writer.Write($$$"""{{{Q}}}Site":"{{{c.Thing(8, c.Session.SiteNumber)}}}","WebId":"{{{c.Thing(9, c.Session.SiteNumber)}}}","EventData":"<Group>{{{r.PickSkewed(SampleWords.Sites)}}} Members</Group>","TargetUserOrGroupName":"{{{other.Upn}}}","TargetUserOrGroupType":"Member","SiteUrl":"{{{c.Session.Site}}}","ObjectId":"{{{c.Session.Site}}}"}""");
    }

    private static void SharePoint(SampleContext c, string operation, int recordType, string itemType)
    {
        var (r, user, session) = (c.Random, c.User, c.Session);
        var (correlation, device) = (session.Correlation, session.Device);
        var workload = session.Site.Contains("-my.", StringComparison.Ordinal) ? "OneDrive" : "SharePoint";
        c.Writer.Write($$$"""{"AppAccessContext":{"AADSessionId":"{{{session.Id}}}","CorrelationId":"{{{correlation}}}","UniqueTokenId":"{{{session.Token}}}"},"CreationTime":"{{{c.Time}}}","Id":"{{{r.Guid()}}}","Operation":"{{{operation}}}","OrganizationId":"{{{c.Tenant}}}","RecordType":{{{recordType}}},"UserKey":"i:0h.f|membership|{{{user.Puid}}}@live.example.com",""");
        c.Writer.Write($$$"""{{{Q}}}UserType":0,"Version":1,"Workload":"{{{workload}}}",{{{c.ClientIp()}}}"UserId":"{{{(r.OneIn(40) ? "app@sharepoint" : user.Upn)}}}","CorrelationId":"{{{correlation}}}","EventSource":"SharePoint","ItemType":"{{{itemType}}}","Platform":"{{{device.Platform}}}","UserAgent":"{{{device.UserAgent}}}",""");
    }

    /// <summary>Ids of the list, the item, the site and the web of a file.</summary>
    private static void Place(SampleContext c, int file)
    {
        var site = c.Session.SiteNumber;
        c.Writer.Write($$$"""{{{Q}}}ListId":"{{{c.Thing(7, (site * 2) + (file % 2))}}}","ListItemUniqueId":"{{{ItemOf(c, file)}}}","Site":"{{{c.Thing(8, site)}}}","WebId":"{{{c.Thing(9, site)}}}",""");
    }

    private static SampleGuid ItemOf(SampleContext c, int file) => c.Thing(16, (c.Session.SiteNumber << 16) + file);

    private static string FolderOf(int file) => SampleWords.Folders[file % SampleWords.Folders.Length];

    private static string ExtensionOf(string name) => name[(name.LastIndexOf('.') + 1)..];
}
